"""Frontends: concrete syntax in, the IR out. The right grammar is imported when the first file of its language is parsed."""

from __future__ import annotations

from iaclint import ir
from iaclint.source import SourceFile


def parse(file: SourceFile) -> ir.Module:
    """Lower one file. Never fails: what cannot be read is in ``Module.errors``, and ``ir.Opaque`` where it stood."""
    if file.language == "python":
        from iaclint.frontends import python

        return python.parse(file)
    from iaclint.frontends import typescript

    return typescript.parse(file)
