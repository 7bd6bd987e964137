"""Third parties' rule packs: packages that an installed distribution names under the entry-point group ``iaclint.rules``.

A pack has the layout of the built-in rules: modules that make one ``rule`` each, a page beside each, and an ``index.json`` made by
``python -m tools.rule_index``. Only metadata files are read here, and by bytes, because ``importlib.metadata`` costs more than a whole run on one file.
"""

from __future__ import annotations

import os
import sys

GROUP = "iaclint.rules"


def installed_packs() -> list[str]:
    """The packages registered by installed distributions, sorted."""
    packages: set[str] = set()
    for folder in dict.fromkeys(
        filter(None, sys.path)
    ):  # the empty entry is the working directory, which is not trusted
        for metadata in _distributions(folder):
            packages.update(_packages(os.path.join(metadata, "entry_points.txt")))
    return sorted(packages)


def _distributions(folder: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.path for entry in entries if entry.name.endswith(".dist-info")]
    except OSError:
        return []  # zip files, folders that are gone


def _packages(path: str) -> list[str]:
    try:
        with open(path, "rb") as stream:
            data = stream.read()
    except OSError:
        return []
    if f"[{GROUP}]".encode() not in data:
        return []
    from configparser import ConfigParser, Error

    parser = ConfigParser(delimiters=("=",), interpolation=None)
    try:
        parser.read_string(data.decode("utf-8", "replace"))
    except Error:
        return []
    return [value.strip() for value in parser[GROUP].values()]
