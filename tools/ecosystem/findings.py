"""What a run found: the file that ``run`` writes and the other commands read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class Finding:
    """One finding. ``path`` is relative to its project; ``text`` is the line of source it points to."""

    __slots__ = ("code", "column", "line", "message", "name", "path", "project", "severity", "text")

    def __init__(self, project: str, data: dict[str, Any]) -> None:
        self.project = project
        self.code: str = data["code"]
        self.name: str = data["name"]
        self.severity: str = data["severity"]
        self.path: str = data["path"]
        self.line: int = data["line"]
        self.column: int = data["column"]
        self.message: str = data["message"]
        self.text: str = data["text"]

    @property
    def key(self) -> tuple[str, str, str, int, str]:
        """What makes it the same finding in another run."""
        return (self.project, self.code, self.path, self.line, self.message)

    @property
    def order(self) -> tuple[str, str, int, int, str, str]:
        return (self.project, self.path, self.line, self.column, self.code, self.message)

    def data(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__ if name != "project"}


class ProjectRun:
    """The lint of one project: ``seconds`` on the clock, ``crash`` the end of what it said when it failed."""

    __slots__ = ("crash", "findings", "folder", "name", "seconds")

    def __init__(self, name: str, folder: str) -> None:
        self.name = name
        self.folder = folder
        self.findings: list[Finding] = []
        self.seconds = 0.0
        self.crash: str | None = None


class Findings:
    """The findings of one version of iaclint on many projects, sorted by project."""

    __slots__ = ("projects",)

    def __init__(self, projects: list[ProjectRun]) -> None:
        self.projects = sorted(projects, key=lambda project: project.name)

    def __iter__(self) -> Iterator[Finding]:
        for project in self.projects:
            yield from project.findings

    def crashes(self) -> dict[str, str]:
        return {project.name: project.crash for project in self.projects if project.crash is not None}

    def seconds(self) -> float:
        return sum(project.seconds for project in self.projects)

    def write(self, path: Path) -> None:
        """Times stand apart, so that the rest of the file is the same for the same code and projects."""
        data = {
            "projects": {
                project.name: {
                    "folder": project.folder,
                    "crash": project.crash,
                    "findings": [finding.data() for finding in project.findings],
                }
                for project in self.projects
            },
            "seconds": {project.name: round(project.seconds, 3) for project in self.projects},
        }
        path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", "utf-8")

    @classmethod
    def read(cls, path: Path) -> Findings:
        data = json.loads(path.read_text("utf-8"))
        projects = []
        for name, record in data["projects"].items():
            project = ProjectRun(name, record["folder"])
            project.crash = record["crash"]
            project.seconds = data["seconds"][name]
            project.findings = [Finding(name, finding) for finding in record["findings"]]
            projects.append(project)
        return cls(projects)
