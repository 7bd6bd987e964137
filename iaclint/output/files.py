"""What ``iaclint files`` shows to people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from iaclint.output.text import clean


def lines(projects: list[dict[str, Any]]) -> Iterator[str]:
    """The inventories (as ``iaclint.api.files`` gives them) line by line."""
    for project in projects:
        kinds = ", ".join((*project["platforms"], *project["languages"])) or "no project file"
        yield f"{clean(project['project'])} ({kinds})"
        yield f"  entry points: {clean(', '.join(project['entry_points'])) or 'none: everything counts as reached'}"
        yield f"  assumed environment: {clean(', '.join(project['environments']))}"
        if project["configuration"]:
            yield f"  configuration: {clean(project['configuration'])}"
        for library in project["libraries"]:
            yield f"  {clean(library['name'])} {clean(library['version'])}  ({clean(library['source'])})"
        for terraform in project["terraform"]:
            yield f"  terraform {clean(terraform['version'])}  ({clean(terraform['source'])})"
        for problem in project["problems"]:
            yield f"  {clean(problem['path'])}: {clean(problem['message'])}"
        for title, read in (("read", True), ("not read", False)):
            files = [file for file in project["files"] if file["read"] is read]
            if files:
                yield f"  {title}:"
            for file in files:
                yield f"    {clean(file['path'])}  ({clean(file['why'])})"
        yield ""
