"""Rules in files and folders that the user names: declarative ones (YAML) from anywhere, Python ones only when they are trusted."""

from __future__ import annotations

import os
from collections.abc import Iterator

from iaclint.packs import described
from iaclint.registry import RuleEntry
from iaclint.rule import Rule
from iaclint.settings import UsageError

PACKAGE = "iaclint_rule_files"  # what modules loaded from a path are called: no package of this name exists


class FileEntry(RuleEntry):
    """A Python rule that was loaded from its file."""

    __slots__ = ()

    def __init__(self, rule: Rule, path: str) -> None:
        super().__init__(described(rule, os.path.basename(path)), "", PACKAGE)
        self.page = os.path.splitext(path)[0] + ".md"
        self._rule = rule


def rules_at(path: str, python: bool) -> Iterator[RuleEntry]:
    """The rules of one file, or of the files in and below a folder. Without ``python``, Python files are passed over. Raises ``UsageError``."""
    if not os.path.exists(path):
        raise UsageError(f"no such file or folder with rules: {os.path.relpath(path)}")
    for file in _files(path):
        if file.endswith((".yaml", ".yml")):
            from iaclint.declarative import entries

            yield from entries(file)
        elif python and file.endswith(".py"):
            yield _python_rule(file)


def _files(path: str) -> Iterator[str]:
    if os.path.isfile(path):
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in sorted(names):
            if not name.startswith((".", "_")):
                yield os.path.join(folder, name)


def _python_rule(file: str) -> RuleEntry:
    from importlib.util import module_from_spec, spec_from_file_location

    name = os.path.splitext(os.path.basename(file))[0]
    shown = os.path.relpath(file)
    spec = spec_from_file_location(f"{PACKAGE}.{name}", file)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # whatever a stranger's module raises
        raise UsageError(f"{shown}: cannot be loaded: {type(error).__name__}: {error}") from error
    rule = getattr(module, "rule", None)
    if not isinstance(rule, Rule):
        raise UsageError(f"{shown}: makes no `rule` (a file that is none begins with an underscore)")
    return FileEntry(rule, file)
