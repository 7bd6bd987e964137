"""Methods of paths (``pathlib``): a path is its text."""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import MethodCode
from iaclint.evaluator.run import Run
from iaclint.evaluator.texts import concrete, join_text
from iaclint.values import Known, ListValue, Unknown, Value


def joined(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``path.joinpath(a, b)``."""
    pieces: list[Value] = [receiver]
    for value in arguments.positional:
        pieces.extend([Known("/"), value])
    return join_text(pieces, "python", site.span)


def same(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    return receiver


def text_of_file(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``path.read_text()``."""
    return read_text(run, receiver, site)


def read_text(run: Run, path: Value, site: ir.Call) -> Value:
    """The text of a data file inside the boundary."""
    name = concrete(path)
    if not isinstance(name, str):
        return Unknown("a file whose path is not known", "file", site.span)
    short = name.rpartition("/")[2]
    data = run.program.read_data(name)
    if data is None:
        return Unknown(f"the content of {short}, which was not found", short, site.span)
    try:
        return Known(data.decode("utf-8-sig"), site.span)
    except UnicodeDecodeError:
        return Unknown(f"the content of {short}, which is not text", short, site.span)


METHODS: dict[str, MethodCode] = {
    "joinpath": joined, "resolve": same, "absolute": same, "as_posix": same, "expanduser": same,
    "read_text": text_of_file, "read_bytes": text_of_file, "read": same,
}  # fmt: skip

# Attributes of a path; a text has none of these names.
ATTRIBUTES: dict[str, Callable[[str], str]] = {
    "parent": posixpath.dirname,
    "stem": lambda path: posixpath.splitext(posixpath.basename(path))[0],
    "suffix": lambda path: posixpath.splitext(path)[1],
    "name": posixpath.basename,
}


def attribute(receiver: Value, name: str) -> Value | None:
    """``path.parent``, ``path.name`` …, ``path.parents``; ``None`` when it is no path."""
    path = receiver.data if isinstance(receiver, Known) else None
    if not isinstance(path, str) or "/" not in path:
        return None
    if name == "parents":
        parents = [posixpath.dirname(path)]
        while parents[-1] not in ("/", "") and len(parents) < 60:
            parents.append(posixpath.dirname(parents[-1]))
        return ListValue([Known(parent) for parent in parents])
    take = ATTRIBUTES.get(name)
    return Known(take(path), receiver.span) if take is not None else None
