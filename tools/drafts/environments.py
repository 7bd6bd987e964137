"""The pinned packages that drafts are checked against."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

from tools.golden.environments import Environment

PINS = Path(__file__).with_name("packages.toml")
PLATFORMS = ("cdk", "cdktf", "pulumi")


class DraftEnvironment(Environment):
    """An environment with the compiler, and with all the libraries whose types drafts use."""

    __slots__ = ()

    def __init__(self, platform: str, cache: Path) -> None:
        with PINS.open("rb") as stream:
            pins: dict[str, Any] = tomllib.load(stream)[platform]
        digest = hashlib.sha256(json.dumps(pins).encode()).hexdigest()[:8]
        self.platform = platform
        self.versions = {"node": pins["node"], "python": pins["python"]}
        self.bindings = pins.get("bindings", {})
        self.folder = cache / f"{platform}-{digest}"

    def library_versions(self) -> dict[str, str]:
        """What the configuration of iaclint has to say about the libraries, by npm name."""
        return dict(package.rsplit("@", 1) for package in self.versions["node"])
