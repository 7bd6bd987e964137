"""Files of data: what may be read of them, and how their bytes become values whose spans are places in the file."""

from __future__ import annotations

import os

from iaclint.source import SourceFile, Span
from iaclint.values import Value

SIZE_LIMIT = 50_000_000  # bytes of JSON
YAML_LIMIT = 5_000_000  # bytes; YAML takes ten times as long, and CloudFormation takes no template above 1 MB
DEPTH_LIMIT = 150  # maps and lists within each other
YAML_SUFFIXES = (".yaml", ".yml")


class UnreadableError(Exception):
    """A file that cannot be had at all; the message is for the user."""


class MalformedError(Exception):
    """A file that is not what its suffix says. ``span`` is where reading stopped."""

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.span = span


def is_yaml(path: str) -> bool:
    return path.lower().endswith(YAML_SUFFIXES)


def open_document(path: str) -> SourceFile:
    """The file at ``path``. Raises ``UnreadableError``.

    Its language is the one that it shares constants and comments with: Python for YAML, TypeScript for JSON.
    """
    limit = YAML_LIMIT if is_yaml(path) else SIZE_LIMIT
    try:
        with open(path, "rb") as stream:
            data = stream.read(limit + 1)
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from error
    if len(data) > limit:
        raise UnreadableError(f"not read: larger than {limit // 1_000_000} MB")
    return SourceFile(path.replace(os.sep, "/"), data, "python" if is_yaml(path) else "typescript")


def parse(file: SourceFile) -> Value:
    """The content of a JSON or YAML file. Raises ``MalformedError``."""
    if is_yaml(file.path):
        from iaclint.templates.yaml_reader import read_yaml

        return read_yaml(file)
    from iaclint.templates.json_reader import read_json

    return read_json(file)
