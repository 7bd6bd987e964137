"""What may be read of one repository: folder listings and parsed files, each read once, nothing outside the boundary."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

MANIFEST_LIMIT = 5_000_000  # bytes; a larger manifest or lock file is a problem, not a parse
YAML_DEPTH_LIMIT = 100  # libyaml's composer recurses on the C stack
YAML_MERGE_LIMIT = 10_000  # keys of one mapping once its `<<` are expanded


class Folder:
    """The names in one folder by kind. `path` is real (no symlink in it); `links` may point to anything."""

    __slots__ = ("files", "folders", "links", "path")

    def __init__(self, path: str, files: frozenset[str], folders: frozenset[str], links: frozenset[str]) -> None:
        self.path = path
        self.files = files
        self.folders = folders
        self.links = links

    def __contains__(self, name: str) -> bool:
        """Whether the folder has a file, or a symlink that may be one, of this name."""
        return name in self.files or name in self.links


NO_FOLDER = Folder("", frozenset(), frozenset(), frozenset())


class Repository:
    """The one reader of a repository.

    Paths are absolute strings. `problems` maps the path of whatever could not be read or parsed to a message: bad
    input never raises. `owners` remembers which project root each folder belongs to (see ownership).
    """

    def __init__(self, boundary: str) -> None:
        self.boundary = boundary
        self.problems: dict[str, str] = {}
        self.owners: dict[str, str | None] = {}
        self._prefix = boundary.rstrip(os.sep) + os.sep
        self._folders: dict[str, Folder] = {}
        self._parsed: dict[str, Any] = {}

    def contains(self, path: str) -> bool:
        """Whether `path` (taken literally) is the boundary or below it."""
        return path == self.boundary or path.startswith(self._prefix)

    def ascend(self, folder: str) -> list[str]:
        """`folder` and its parents up to the boundary, nearest first; empty outside the boundary."""
        folders = []
        while self.contains(folder):
            folders.append(folder)
            folder = os.path.dirname(folder)
            if folder == folders[-1]:
                break
        return folders

    def folder(self, path: str) -> Folder:
        """The listing of a folder; empty when it is missing, unreadable or (through symlinks) outside the boundary."""
        found = self._folders.get(path)
        if found is None:
            found = self._folders[path] = self._listing(path)
        return found

    def _listing(self, path: str) -> Folder:
        name = os.path.basename(path)
        parent = self._folders.get(os.path.dirname(path))
        if parent is not None and name and name not in parent.links:
            return self.child(parent, name) if name in parent.folders else NO_FOLDER
        real = _real(path)
        if not self.contains(real):
            return NO_FOLDER
        return self._scan(path) if real == path else self.folder(real)

    def child(self, folder: Folder, name: str) -> Folder:
        """The listing of a real subfolder (one of `folder.folders`), without checking for symlinks again."""
        path = os.path.join(folder.path, name)
        found = self._folders.get(path)
        if found is None:
            found = self._folders[path] = self._scan(path)
        return found

    def _scan(self, path: str) -> Folder:
        files, folders, links = [], [], []
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    if entry.is_symlink():
                        links.append(entry.name)
                    elif entry.is_dir(follow_symlinks=False):
                        folders.append(entry.name)
                    elif entry.is_file(follow_symlinks=False):
                        files.append(entry.name)
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return NO_FOLDER
        except OSError as error:
            self.problems[path] = f"folder cannot be read: {error.strerror}"
            return NO_FOLDER
        return Folder(path, frozenset(files), frozenset(folders), frozenset(links))

    def file(self, path: str) -> str | None:
        """The real path of a regular file inside the boundary, or None."""
        parent, name = os.path.split(path)
        folder = self.folder(parent)
        if name in folder.files:
            return os.path.join(folder.path, name)
        if name in folder.links:
            real = _real(os.path.join(folder.path, name))
            if self.contains(real) and os.path.isfile(real):
                return real
        return None

    def is_folder(self, path: str) -> bool:
        """Whether `path` is a folder inside the boundary."""
        return self.folder(path) is not NO_FOLDER

    def text(self, path: str) -> str | None:
        """The text of a UTF-8 file of at most `MANIFEST_LIMIT` bytes; None when missing or a problem. Not kept."""
        real = self.file(path)
        if real is None:
            return None
        try:
            with open(real, "rb") as stream:
                data = stream.read(MANIFEST_LIMIT + 1)
            if len(data) > MANIFEST_LIMIT:
                self.problems[path] = f"not read: larger than {MANIFEST_LIMIT // 1_000_000} MB"
                return None
            return data.decode("utf-8-sig").replace("\r\n", "\n")
        except FileNotFoundError:
            return None  # vanished since the folder was listed
        except UnicodeDecodeError as error:
            self.problems[path] = f"not UTF-8: byte {error.start}"
        except OSError as error:
            self.problems[path] = f"cannot be read: {error.strerror}"
        return None

    def mapping(self, path: str) -> dict[str, Any]:
        """The top-level mapping of a JSON, JSONC, TOML or YAML file by its suffix; empty when missing or a problem.

        Callers must not change what they get: it is shared.
        """
        if path not in self._parsed:
            self._parsed[path] = self.load(path)
        parsed: dict[str, Any] = self._parsed[path]
        return parsed

    def load(self, path: str) -> dict[str, Any]:
        """As `mapping`, for a file that is large and read once: what it parses to is not kept."""
        text = self.text(path)
        if text is None:
            return {}
        try:
            value = _PARSERS[os.path.splitext(path)[1]](text)
        except RecursionError:
            self.problems[path] = "nested too deeply"
            return {}
        except Exception as error:  # each parser has its own error class, and importing them all is what we avoid
            self.problems[path] = f"not valid: {_first_line(error)}"
            return {}
        if not isinstance(value, dict):
            if value is not None:
                self.problems[path] = f"a mapping was expected, found {type(value).__name__}"
            return {}
        return value


def _real(path: str) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return ""


def _first_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def _json(text: str) -> Any:
    import json

    return json.loads(text)


def _json_or_jsonc(text: str) -> Any:
    try:
        return _json(text)
    except ValueError as error:
        from iaclint.project.jsonc import plain_json

        plain = plain_json(text)
        if plain == text:
            raise error
        return _json(plain)


def _toml(text: str) -> Any:
    import tomllib

    return tomllib.loads(text)


def _yaml(text: str) -> Any:
    import yaml

    fast: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    _check_extent(yaml.parse(text, Loader=fast))
    return yaml.load(text, Loader=_bounded(fast))


def _check_extent(events: Iterable[Any]) -> None:
    """Raises for what is nested too deeply, and for an alias that is part of what it stands for."""
    import yaml

    around: list[str | None] = []  # the anchors of the collections that are open
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            if len(around) == YAML_DEPTH_LIMIT:
                raise RecursionError
            around.append(event.anchor)
        elif isinstance(event, yaml.CollectionEndEvent):
            around.pop()
        elif isinstance(event, yaml.AliasEvent) and event.anchor in around:
            raise ValueError(f"the alias {event.anchor} is part of what it stands for")


def _bounded(loader: Any) -> Any:
    class Bounded(loader):  # type: ignore[misc]
        """A safe loader that stops before nested merge keys multiply."""

        def flatten_mapping(self, node: Any) -> None:
            super().flatten_mapping(node)
            if len(node.value) > YAML_MERGE_LIMIT:
                raise ValueError("merge keys expand to too many entries")

    return Bounded


_PARSERS = {
    ".json": _json_or_jsonc,
    ".lock": _json,
    ".toml": _toml,
    "": _toml,  # Pipfile
    ".yaml": _yaml,
    ".yml": _yaml,
}
