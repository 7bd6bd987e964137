"""Which project a folder belongs to."""

from __future__ import annotations

import os

from iaclint.project.entry_points import entry_points
from iaclint.project.markers import has_manifest, platforms
from iaclint.project.repository import Repository


def owner(repository: Repository, path: str) -> str | None:
    """The root of the project that the folder `path` belongs to, or None when nothing around it tells a project.

    The nearest folder with a project file (`cdk.json` …) owns it, and only where there is none, the nearest one with
    a package manifest. A nested project file is no project of its own when the program around it starts inside its
    folder (`main: lib/` beside `lib/Pulumi.yaml`).
    """
    unknown = []
    for folder in repository.ascend(path):
        if folder in repository.owners:
            break
        unknown.append(folder)
    for folder in reversed(unknown):
        outer = repository.owners.get(os.path.dirname(folder)) if folder != repository.boundary else None
        repository.owners[folder] = _owner_below(repository, folder, outer)
    return repository.owners.get(path)


def _owner_below(repository: Repository, path: str, outer: str | None) -> str | None:
    folder = repository.folder(path)
    around = platforms(repository.folder(outer)) if outer else ()
    own = platforms(folder)
    if own:
        same_program = outer and set(own) <= set(around) and _starts_below(repository, outer, path)
        return outer if same_program else path
    if around:
        return outer
    return path if has_manifest(folder) else outer


def _starts_below(repository: Repository, root: str, path: str) -> bool:
    return any(entry.startswith(path + os.sep) for entry in entry_points(repository, root))
