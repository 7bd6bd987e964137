"""Strict decoding of what people write by hand (configuration, declarative rules): what is wrong is told with file, line and what was meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any, Literal, TypeVar, get_args, get_origin

import msgspec

from iaclint.settings import UsageError

T = TypeVar("T")
Path = tuple[str, ...]

_WORDS = {
    "array": "a list",
    "object": "a table",
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing",
}
_MAX_DEPTH = 20  # keys further inside are not told apart by line; an alias may even contain itself
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")
_HEADER = re.compile(r"\s*\[\[?([^\]]{1,300})\]\]?")
_KEY = re.compile(
    r"""\s*((?:[\w-]+|"[^"\n]{0,300}"|'[^'\n]{0,300}')(?:\s?\.\s?(?:[\w-]+|"[^"\n]{0,300}"|'[^'\n]{0,300}'))*)\s*="""
)
_PART = re.compile(r"""[\w-]+|"([^"]*)"|'([^']*)'""")


class Written:
    """A file of the user: its name for messages, how its text is read, and below which keys of it the data stands (``tool.iaclint``)."""

    __slots__ = ("_read", "below", "file")

    def __init__(self, file: str, read: Callable[[], str | None], below: Path = ()) -> None:
        self.file = file
        self._read = read  # the text is needed for line numbers only
        self.below = below

    def line_of(self, path: Path) -> int | None:
        """The line at which a key stands, or the nearest one around it."""
        text = self._read() or ""
        lines = _yaml_lines(text) if self.file.endswith((".yaml", ".yml")) else _toml_lines(text)
        path = (*self.below, *path)
        while path and path not in lines:
            path = path[:-1]
        return lines.get(path)

    def fault(self, message: str, path: Path = ()) -> UsageError:
        line = self.line_of(path)
        return UsageError(f"{self.file}{f':{line}' if line else ''}: {message}")


def decode(data: Any, type: type[T], written: Written, at: Path = ()) -> T:
    """``data`` as ``type``; raises ``UsageError`` when it is something else. ``at``: where in the file the data stands."""
    try:
        return msgspec.convert(data, type)
    except msgspec.ValidationError as error:
        text, _, where = str(error).partition(" - at `$")
        inner = tuple(name or index for name, index in _STEP.findall(where.removesuffix("`")))
        raise _explained(text, type, inner, data, written, at) from error


def _explained(text: str, type: Any, inner: Path, data: Any, written: Written, at: Path) -> UsageError:
    path = (*at, *inner)
    name = ".".join(path)
    unknown = re.search(r"unknown field `([^`]*)`", text)
    if unknown:
        holder = f" in `{name}`" if name else ""
        hint = meant(unknown[1], fields_of(type_at(type, inner)))
        return written.fault(f"unknown key `{unknown[1]}`{holder}{hint}", (*path, unknown[1]))
    missing = re.search(r"missing required field `([^`]*)`", text)
    if missing:
        return written.fault(f"{f'`{name}`: ' if name else ''}`{missing[1]}` is missing", path)
    choices = get_args(type_at(type, inner)) if get_origin(type_at(type, inner)) is Literal else ()
    if choices:
        value = data_at(data, inner)
        return written.fault(f"`{name}`: expected {_either(choices)}, got `{value}`{meant(str(value), choices)}", path)
    plain = re.sub(r"`([\w| ]+)`", lambda match: " or ".join(_WORDS.get(w, w) for w in match[1].split(" | ")), text)
    return written.fault(f"`{name}`: {plain[:1].lower()}{plain[1:]}", path)


def _either(choices: Iterable[object]) -> str:
    *first, last = [f"`{choice}`" for choice in choices]
    return f"{', '.join(first)} or {last}" if first else last


def meant(word: str, known: Iterable[object]) -> str:
    """``; did you mean 'x'?`` when something known is close to ``word``, else nothing."""
    spelt = {str(name).casefold(): str(name) for name in known}
    close = get_close_matches(word.casefold(), spelt, n=1)
    return f"; did you mean '{spelt[close[0]]}'?" if close else ""


def type_at(type: Any, path: Path) -> Any:
    """The declared type of what stands at ``path`` in data of ``type``."""
    for step in path:
        type = _bare(type)
        if isinstance(type, STRUCTS):
            type = next((field.type for field in msgspec.structs.fields(type) if field.encode_name == step), None)
        else:
            type = next(iter(get_args(type)[-1:]), None)  # of a list, or the values of a table
    return _bare(type)


STRUCTS = type(msgspec.Struct)
NOTHING = type(None)


def _bare(type: Any) -> Any:
    """A type without its description and without ``None``."""
    if hasattr(type, "__metadata__"):
        return _bare(type.__origin__)
    options = [one for one in get_args(type) if one is not NOTHING]
    return _bare(options[0]) if NOTHING in get_args(type) and len(options) == 1 else type


def fields_of(type: Any) -> tuple[str, ...]:
    return type.__struct_encode_fields__ if isinstance(type, STRUCTS) else ()


def data_at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[int(step)] if isinstance(data, list) else data.get(step) if isinstance(data, dict) else None
    return data


def _toml_lines(text: str) -> dict[Path, int]:
    """The line of each table header and key of a TOML file. Lines within multi-line values may add keys that are none."""
    lines: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.match(line) if line.lstrip().startswith("[") else None
        if header:
            table = _parts(header[1])
            found = table
        elif key := _KEY.match(line[:1000]):
            found = (*table, *_parts(key[1]))
        else:
            continue
        for end in range(1, min(len(found), _MAX_DEPTH) + 1):
            lines.setdefault(found[:end], number)
    return lines


def _parts(key: str) -> Path:
    return tuple(match[1] or match[2] or match[0] for match in _PART.finditer(key))


def _yaml_lines(text: str) -> dict[Path, int]:
    """The line of each key and list item of a YAML file."""
    import yaml

    lines: dict[Path, int] = {}
    pending: list[tuple[Path, Any]] = [((), yaml.compose(text, Loader=yaml.SafeLoader))]
    while pending and len(lines) < 100_000:
        path, node = pending.pop()
        if len(path) == _MAX_DEPTH:
            continue
        if isinstance(node, yaml.MappingNode):
            children = [(str(key.value), key, value) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            children = [(str(index), item, item) for index, item in enumerate(node.value)]
        else:
            continue
        for name, mark, value in children:
            lines.setdefault((*path, name), mark.start_mark.line + 1)
            pending.append(((*path, name), value))
    return lines
