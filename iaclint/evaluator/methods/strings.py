"""Methods of text, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import MethodCode
from iaclint.evaluator.iteration import as_list, first_items, integer
from iaclint.evaluator.operators import contains
from iaclint.evaluator.run import Run
from iaclint.evaluator.texts import MAX_TEXT, concrete, hole_name, join_text, map_text, slice_text
from iaclint.values import EXTERNAL, UNDECIDED, Choice, Known, ListValue, MapValue, Text, Unknown, Value, over


def letterwise(change: Callable[[str], str]) -> MethodCode:
    """A method that changes each letter on its own."""

    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        return map_text(receiver, change, site.function.span.text.rpartition(".")[2], site.span)

    return code


def trimming(left: bool, right: bool) -> MethodCode:
    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        letters = concrete(arguments.at(0) or Known(None))
        chars = letters if isinstance(letters, str) else None

        def trim(text: str, first: bool, last: bool) -> str:
            text = text.lstrip(chars) if left and first else text
            return text.rstrip(chars) if right and last else text

        def trimmed(option: Value) -> Value:
            if isinstance(option, Text):
                end = len(option.parts) - 1
                parts = [
                    trim(part, at == 0, at == end) if isinstance(part, str) else part
                    for at, part in enumerate(option.parts)
                ]
                return Text(parts, site.span, option.labels, option)
            return map_text(option, lambda text: trim(text, True, True), "strip", site.span)

        return over(receiver, trimmed, site.span)

    return code


def replace(every: bool) -> MethodCode:
    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        old, new = arguments.at(0), arguments.at(1)
        if old is None or new is None:
            return Unknown("text.replace without arguments", span=site.span)
        substitute = concrete(new)
        pattern = concrete(old)
        python = site.span.file.language == "python"
        if isinstance(substitute, str) and isinstance(pattern, str):
            if isinstance(receiver, Text) and any(isinstance(part, str) and pattern in part for part in receiver.parts):
                if not isinstance(new, Known):
                    return replace_by_value(receiver, pattern, new, site)
            count = -1 if every or python else 1
            return map_text(receiver, lambda text: text.replace(pattern, substitute, count), "replace", site.span)
        if isinstance(pattern, str) and isinstance(receiver, (Known, Text)):
            return replace_by_value(receiver, pattern, new, site)
        change = simple_regex(old, substitute if isinstance(substitute, str) else None)
        if change is not None:
            return map_text(receiver, change, "replace", site.span)
        return Unknown("text changed by a regular expression", hole_name(receiver), site.span,
                       receiver.labels, origin=receiver)  # fmt: skip

    return code


def replace_by_value(receiver: Value, pattern: str, new: Value, site: ir.Call) -> Value:
    """``template.replace('{env}', value)`` where the value has holes."""
    parts: list[Value] = []
    for part in receiver.parts if isinstance(receiver, Text) else [receiver]:
        text = part if isinstance(part, str) else concrete(part)
        if not isinstance(text, str) or pattern not in text or not pattern:
            parts.append(Known(part) if isinstance(part, str) else part)
            continue
        for at, piece in enumerate(text.split(pattern)):
            parts.extend([new, Known(piece)] if at else [Known(piece)])
    return join_text(parts, site.span.file.language, site.span)


CHARACTER_CLASS = re.compile(r"/(\^?)(\[(?:[^\]\\/]|\\[\w\-./])+\]|\\[sSwWdD]|[\w\- .]+)([+*]?)(\$?)/([gimu]*)")


def simple_regex(pattern: Value, substitute: str | None) -> Callable[[str], str] | None:
    """The change of a regular expression that is one character class or one plain word: those work part by part and cannot be slow."""
    return simple_change(pattern.span.text[:200], substitute) if pattern.span is not None else None


def simple_change(pattern: str, substitute: str | None) -> Callable[[str], str] | None:
    """See ``simple_regex``; ``pattern`` as JavaScript writes it."""
    if substitute is None or "$" in substitute or "\\" in substitute:
        return None
    match = CHARACTER_CLASS.fullmatch(pattern)
    if match is None or match[1] or match[4] or match[3] == "*":
        return None
    try:
        compiled = re.compile(match[2] + match[3], re.IGNORECASE if "i" in match[5] else 0)
    except re.error:
        return None
    count = 0 if "g" in match[5] else 1
    return lambda text: compiled.sub(substitute, text, count=count)


def slicing(substr: bool = False) -> MethodCode:
    """JavaScript's ``slice``/``substring``/``substr``."""

    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        start, stop = integer(arguments.at(0)), integer(arguments.at(1))
        if len(arguments.positional) > 1 and stop is None:
            return Unknown("part of a text", hole_name(receiver), site.span, receiver.labels, origin=receiver)
        if substr and stop is not None and start is not None:
            stop = start + stop
        if (items := first_items(receiver, start, stop, site.span)) is not None:
            return items
        return slice_text(receiver, start, stop, site.span)

    return code


