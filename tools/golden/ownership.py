"""Which construct of the program a synthesised resource belongs to, from the events of the hooks."""

from __future__ import annotations

from typing import Any, Literal

Made = Literal["source", "method", "implicit"]


class Owner:
    """``made``: ``source`` when the program itself writes the construct, ``method`` when a library's method makes it (``addListener``), ``implicit``
    when the library adds it unasked. ``path``, ``name`` (of its class), ``file`` and ``line`` are those of the construct in the program."""

    __slots__ = ("file", "line", "made", "name", "path")

    def __init__(self, made: Made, path: str, event: dict[str, Any]) -> None:
        self.made: Made = made
        self.path = path
        self.name: str = event.get("class", "")
        self.file: str | None = event.get("file")
        self.line: int | None = event.get("line")


class Ownership:
    """Reads the events ``construct`` (of node), ``place`` (of Python) and ``default``."""

    __slots__ = ("_constructs", "_primary")

    def __init__(self, events: list[dict[str, Any]]) -> None:
        self._constructs: dict[str, dict[str, Any]] = {}
        self._primary: dict[str, str] = {}
        for event in events:
            if event["kind"] == "construct":
                self._constructs[event["path"]] = event
            elif event["kind"] == "default":
                self._primary[event["child"]] = event["path"]
        for event in events:
            if event["kind"] == "place" and event["path"] in self._constructs:
                self._constructs[event["path"]].update(file=event["file"], line=event["line"])

    def owner(self, path: str) -> Owner:
        """The owner of the resource at a construct path."""
        parent, _, last = path.rpartition("/")
        candidates = [path, *([self._primary[path]] if path in self._primary else [])]
        candidates += [parent] if last in ("Resource", "Default") else []
        for candidate in candidates:
            if (event := self._constructs.get(candidate)) and event["direct"]:
                return Owner("source", candidate, event)
        via = self._constructs.get(path, {}).get("via") or ""
        while parent and not self._constructs.get(parent, {}).get("direct"):
            parent = parent.rpartition("/")[0]
        made: Made = "implicit" if via.startswith("new ") or not via else "method"
        return Owner(made, path, self._constructs.get(parent, {}))
