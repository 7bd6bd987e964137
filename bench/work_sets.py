"""What is measured on: sets of real projects of three sizes, the same ones for the same folders."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iaclint.project import Project

LARGE = 100  # projects in L
MEDIUM = 6  # projects in M
FILE_LINES = 300  # a file of S has about so many


class WorkSet:
    """``paths`` are given to the lint, as a user would; ``lines`` counts those of all source files below them, tests included."""

    __slots__ = ("lines", "name", "paths")

    def __init__(self, name: str, paths: Sequence[str], lines: int) -> None:
        self.name = name
        self.paths = list(paths)
        self.lines = lines


def chosen(folders: Sequence[Path], large: int = LARGE) -> list[WorkSet]:
    """``work_sets``, chosen by a process of its own: this one has to stay small (see ``processes.cost``)."""
    command = [sys.executable, "-m", "bench.work_sets", str(large), *map(str, folders)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ValueError(done.stderr.rstrip().rpartition("\n")[2])
    return [WorkSet(*data) for data in json.loads(done.stdout)]


def work_sets(folders: Sequence[Path], large: int = LARGE) -> list[WorkSet]:
    """S (one file of each language), M and L (projects spread evenly over the sorted list). Raises ``ValueError`` when there is no project."""
    from iaclint.project import discover

    tops = [folder.resolve() for folder in folders]
    projects = [
        project
        for project in discover(folders)
        if project.platforms and project.reported and any(project.root.is_relative_to(top) for top in tops)
    ]
    if not projects:
        raise ValueError("no CDK, CDKTF or Pulumi project in these folders")
    many = spread(projects, large)
    lines = {path: path.read_bytes().count(b"\n") for project in many for path in project.reported}
    few = spread(many, MEDIUM)
    files = typical_files(many, lines)
    return [
        WorkSet("S", [str(path) for path in files], sum(lines[path] for path in files)),
        WorkSet("M", [str(p.root) for p in few], sum(lines[path] for p in few for path in p.reported)),
        WorkSet("L", [str(p.root) for p in many], sum(lines.values())),
    ]


def spread(projects: Sequence[Project], count: int) -> list[Project]:
    """``count`` of the projects, at equal distances."""
    if len(projects) <= count:
        return list(projects)
    return [projects[(2 * at + 1) * len(projects) // (2 * count)] for at in range(count)]


def typical_files(projects: Sequence[Project], lines: dict[Path, int]) -> list[Path]:
    """Of each language the relevant file whose length is nearest to ``FILE_LINES``."""
    from iaclint.source import LANGUAGE_OF_SUFFIX

    nearest: dict[str, Path] = {}
    relevant = sorted(path for project in projects for path in project.relevant_files if path in lines)
    for path in sorted(relevant, key=lambda path: abs(lines[path] - FILE_LINES)):
        nearest.setdefault(LANGUAGE_OF_SUFFIX[path.suffix], path)
    return [nearest[language] for language in sorted(nearest)]


if __name__ == "__main__":
    sets = work_sets([Path(folder) for folder in sys.argv[2:]], int(sys.argv[1]))
    json.dump([(work.name, work.paths, work.lines) for work in sets], sys.stdout)