def predicate(test: Callable[[str, str], bool]) -> MethodCode:
    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        text, part = concrete(receiver), concrete(arguments.at(0) or Known(None))
        argument = arguments.at(0)
        if isinstance(argument, ListValue) and isinstance(text, str):
            options = [concrete(item) for item in argument.items]
            if all(isinstance(option, str) for option in options):
                return Known(any(test(text, option) for option in options if isinstance(option, str)), site.span)
        if isinstance(text, str) and isinstance(part, str):
            return Known(test(text, part), site.span, receiver.labels)
        if isinstance(part, str) and isinstance(receiver, Text) and test is str.startswith:
            first = receiver.parts[0]
            if isinstance(first, str) and len(first) >= len(part):
                return Known(first.startswith(part), site.span, receiver.labels)
        if unset(receiver):
            return Known(False, site.span)
        return Unknown("a test of an unknown text", span=site.span, labels=receiver.labels)

    return code


def unset(receiver: Value) -> bool:
    """A variable that is given from outside and has no default is taken to be unset in comparisons."""
    return isinstance(receiver, Unknown) and bool(receiver.labels & EXTERNAL) and receiver.assumed is UNDECIDED


def includes(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    found = contains(receiver, arguments.at(0) or Known(None))
    if found is None and unset(receiver):
        return Known(False, site.span)
    if found is None:
        return Unknown("a search in an unknown text", span=site.span, labels=receiver.labels)
    return Known(found, site.span, receiver.labels)


def split(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    separator = concrete(arguments.at(0) or Known(None))
    if isinstance(receiver, Known) and isinstance(receiver.data, str):
        text = receiver.data
        if isinstance(separator, str) and separator:
            pieces = text.split(separator)
        elif separator is None:
            pieces = text.split() if site.span.file.language == "python" else [text]
        else:
            pieces = list(text)
        return ListValue([Known(piece, site.span, receiver.labels) for piece in pieces], site.span)
    if isinstance(receiver, Text) and isinstance(separator, str) and separator:
        return split_parts(receiver, separator, site)
    whole = concrete(receiver)
    if isinstance(whole, str) and isinstance(separator, str) and separator:
        pieces = whole.split(separator)
        if len(pieces) == 1:
            return ListValue([receiver], site.span)
        name = hole_name(receiver)
        parts: list[Value] = [Unknown(f"part of {name}", name, site.span, receiver.labels, piece) for piece in pieces]
        return ListValue(parts, site.span)
    return ListValue([], site.span, f"the parts of {hole_name(receiver)}")


def split_parts(receiver: Text, separator: str, site: ir.Call) -> Value:
    groups: list[list[Value]] = [[]]
    open: str | None = None
    for part in receiver.parts:
        if not isinstance(part, str):
            text = concrete(part)
            if not isinstance(text, str) or separator in text:
                open = f"the parts of {hole_name(receiver)}"
            groups[-1].append(part)
            continue
        first, *rest = part.split(separator)
        groups[-1].append(Known(first))
        groups.extend([Known(piece)] for piece in rest)
    items = [join_text(group, site.span.file.language, site.span) for group in groups]
    return ListValue([] if open else items, site.span, open)


def join(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """Python's ``separator.join(items)``."""
    return join_items(run, arguments.at(0) or Known(None), receiver, site)


def join_items(run: Run, items: Value, separator: Value, site: ir.Call) -> Value:
    language = site.span.file.language
    if isinstance(items, Choice):
        return over(items, lambda option: join_items(run, option, separator, site), site.span)
    joined = as_list(run, items, site.span)
    pieces: list[Value] = []
    for at, item in enumerate(joined.items):
        pieces.extend([separator, item] if at else [item])
    if joined.open:
        pieces.append(Unknown(joined.open, hole_name(items) if not isinstance(items, ListValue) else "items"))
    return join_text(pieces, language, site.span)


def format_text(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """Python's ``'{} {name}'.format(…)``."""
    template = concrete(receiver)
    if not isinstance(receiver, Known) or not isinstance(template, str) or len(template) > MAX_TEXT:
        return Unknown("a format that is not known", span=site.span, labels=receiver.labels)
    parts: list[Value] = []
    following = 0
    for piece in re.split(r"(\{\{|\}\}|\{[^{}]*\})", template):
        if piece in ("{{", "}}"):
            parts.append(Known(piece[0]))
        elif piece.startswith("{") and piece.endswith("}"):
            field = re.split(r"[!:]", piece[1:-1])[0]
            index = following if field == "" else int(field) if field.isdigit() else -1
            following += field == ""
            parts.append(format_field(run, field, index, arguments, site))
        else:
            parts.append(Known(piece))
    return join_text(parts, "python", site.span)


def format_field(run: Run, field: str, index: int, arguments: Arguments, site: ir.Call) -> Value:
    if index >= 0:
        value = arguments.positional[index] if index < len(arguments.positional) else None
    else:
        head, *rest = re.split(r"[.\[]", field)
        entry = arguments.named.get(head)
        value = entry.value if entry is not None else None
        if rest:
            value = Unknown("a formatted attribute", field, site.span)
    return value if value is not None else Unknown("a format field that is not given", field, site.span)


def concatenate(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    return join_text([receiver, *arguments.positional], site.span.file.language, site.span)


def pad(left: bool) -> MethodCode:
    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        width, fill = integer(arguments.at(0)), concrete(arguments.at(1) or Known(" "))
        if site.function.span.text.endswith("zfill"):
            fill = "0"
        text = concrete(receiver)
        if isinstance(receiver, Known) and isinstance(text, str) and width is not None and isinstance(fill, str):
            missing = (fill * width)[: max(min(width, 10_000) - len(text), 0)]
            return Known(missing + text if left else text + missing, site.span, receiver.labels)
        return receiver

    return code


def find_index(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    text, part = concrete(receiver), concrete(arguments.at(0) or Known(None))
    if isinstance(text, str) and isinstance(part, str):
        return Known(text.find(part), site.span, receiver.labels)
    return Unknown("a position in an unknown text", span=site.span)


def itself(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    return receiver


def character(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    at = integer(arguments.at(0)) or 0
    return slice_text(receiver, at, at + 1, site.span)


def remove(prefix: bool) -> MethodCode:
    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        part = concrete(arguments.at(0) or Known(None))
        if isinstance(receiver, Known) and isinstance(receiver.data, str) and isinstance(part, str):
            text = receiver.data.removeprefix(part) if prefix else receiver.data.removesuffix(part)
            return Known(text, site.span, receiver.labels, receiver)
        return Unknown("part of a text", hole_name(receiver), site.span, receiver.labels, origin=receiver)

    return code


def matching(test: Callable[[str], bool]) -> MethodCode:
    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        text = concrete(receiver)
        if isinstance(text, str):
            return Known(test(text), site.span, receiver.labels)
        return Unknown("a test of an unknown text", span=site.span)

    return code


lower, upper = letterwise(str.lower), letterwise(str.upper)
METHODS: dict[str, MethodCode] = {
    "toLowerCase": lower, "lower": lower, "casefold": lower, "toLocaleLowerCase": lower,
    "toUpperCase": upper, "upper": upper,
    "title": letterwise(str.title), "capitalize": letterwise(str.capitalize), "swapcase": letterwise(str.swapcase),
    "trim": trimming(True, True), "strip": trimming(True, True),
    "trimStart": trimming(True, False), "lstrip": trimming(True, False),
    "trimEnd": trimming(False, True), "rstrip": trimming(False, True),
    "replace": replace(False), "replaceAll": replace(True),
    "slice": slicing(), "substring": slicing(), "substr": slicing(substr=True),
    "startsWith": predicate(str.startswith), "startswith": predicate(str.startswith),
    "endsWith": predicate(str.endswith), "endswith": predicate(str.endswith),
    "includes": includes, "__contains__": includes,
    "split": split, "join": join, "format": format_text, "concat": concatenate,
    "padStart": pad(True), "zfill": pad(True), "rjust": pad(True), "padEnd": pad(False), "ljust": pad(False),
    "indexOf": find_index, "find": find_index, "index": find_index,
    "charAt": character, "at": character,
    "toString": itself, "encode": itself, "decode": itself, "normalize": itself, "expandtabs": itself,
    "removeprefix": remove(True), "removesuffix": remove(False),
    "isdigit": matching(str.isdigit), "isalnum": matching(str.isalnum), "isalpha": matching(str.isalpha),
}  # fmt: skip


def number_text(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    return join_text([receiver], site.span.file.language, site.span)


NUMBERS: dict[str, MethodCode] = {"toString": number_text, "toFixed": number_text}

__all__ = ["METHODS", "NUMBERS", "MapValue", "join_items"]
