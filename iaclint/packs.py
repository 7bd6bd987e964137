"""Third parties' rule packs: packages that an installed distribution names under the entry-point group ``iaclint.rules``.

A pack has the layout of the built-in rules: modules that make one ``rule`` each, a page beside each, and an ``index.json`` made by
``python -m tools.rule_index``. Only metadata files are read here, and by bytes, because ``importlib.metadata`` costs more than a whole run on one file.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from iaclint.rule import Rule

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


def described(rule: Rule, module: str) -> dict[str, Any]:
    """What an index says of a rule. ``types`` is ``None`` when the rule looks at more than resources of named types."""
    globs = [glob for types, _ in rule.resource_checks for glob in types]
    only_typed = bool(rule.resource_checks) and all(types for types, _ in rule.resource_checks)
    others = rule.api_checks or rule.statement_checks or rule.program_checks
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "confidence": rule.confidence,
        "summary": rule.summary,
        "profiles": list(rule.profiles),
        "frameworks": list(rule.frameworks),
        "equivalents": list(rule.equivalents),
        "cwe": list(rule.cwe),
        "security_severity": rule.security_severity,
        "options": dict(rule.options),
        "types": sorted(set(globs)) if only_typed and not others else None,
        "module": module,
    }
