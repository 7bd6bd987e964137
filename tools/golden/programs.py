"""What a project is: framework, language, entry, and the settings that its tool would hand to the program."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import yaml

MARKERS = {"cdk.json": "cdk", "cdktf.json": "cdktf", "Pulumi.yaml": "pulumi"}
PULUMI_ENTRIES = ("index.ts", "__main__.py", "index.js", "src/index.ts", "main.py")
PROGRAM = re.compile(r"\.(ts|js|mjs|py)$")
VARIABLE = re.compile(r"([A-Z_]+)=(.*)")
SKIPPED = frozenset({"node_modules", ".git", "cdk.out", "cdktf.out", ".venv", "venv", "__pycache__", "dist"})


class Program:
    """One project. Raises ``ValueError`` when no framework or no entry can be told."""

    __slots__ = ("entry", "folder", "language", "platform", "settings")

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        marker = next((name for name in MARKERS if (folder / name).is_file()), None)
        if marker is None:
            raise ValueError("no cdk.json, cdktf.json or Pulumi.yaml")
        self.platform = MARKERS[marker]
        if self.platform == "cdktf" and "cdktn" in manifests(folder):
            self.platform = "cdktn"
        self.settings: dict[str, Any] = yaml.safe_load((folder / marker).read_text("utf-8")) or {}
        self.entry = self._entry()
        self.language = "python" if self.entry.endswith(".py") else "node"

    def _entry(self) -> str:
        if self.platform == "pulumi":
            return pulumi_entry(self.folder, self.settings)
        words = shlex.split(str(self.settings.get("app", "")))
        for word in words:
            if PROGRAM.search(word) and (self.folder / word).is_file():
                return word
        raise ValueError(f"no program in {self.settings.get('app')!r}")

    @property
    def variables(self) -> dict[str, str]:
        """What its command sets: ``PYTHONPATH=. python app.py``."""
        words = shlex.split(str(self.settings.get("app", "")))
        return {found[1]: found[2] for word in words if (found := VARIABLE.fullmatch(word))}

    @property
    def context(self) -> dict[str, Any]:
        """What a program finds with ``tryGetContext``."""
        context: dict[str, Any] = dict(self.settings.get("context") or {})
        looked_up = self.folder / "cdk.context.json"
        return context | (json.loads(looked_up.read_text("utf-8")) if looked_up.is_file() else {})

    @property
    def config(self) -> dict[str, str]:
        """The configuration of the stack ``dev``, else of the first there is, over the project's defaults."""
        project = str(self.settings.get("name"))
        stacks = sorted(self.folder.glob("Pulumi.*.yaml"), key=lambda path: (path.name != "Pulumi.dev.yaml", path.name))
        values = dict(self.settings.get("config") or {})
        if stacks:
            values |= (yaml.safe_load(stacks[0].read_text("utf-8")) or {}).get("config") or {}
        config = {}
        for key, value in values.items():
            if isinstance(value, dict) and not value.keys().isdisjoint({"value", "default", "secure", "type"}):
                value = value.get("value", value.get("default", "mock:secret" if "secure" in value else None))
            if value is not None:
                full = key if ":" in key else f"{project}:{key}"
                config[full] = value if isinstance(value, str) else json.dumps(value)
        return config


def pulumi_entry(folder: Path, settings: dict[str, Any]) -> str:
    main = settings.get("main") or ""
    candidates = [main] if PROGRAM.search(main) else [str(Path(main) / name) for name in PULUMI_ENTRIES]
    package = folder / "package.json"
    if package.is_file() and not main:
        named = json.loads(package.read_text("utf-8")).get("main")
        candidates = [named, *candidates] if named else candidates
    found = next((name for name in candidates if (folder / name).is_file()), None)
    if found is None:
        raise ValueError(f"none of {candidates}")
    return found


def manifests(folder: Path) -> str:
    names = ("package.json", "requirements.txt", "Pipfile", "pyproject.toml", "cdktf.json")
    return "\n".join((folder / name).read_text("utf-8") for name in names if (folder / name).is_file())


def projects_below(folder: Path) -> list[Path]:
    """The projects in a folder, which may be one itself; sorted, none within another."""
    if any((folder / name).is_file() for name in MARKERS):
        return [folder]
    found: list[Path] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.is_dir() and not path.is_symlink() and path.name not in SKIPPED:
            found += projects_below(path)
    return found
