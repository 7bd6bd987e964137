"""JSON, YAML and text files: data that programs write and read."""

from __future__ import annotations

import json
import re

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import NativeCode
from iaclint.evaluator.methods.path_methods import read_text
from iaclint.evaluator.run import MAX_COLLECTION, Run
from iaclint.evaluator.texts import concrete, hole_name, join_text
from iaclint.source import Span
from iaclint.values import Entry, JsonText, Known, ListValue, MapValue, Text, Unknown, Value

MAX_DEPTH = 60


def dump(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``JSON.stringify``/``json.dumps``: text whose content stays readable."""
    return JsonText(arguments.at(0, "obj") or Known(None), site.span)


def parse(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``JSON.parse``/``json.loads``."""
    source = arguments.at(0, "s") or Known(None)
    if isinstance(source, JsonText):
        return copied(source.content, 0)
    if isinstance(source, Known) and isinstance(source.data, str):
        return parse_json(source.data, site.span)
    if isinstance(source, Text):
        return parse_with_holes(source, site.span)
    return Unknown(f"JSON parsed from {hole_name(source)}", hole_name(source), site.span, source.labels)


def parse_json(text: str, span: Span | None) -> Value:
    try:
        return from_data(json.loads(text), span)
    except (ValueError, RecursionError):
        return Unknown("text that is not JSON", span=span)


HOLE = re.compile("\ue000(\\d+)\ue001")


def parse_with_holes(source: Text, span: Span) -> Value:
    """JSON text with holes inside its strings: they stay holes."""
    text = "".join(part if isinstance(part, str) else f"\ue000{at}\ue001" for at, part in enumerate(source.parts))
    parsed = parse_json(text, span)
    return refilled(parsed, source, 0) if not isinstance(parsed, Unknown) else parsed


def refilled(value: Value, source: Text, depth: int) -> Value:
    if isinstance(value, MapValue):
        for key in [key for key in value.entries if isinstance(key, str) and HOLE.search(key)]:
            entry = value.entries.pop(key)
            filled = refilled(Known(key), source, depth)
            value.entries[f"${{{hole_name(filled)}}}"] = entry
            value.open = "an entry under a key that is not known"
        for entry in value.entries.values():
            entry.value = refilled(entry.value, source, depth + 1)
    elif isinstance(value, ListValue):
        value.items[:] = [refilled(item, source, depth + 1) for item in value.items]
    elif isinstance(value, Known) and isinstance(value.data, str) and HOLE.search(value.data):
        pieces: list[Value] = []
        for at, piece in enumerate(HOLE.split(value.data)):
            part = source.parts[int(piece)] if at % 2 else piece
            pieces.append(Known(part) if isinstance(part, str) else part)
        return join_text(pieces, "typescript", value.span)
    return value


def parse_yaml(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    source = arguments.at(0) or Known(None)
    if not isinstance(source, Known) or not isinstance(source.data, str):
        return Unknown(f"YAML parsed from {hole_name(source)}", hole_name(source), site.span, source.labels)
    import yaml

    try:
        return from_data(yaml.safe_load(source.data), site.span)
    except (yaml.YAMLError, RecursionError, ValueError):
        return Unknown("text that is not YAML", span=site.span)


MAX_DATA_ITEMS = 50_000  # maps, lists and constants in one file


def from_data(data: object, span: Span | None, depth: int = 0, budget: list[int] | None = None) -> Value:
    """Plain data as a value, bounded in depth and size (YAML's aliases multiply)."""
    budget = [MAX_DATA_ITEMS] if budget is None else budget
    budget[0] -= 1
    if depth > MAX_DEPTH or budget[0] < 0:
        return Unknown("data nested too deeply" if budget[0] >= 0 else "a part of too large data", span=span)
    if isinstance(data, dict):
        result = MapValue(span=span, open="a map that is too long" if len(data) > MAX_COLLECTION else None)
        for key, value in list(data.items())[:MAX_COLLECTION]:
            if isinstance(key, (str, int, float, bool, type(None))):
                result.entries[key] = Entry(from_data(value, span, depth + 1, budget), None)
        return result
    if isinstance(data, list):
        items = [from_data(item, span, depth + 1, budget) for item in data[:MAX_COLLECTION]]
        return ListValue(items, span, "a list that is too long" if len(data) > MAX_COLLECTION else None)
    if isinstance(data, (str, int, float, bool)) or data is None:
        return Known(data, span)
    return Known(str(data), span)


def read_file(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``fs.readFileSync(path)``; ``open(path)`` gives the text too: ``read()`` and ``json.load`` take it."""
    mode = concrete(arguments.at(1, "mode") or Known("r"))
    if site.span.file.language == "python" and isinstance(mode, str) and "w" in mode:
        return Unknown("a file that is written", "file", site.span)
    return read_text(run, arguments.at(0, "file") or Known(None), site)


def deep_copy(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    return copied(arguments.at(0) or Known(None), 0)


def copied(value: Value, depth: int, budget: list[int] | None = None) -> Value:
    """A copy of maps and lists all the way down, bounded."""
    budget = [MAX_DATA_ITEMS] if budget is None else budget
    budget[0] -= 1
    if depth > MAX_DEPTH or budget[0] < 0:
        return value
    if isinstance(value, MapValue):
        entries = {
            key: Entry(copied(entry.value, depth + 1, budget), entry.key_span, entry.spelling)
            for key, entry in value.entries.items()
        }
        return MapValue(entries, value.span, value.open)
    if isinstance(value, ListValue):
        items = [copied(item, depth + 1, budget) for item in value.items]
        return ListValue(items, value.span, value.open, value.kind)
    return value


def shallow_copy(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    value = arguments.at(0) or Known(None)
    if isinstance(value, MapValue):
        entries = {key: Entry(e.value, e.key_span, e.spelling) for key, e in value.entries.items()}
        return MapValue(entries, site.span, value.open)
    return ListValue(list(value.items), site.span, value.open, value.kind) if isinstance(value, ListValue) else value


FUNCTIONS: dict[str, NativeCode] = {
    "js.JSON.stringify": dump, "json.dumps": dump, "js.JSON.parse": parse, "json.loads": parse, "json.load": parse,
    "yaml.safe_load": parse_yaml, "yaml.load": parse_yaml, "js-yaml.load": parse_yaml, "yaml.parse": parse_yaml, "yaml.full_load": parse_yaml, "js-yaml.safeLoad": parse_yaml,
    "fs.readFileSync": read_file, "py.open": read_file, "io.open": read_file,
    "js.structuredClone": deep_copy, "copy.deepcopy": deep_copy, "copy.copy": shallow_copy,
}  # fmt: skip
