"""JSON, YAML and text files: data that programs write and read."""

from __future__ import annotations

import json

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import NativeCode
from iaclint.evaluator.run import MAX_COLLECTION, Run
from iaclint.evaluator.texts import concrete, hole_name
from iaclint.source import Span
from iaclint.values import Entry, JsonText, Known, ListValue, MapValue, Unknown, Value

MAX_DEPTH = 60


def dump(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``JSON.stringify``/``json.dumps``: text whose content stays readable."""
    return JsonText(arguments.at(0, "obj") or Known(None), site.span)


def parse(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``JSON.parse``/``json.loads``."""
    source = arguments.at(0, "s")
    if isinstance(source, JsonText):
        return source.content
    text = concrete(source) if isinstance(source, Known) else None
    if isinstance(text, str):
        try:
            return from_data(json.loads(text), site.span)
        except (ValueError, RecursionError):
            return Unknown("text that is not JSON", span=site.span)
    return Unknown("parsed JSON", hole_name(source) if source else "", site.span)


def parse_yaml(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    text = concrete(arguments.at(0) or Known(None))
    if not isinstance(text, str) or not isinstance(arguments.at(0), Known):
        return Unknown("parsed YAML", span=site.span)
    import yaml

    try:
        return from_data(yaml.safe_load(text), site.span)
    except (yaml.YAMLError, RecursionError, ValueError):
        return Unknown("text that is not YAML", span=site.span)


def from_data(data: object, span: Span | None, depth: int = 0) -> Value:
    """Plain data as a value, bounded in depth and size."""
    if depth > MAX_DEPTH:
        return Unknown("data nested too deeply", span=span)
    if isinstance(data, dict):
        result = MapValue(span=span)
        for key, value in list(data.items())[:MAX_COLLECTION]:
            if isinstance(key, (str, int, float, bool, type(None))):
                result.entries[key] = Entry(from_data(value, span, depth + 1), None)
        return result
    if isinstance(data, list):
        return ListValue([from_data(item, span, depth + 1) for item in data[:MAX_COLLECTION]], span)
    if isinstance(data, (str, int, float, bool)) or data is None:
        return Known(data, span)
    return Known(str(data), span)


def read_file(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``fs.readFileSync(path)``; ``open(path)`` gives the text too: ``read()`` and ``json.load`` take it."""
    path = concrete(arguments.at(0) or Known(None))
    if not isinstance(path, str):
        return Unknown("a file whose path is not known", "file", site.span)
    data = run.program.read_data(path)
    if data is None:
        return Unknown(f"file {path.rpartition('/')[2]}", path.rpartition("/")[2], site.span)
    try:
        return Known(data.decode("utf-8"), site.span)
    except UnicodeDecodeError:
        return Unknown("a file that is not text", span=site.span)


def file_exists(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    path = concrete(arguments.at(0) or Known(None))
    if isinstance(path, str) and run.program.read_data(path) is not None:
        return Known(True, site.span)
    return Unknown("whether a file exists", span=site.span)


def deep_copy(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    return copied(arguments.at(0) or Known(None), 0)


def copied(value: Value, depth: int) -> Value:
    if depth > MAX_DEPTH:
        return value
    if isinstance(value, MapValue):
        entries = {
            key: Entry(copied(entry.value, depth + 1), entry.key_span, entry.spelling)
            for key, entry in value.entries.items()
        }
        return MapValue(entries, value.span, value.open)
    if isinstance(value, ListValue):
        return ListValue([copied(item, depth + 1) for item in value.items], value.span, value.open, value.kind)
    return value


FUNCTIONS: dict[str, NativeCode] = {
    "js.JSON.stringify": dump, "json.dumps": dump, "js.JSON.parse": parse, "json.loads": parse, "json.load": parse,
    "yaml.safe_load": parse_yaml, "yaml.load": parse_yaml, "js-yaml.load": parse_yaml, "yaml.parse": parse_yaml,
    "fs.readFileSync": read_file, "py.open": read_file, "io.open": read_file,
    "fs.existsSync": file_exists, "os.path.exists": file_exists, "os.path.isfile": file_exists,
}  # fmt: skip
