"""Which paths are templates: by name, and where names say little by content. Cheap, because it looks at every path that is given."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import Literal

Notation = Literal["cloudformation", "terraform", "pulumi"]

SUFFIXES = (".json", ".yaml", ".yml", ".template")
ASSEMBLIES = ("cdk.out", "cdktf.out")
STACK_FILE = "cdk.tf.json"
_HEAD = 200_000  # bytes looked at
_NOTATIONS: tuple[tuple[Notation, re.Pattern[bytes]], ...] = (
    ("cloudformation", re.compile(rb"""(?:^|[{,])\s{0,200}["']?AWSTemplateFormatVersion["']?\s{0,200}:|["']?Type["']?\s{0,50}:\s{0,50}["']?(?:AWS|Custom)::\w""", re.MULTILINE)),
    ("terraform", re.compile(rb'"(?:resource|data|provider|terraform)"\s{0,200}:\s{0,200}[{\[]')),
    ("pulumi", re.compile(rb'"steps"\s{0,200}:\s{0,200}\[|"op"\s{0,20}:\s{0,20}"[\w-]{1,40}"\s{0,20},\s{0,20}"urn"|"urn:pulumi:')),
)  # fmt: skip


def separated(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """The given paths that are templates, and the others. A path that does not exist is none."""
    templates = [path for path in paths if is_template(path)]
    return templates, [path for path in paths if path not in templates]


def is_template(path: str) -> bool:
    """Whether a path that was given is a template, a preview, or a folder that a synthesis wrote."""
    if os.path.isdir(path):
        name = os.path.basename(os.path.realpath(path))
        return name in ASSEMBLIES or os.path.isfile(os.path.join(path, STACK_FILE)) or _is_assembly(path)
    # what is no file (a pipe) is not opened: that might wait for ever
    return path.lower().endswith(SUFFIXES) and os.path.isfile(path) and notation_of(path) is not None


def notation_of(path: str) -> Notation | None:
    """What a file is written in. A name that says it is believed, so that what is broken inside is reported."""
    name = os.path.basename(path).lower()
    if name.endswith(".tf.json"):
        return "terraform"
    if name.endswith((".template.json", ".template.yaml", ".template.yml", ".template")):
        return "cloudformation"
    head = _head(path)
    return next((notation for notation, pattern in _NOTATIONS if pattern.search(head)), None)


def _is_assembly(folder: str) -> bool:
    """A cloud assembly (``manifest.json`` with ``artifacts``) or the output of ``cdktf synth`` (with ``stacks``)."""
    manifest = os.path.join(folder, "manifest.json")
    return (
        os.path.isfile(manifest)
        and re.search(rb'"(?:artifacts|stacks)"\s{0,20}:\s{0,20}\{', _head(manifest)) is not None
    )


def _head(path: str) -> bytes:
    try:
        with open(path, "rb") as stream:
            return stream.read(_HEAD)
    except (OSError, ValueError):
        return b""
