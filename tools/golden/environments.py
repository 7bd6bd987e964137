"""The pinned packages of a framework, installed once into a cache folder."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

PINS = Path(__file__).with_name("packages.toml")
INSTALL_SECONDS = 900


class Environment:
    """``node_modules`` and a Python interpreter that has the same framework."""

    __slots__ = ("bindings", "folder", "platform", "versions")

    def __init__(self, platform: str, cache: Path) -> None:
        with PINS.open("rb") as stream:
            pins: dict[str, Any] = tomllib.load(stream)[platform]
        digest = hashlib.sha256(json.dumps(pins).encode()).hexdigest()[:8]
        self.platform = platform
        self.versions: dict[str, list[str]] = {"node": pins["node"], "python": pins["python"]}
        self.bindings: dict[str, str] = pins.get("bindings", {})
        self.folder = cache / f"{platform}-{digest}"

    @property
    def node_modules(self) -> Path:
        return self.folder / "node" / "node_modules"

    @property
    def python(self) -> Path:
        return self.folder / "python" / "bin" / "python"

    def install(self, language: str) -> None:
        """Brings what is missing. Raises ``subprocess.CalledProcessError`` with the installer's output."""
        ready = self.folder / f"{language}.installed"
        if ready.exists():
            return
        folder = self.folder / language
        folder.mkdir(parents=True, exist_ok=True)
        if language == "node":
            (folder / "package.json").write_text('{"private": true}')
            options = ["--no-audit", "--no-fund", "--ignore-scripts", "--save-exact"]
            command = ["npm", "install", *options, *self.versions["node"]]
        else:
            subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
            options = ["--quiet", "--disable-pip-version-check"]
            command = [str(self.python), "-m", "pip", "install", *options, *self.versions["python"]]
        subprocess.run(command, cwd=folder, check=True, timeout=INSTALL_SECONDS, stdout=subprocess.DEVNULL)
        ready.touch()


def default_cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "iaclint-golden"
