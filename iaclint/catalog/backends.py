"""Terraform's back ends: which keys they take, and in which versions of Terraform.

Paths are spelt as Terraform spells them, nested blocks with a dot: `assume_role.role_arn`. The versions are Terraform's;
OpenTofu counts its own from 1.6 on.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from iaclint.catalog.library import data_file, release
from iaclint.catalog.names import terraform_name

FILE = "backends.blocks"
LANGUAGE = "#terraform"


class BackendKey:
    """A key of a back end.

    `since`, `deprecated` and `removed` are the Terraform versions that brought it, deprecated it and no longer have it;
    None stands for "before 1.0", "not deprecated", "still there". `replacement` is the key to use instead, or None.
    Not `certain` is a key that cdktf has and Terraform's releases do not show: no ground for an error.
    """

    __slots__ = ("certain", "deprecated", "path", "removed", "replacement", "since")

    def __init__(self, path: str, facts: list[str], certain: bool = True) -> None:
        self.path = path
        self.since: str | None = facts[0] or None
        self.deprecated: str | None = facts[1] or None
        self.removed: str | None = facts[2] or None
        self.replacement: str | None = facts[3] or None
        self.certain = certain

    def available_in(self, version: str) -> bool:
        """Whether a Terraform version takes the key; true for what is no version."""
        wanted = release(version)
        since, removed = release(self.since or ""), release(self.removed or "")
        return not wanted or (since <= wanted and (not removed or wanted < removed))

    def deprecated_in(self, version: str) -> bool:
        """Whether a Terraform version warns about the key."""
        since = release(self.deprecated or "")
        return bool(since) and release(version) >= since

    def __repr__(self) -> str:
        return f"BackendKey({self.path})"


class Backend:
    """A back end. `class_name` is cdktf's and cdktn's class for it (`S3Backend`), None without one; `since` and `removed`
    are the Terraform versions that brought it and no longer have it (None: before 1.0, still there)."""

    __slots__ = ("_facts", "_maps", "_unsure", "class_name", "name", "removed", "since")

    def __init__(self, name: str, record: dict[str, Any]) -> None:
        self.name = name
        self.class_name: str | None = record.get("c")
        self.since: str | None = record.get("f")
        self.removed: str | None = record.get("l")
        self._facts: dict[str, list[str]] = record["k"]
        self._maps = frozenset(record.get("m", ()))
        self._unsure = frozenset(record.get("u", ()))

    def paths(self) -> list[str]:
        """All keys that some Terraform version takes, sorted."""
        return sorted(self._facts)

    def key(self, path: str) -> BackendKey | None:
        """The key at a path, or None when no version has it. Indices of lists count for nothing (`workspaces.0.name`), and
        what lies in a free mapping is the mapping's key (`assume_role.tags.Project`)."""
        parts = [part for part in path.split(".") if not part.isdecimal()]
        for end in range(1, len(parts)):
            outer = ".".join(parts[:end])
            if outer in self._maps:
                return BackendKey(outer, self._facts[outer])
        name = ".".join(parts)
        if name in self._facts:
            return BackendKey(name, self._facts[name])
        return BackendKey(name, ["", "", "", ""], certain=False) if name in self._unsure else None

    def closest(self, path: str) -> str | None:
        """The key that was probably meant: the same words in Terraform's spelling, else the most similar; or None."""
        wanted = ".".join(terraform_name(part.replace("-", "_")) for part in path.split("."))
        if wanted in self._facts:
            return wanted
        from difflib import get_close_matches

        found = get_close_matches(wanted, self.paths(), 1, 0.75)
        return found[0] if found else None

    def __repr__(self) -> str:
        return f"Backend({self.name})"


@cache
def backend(name: str) -> Backend | None:
    """The back end of that name (`s3`, `cloud`), also one that Terraform no longer has; or None."""
    record = data_file(FILE).get(name) if not name.startswith("#") else None
    return Backend(name, record) if record is not None else None


@cache
def names() -> tuple[str, ...]:
    """The names of all back ends, sorted."""
    return tuple(name for name in data_file(FILE).ids() if not name.startswith("#"))


@cache
def by_class(name: str) -> Backend | None:
    """The back end of a cdktf class: `S3Backend` → s3; or None."""
    return next((found for each in names() if (found := backend(each)) is not None and found.class_name == name), None)


def settings() -> tuple[str, ...]:
    """What may stand under `terraform`: `backend`, `required_version` …"""
    return tuple(data_file(FILE).get(LANGUAGE)["settings"])


def blocks() -> tuple[str, ...]:
    """The top-level blocks of Terraform's language: `resource`, `locals` …"""
    return tuple(data_file(FILE).get(LANGUAGE)["blocks"])
