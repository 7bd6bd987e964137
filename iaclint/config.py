"""Configuration files: the nearest one above a path, within the repository; else the user's own.

``iaclint.toml``, ``.iaclint.toml``, ``.iaclint.yaml`` and ``[tool.iaclint]`` of ``pyproject.toml`` hold the same keys. Parents are not merged, unless a
file says ``extend``. What a scanned repository says is data: it never makes iaclint run code (see ``Configurations.of``).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from iaclint.project.repository import Repository
from iaclint.settings import Settings, UsageError

FILES = (
    ".iaclint.toml",
    "iaclint.toml",
    ".iaclint.yaml",
    "pyproject.toml",
)  # of one folder, the first that is there wins
MAX_EXTENDS = 20

Override = Callable[[Settings], None]


class Layer:
    """What a file and those it extends say together: keys as written, paths made absolute and globs relative to the boundary.
    ``origins``: for each key (``assume.environment``) the file and line that said it. ``trusted``: named or written by the user."""

    __slots__ = ("data", "file", "files", "origins", "trusted")

    def __init__(self, file: str, trusted: bool) -> None:
        self.file = file
        self.files = [file]
        self.trusted = trusted
        self.data: dict[str, Any] = {}
        self.origins: dict[str, Callable[[], str]] = {}


class Configurations:
    """The settings of each path: implements ``SettingsSource``. ``override`` is what the command line says, over every file."""

    def __init__(self, override: Override | None = None, named: str | None = None, read: bool = True) -> None:
        self._override = override or (lambda settings: None)
        self._read = read
        self._named: Layer | None = None
        self._boundaries: set[str] = set()
        self._repositories: dict[str, Repository] = {}
        self._layers: dict[str, Layer | None] = {}
        self._folders: dict[str, Settings] = {}
        self._settings: dict[tuple[str, str], Settings] = {}
        if named is not None:
            if not os.path.isfile(named):
                raise UsageError(f"no such configuration file: {named}")
            self._named = _loaded(
                os.path.realpath(named),
                Repository(os.path.abspath(os.sep)),
                True,
                git_root(".") or os.path.realpath("."),
            )

    def of(self, path: Path) -> Settings:
        """Raises ``UsageError`` for a file that cannot be used."""
        folder = os.fspath(path)
        if not os.path.isdir(folder):
            folder = os.path.dirname(folder) or "."
        if folder not in self._folders:
            boundary = self._boundary(folder)
            layer = self.layer(os.path.realpath(folder), boundary)
            key = (layer.file if layer else "", boundary)
            if key not in self._settings:
                self._settings[key] = self._made(layer, boundary)
            self._folders[folder] = self._settings[key]
        return self._folders[folder]

    def layer_of(self, path: Path) -> Layer | None:
        """What configuration files say for a file or folder; ``None`` for the defaults."""
        folder = os.path.realpath(path)
        folder = folder if os.path.isdir(folder) else os.path.dirname(folder)
        return self.layer(folder, self._boundary(folder))

    def _boundary(self, folder: str) -> str:
        """The repository around a folder; without one, the folder that was asked about first, around it."""
        found = git_root(folder)
        if found is None:
            real = os.path.realpath(folder)
            around = [one for one in self._boundaries if (real + os.sep).startswith(one.rstrip(os.sep) + os.sep)]
            found = min(around, key=len, default=real)
            self._boundaries.add(found)
        return found

    def layer(self, folder: str, boundary: str) -> Layer | None:
        """What is configured for a real folder; ``None`` for the defaults."""
        if self._named is not None:
            return self._named
        if not self._read:
            return None
        file = nearest(self._repositories.setdefault(boundary, Repository(boundary)), folder)
        trusted = file is None
        if file is None:
            file = user_file()
        if file is None:
            return None
        if file not in self._layers:
            repository = Repository(os.path.abspath(os.sep) if trusted else boundary)
            self._layers[file] = _loaded(file, repository, trusted, boundary)
        return self._layers[file]

    def _made(self, layer: Layer | None, boundary: str) -> Settings:
        settings = Settings()
        settings.base = boundary
        if layer is not None:
            from iaclint.config_settings import apply

            apply(layer, settings)
        self._override(settings)
        return settings


def git_root(path: str) -> str | None:
    """The nearest folder with ``.git`` at or above a folder."""
    folder = os.path.realpath(path)
    while not os.path.lexists(os.path.join(folder, ".git")):
        if folder == os.path.dirname(folder):
            return None
        folder = os.path.dirname(folder)
    return folder


def nearest(repository: Repository, folder: str) -> str | None:
    """The configuration file of the nearest folder that has one, up to the boundary."""
    for parent in repository.ascend(folder):
        names = repository.folder(parent)
        for name in FILES:
            file = os.path.join(parent, name)
            if name in names and (name != "pyproject.toml" or _section(repository, file) is not None):
                return file
    return None


def user_file() -> str | None:
    """The user's own configuration file: ``iaclint/iaclint.toml`` in the folder for such files."""
    home = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA") or os.path.expanduser("~/.config")
    file = os.path.join(home, "iaclint", "iaclint.toml")
    return os.path.realpath(file) if os.path.isfile(file) else None


def _section(repository: Repository, file: str) -> dict[str, Any] | None:
    tool = repository.mapping(file).get("tool")
    section = tool.get("iaclint") if isinstance(tool, dict) else None
    return section if isinstance(section, dict) else None


def _loaded(file: str, repository: Repository, trusted: bool, boundary: str) -> Layer:
    """A file over those that it extends."""
    from iaclint.config_settings import merged, read

    layers: list[Layer] = []
    chain: list[str] = []
    following: str | None = file
    while following is not None:
        shown = os.path.relpath(following)
        if following in chain or len(chain) == MAX_EXTENDS:
            raise UsageError(f"{os.path.relpath(chain[-1])}: `extend` goes in a circle")
        if repository.file(following) is None:
            if not chain:
                raise UsageError(f"{shown}: not a file inside the repository")
            raise UsageError(f"{os.path.relpath(chain[-1])}: `extend`: no such file in the repository: {shown}")
        chain.append(following)
        is_project = os.path.basename(following) == "pyproject.toml"
        data = _section(repository, following) if is_project else repository.mapping(following)
        if following in repository.problems:
            raise UsageError(f"{shown}: {repository.problems[following]}")
        layer = Layer(following, trusted)
        read(layer, data or {}, repository, boundary, ("tool", "iaclint") if is_project else ())
        layers.append(layer)
        extended = layer.data.pop("extend", None)
        following = os.path.realpath(os.path.join(os.path.dirname(following), extended)) if extended else None
    return merged(layers)
