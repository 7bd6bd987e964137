"""What is measured on: sets of real projects of three sizes, the same ones for the same folders."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from iaclint.project import Project, discover
from iaclint.source import LANGUAGE_OF_SUFFIX

LARGE = 100  # projects in L
MEDIUM = 6  # projects in M
FILE_LINES = 300  # a file of S has about so many


class WorkSet:
    """``paths`` are given to the lint, as a user would; ``lines`` counts those of all source files below them, tests included."""

    __slots__ = ("lines", "name", "paths")

    def __init__(self, name: str, paths: Sequence[Path], lines: int) -> None:
        self.name = name
        self.paths = [str(path) for path in paths]
        self.lines = lines


def work_sets(folders: Sequence[Path], large: int = LARGE) -> list[WorkSet]:
    """S (one file of each language), M and L (projects spread evenly over the sorted list). Raises ``ValueError`` when there is no project."""
    projects = [project for project in discover(folders) if project.platforms and project.reported]
    if not projects:
        raise ValueError("no CDK, CDKTF or Pulumi project in these folders")
    many = spread(projects, large)
    lines = {path: path.read_bytes().count(b"\n") for project in many for path in project.reported}
    few = spread(many, MEDIUM)
    files = typical_files(many, lines)
    return [
        WorkSet("S", files, sum(lines[path] for path in files)),
        WorkSet("M", [project.root for project in few], sum(lines[p] for project in few for p in project.reported)),
        WorkSet("L", [project.root for project in many], sum(lines.values())),
    ]


def spread(projects: Sequence[Project], count: int) -> list[Project]:
    """``count`` of the projects, at equal distances."""
    if len(projects) <= count:
        return list(projects)
    return [projects[(2 * at + 1) * len(projects) // (2 * count)] for at in range(count)]


def typical_files(projects: Sequence[Project], lines: dict[Path, int]) -> list[Path]:
    """Of each language the relevant file whose length is nearest to ``FILE_LINES``."""
    nearest: dict[str, Path] = {}
    relevant = sorted(path for project in projects for path in project.relevant_files if path in lines)
    for path in sorted(relevant, key=lambda path: abs(lines[path] - FILE_LINES)):
        nearest.setdefault(LANGUAGE_OF_SUFFIX[path.suffix], path)
    return [nearest[language] for language in sorted(nearest)]
