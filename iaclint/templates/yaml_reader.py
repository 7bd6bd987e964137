"""YAML with positions, through PyYAML's composer; CloudFormation's tags become the long form (``!Ref x`` is ``{Ref: x}``)."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import Any

import yaml

from iaclint.source import SourceFile, Span
from iaclint.templates.document import DEPTH_LIMIT, MalformedError
from iaclint.values import Constant, Entry, Known, ListValue, MapValue, Value

NODE_LIMIT = 500_000  # an alias counts as what it stands for
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STANDARD = "tag:yaml.org,2002:"
_BARE_TAGS = ("Ref", "Condition")
_TRUE = ("yes", "true", "on")
_WIDE = re.compile(r"[^\x00-\x7f]")


def read_yaml(file: SourceFile) -> Value:
    """The one document in a file. Raises ``MalformedError``."""
    return _Reader(file).document()


class _Reader:
    __slots__ = ("_constructor", "_extra", "_file", "_nodes", "_shift", "_text", "_wide")

    def __init__(self, file: SourceFile) -> None:
        self._file = file
        self._nodes = 0
        self._constructor = yaml.constructor.SafeConstructor()
        try:
            text = file.data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise MalformedError("not UTF-8", Span(file, error.start, error.end)) from error
        self._shift = 3 if text.startswith("\ufeff") else 0
        self._text = text.removeprefix("\ufeff")
        wide = [(match.start(), len(match[0].encode()) - 1) for match in _WIDE.finditer(self._text)]
        self._wide = [at for at, _ in wide]
        self._extra = [0, *accumulate(extra for _, extra in wide)]

    def document(self) -> Value:
        try:
            self._check_depth()
            node = yaml.compose(self._text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise MalformedError(f"not YAML: {error.problem}", self._at(_index(mark))) from error
        except yaml.YAMLError as error:  # characters that YAML does not allow
            position = getattr(error, "position", 0)
            raise MalformedError("not YAML", self._at(position if isinstance(position, int) else 0)) from error
        return Known(None, self._at(0)) if node is None else self._value(node, 0)

    def _check_depth(self) -> None:
        """The composer recurses on the C stack, so depth is counted before it starts."""
        depth = 0
        for event in yaml.parse(self._text, Loader=_LOADER):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > DEPTH_LIMIT:
                    raise MalformedError("nested too deeply", self._at(_index(event.start_mark)))
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1

    def _offset(self, index: int) -> int:
        """The byte at which a character begins."""
        return index + self._shift + self._extra[bisect_left(self._wide, index)]

    def _at(self, index: int) -> Span:
        start = min(self._offset(index), len(self._file.data))
        return Span(self._file, start, min(start + 1, len(self._file.data)))

    def _span(self, node: yaml.Node) -> Span:
        """A node's bytes; the composer counts the white space after a block to it."""
        start, end = self._offset(_index(node.start_mark)), self._offset(_index(node.end_mark))
        return Span(self._file, start, start + len(self._file.data[start:end].rstrip()))

    def _value(self, node: yaml.Node, depth: int) -> Value:
        self._nodes += 1
        if depth > DEPTH_LIMIT or self._nodes > NODE_LIMIT:
            reason = "nested too deeply" if depth > DEPTH_LIMIT else "aliases stand for too much"
            raise MalformedError(reason, self._span(node))
        span = self._span(node)
        plain = self._plain(node, span, depth)
        if node.tag.startswith("!") and len(node.tag) > 1:
            return self._tagged(node.tag[1:], plain, span)
        return plain

    def _plain(self, node: yaml.Node, span: Span, depth: int) -> Value:
        if isinstance(node, yaml.MappingNode):
            return MapValue(self._entries(node, depth), span)
        if isinstance(node, yaml.SequenceNode):
            return ListValue([self._value(item, depth + 1) for item in node.value], span)
        return Known(self._scalar(node) if isinstance(node, yaml.ScalarNode) else None, span)

    def _entries(self, node: yaml.MappingNode, depth: int) -> dict[Constant, Entry]:
        own: dict[Constant, Entry] = {}
        merged: dict[Constant, Entry] = {}
        for key, item in node.value:
            span = self._span(key)
            if not isinstance(key, yaml.ScalarNode):
                raise MalformedError("a key that is no text", span)
            value = self._value(item, depth + 1)
            if key.tag != _STANDARD + "merge":
                own[key.value] = Entry(value, span, key.value)
                continue
            for source in value.items if isinstance(value, ListValue) else [value]:
                if isinstance(source, MapValue):
                    merged = {**source.entries, **merged}
        return {**merged, **own}

    def _tagged(self, tag: str, value: Value, span: Span) -> MapValue:
        name = tag if tag in _BARE_TAGS else f"Fn::{tag}"
        if tag == "GetAtt" and isinstance(value, Known) and isinstance(value.data, str):
            owner, _, attribute = value.data.partition(".")
            value = ListValue([Known(owner, span), Known(attribute, span)], span)
        return MapValue({name: Entry(value, span, tag)}, span)

    def _scalar(self, node: yaml.ScalarNode) -> Constant:
        """Dates stay text, as CloudFormation reads them (``Version: 2012-10-17``)."""
        text = str(node.value)
        kind = node.tag.removeprefix(_STANDARD)
        try:
            if kind == "int":
                return int(self._constructor.construct_yaml_int(node))
            if kind == "float":
                return float(self._constructor.construct_yaml_float(node))
        except (ValueError, OverflowError):
            return text
        if kind == "bool":
            return text.lower() in _TRUE
        return None if kind == "null" else text


def _index(mark: Any) -> int:
    """The character that a mark stands at."""
    return int(mark.index) if mark is not None else 0
