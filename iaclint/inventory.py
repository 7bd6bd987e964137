"""What is read of a project and why, and what is taken for granted while its programs are evaluated."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iaclint.model import ResourceGraph
from iaclint.settings import Settings

if TYPE_CHECKING:
    from iaclint.project import Project
    from iaclint.source import Language

LANGUAGES: tuple[Language, ...] = ("python", "typescript")


def inventory(project: Project, graph: ResourceGraph, settings: Settings) -> dict[str, Any]:
    """Plain data: ``entry_points``, ``libraries`` and ``terraform`` with their sources, ``environments``, ``files`` with ``why`` each is read or not."""
    return {
        "project": shown(project.root),
        "platforms": list(project.platforms),
        "languages": list(project.languages),
        "entry_points": [shown(path) for path in project.entry_points],
        "environments": list(settings.environments),
        "configuration": shown(settings.source) if settings.source.name else None,
        "libraries": _libraries(project, settings),
        "terraform": [{"version": one.version, "source": shown(one.source)} for one in project.terraform_versions],
        "files": _files(project, graph),
        "problems": [{"path": shown(path), "message": message} for path, message in project.problems],
    }


def _libraries(project: Project, settings: Settings) -> list[dict[str, Any]]:
    """The libraries of the project's languages that it declares or the user states."""
    found = {}
    for language in LANGUAGES:
        if language in project.languages:
            stated = {
                name: project.library_version(name, language) for name in settings.versions if name != "terraform"
            }
            for name, version in {**project.library_versions(language), **stated}.items():
                if version is not None:
                    found[name] = {"name": name, "version": version.version, "source": shown(version.source)}
    return [found[name] for name in sorted(found)]


def _files(project: Project, graph: ResourceGraph) -> list[dict[str, Any]]:
    read = {file.path for file in graph.files}
    entries = {str(path) for path in project.entry_points}
    paths = sorted(read | {str(path) for path in project.reported})
    return [
        {"path": shown(Path(path)), "read": path in read, "reported": project.reports(Path(path)), "why": why}
        for path in paths
        for why in [_why(project, path, path in read, path in entries)]
    ]


def _why(project: Project, path: str, read: bool, entry: bool) -> str:
    if not read:
        return _why_not(project, path)
    if entry:
        return "entry point"
    if Path(path) in project.named:
        return "named"
    return "belongs to the infrastructure" if project.reports(Path(path)) else "imported, or around what was asked for"


def _why_not(project: Project, path: str) -> str:
    from iaclint.linting import why_unread
    from iaclint.project.relevance import is_test

    reason = why_unread(Path(path), True)
    if reason is not None:
        return reason
    inside = Path(path).is_relative_to(project.root)
    if is_test(Path(path).relative_to(project.root) if inside else path):
        return "a test"
    return "mentions no framework and is imported by nothing that does"


def shown(path: Path) -> str:
    return os.path.relpath(path).replace(os.sep, "/")
