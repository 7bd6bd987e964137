"""What iaclint finds in a draft or project, the versions of the libraries given."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from iaclint.analysis import analyze
from iaclint.api import Analysis, lint
from iaclint.facts import ProjectFacts
from iaclint.project import Project
from iaclint.project.library_versions import LibraryVersion
from iaclint.settings import Settings
from tools.drafts.faults import plain

_QUOTED = re.compile(r"`([^`]+)`")


class Found:
    """A finding: rule, line, message."""

    __slots__ = ("code", "file", "line", "message", "rule")

    def __init__(self, code: str, rule: str, file: str, line: int, message: str) -> None:
        self.code = code
        self.rule = rule
        self.file = file
        self.line = line
        self.message = message

    @property
    def named(self) -> set[str]:
        """The names that the message quotes, underscores and case left off."""
        return {plain(name) for name in _QUOTED.findall(self.message)}


class StatedFacts(ProjectFacts):
    """The facts of exactly these versions, whatever a repository around the project says."""

    def __init__(self, project: Project, versions: Mapping[str, str]) -> None:
        super().__init__(project)
        self._versions = versions

    def _declared(self, library: str) -> LibraryVersion | None:
        version = self._versions.get(library)
        return LibraryVersion(library, version, True, Path()) if version is not None else None


def findings(path: Path, versions: Mapping[str, str], select: Sequence[str] = ("API",)) -> list[Found]:
    """The findings at a path, in either language. Bad configuration in the scanned folders has no say."""
    settings = Settings(select=select, isolated=True)
    settings.suppressions = False
    report = lint([str(path)], settings, Analysis(analyze, lambda project: StatedFacts(project, versions)))
    return [Found(one.code, one.name, one.place.path, one.place.line, one.message) for one in report.diagnostics]
