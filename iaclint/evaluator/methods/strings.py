"""Methods of text, in both languages."""

from __future__ import annotations

from collections.abc import Callable

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import MethodCode
from iaclint.evaluator.comparisons import contains
from iaclint.evaluator.iteration import first_items, integer
from iaclint.evaluator.methods import encodings, folders
from iaclint.evaluator.methods.formatting import format_text
from iaclint.evaluator.methods.joining import join_items
from iaclint.evaluator.methods.path_methods import METHODS as PATH_METHODS
from iaclint.evaluator.methods.replacing import regex_search, replace
from iaclint.evaluator.methods.splitting import partition, split, split_from_end, split_lines
from iaclint.evaluator.run import Run
from iaclint.evaluator.texts import (
    MAX_PARTS,
    assumed_text,
    changed_hole,
    concrete,
    cut_parts,
    derived,
    hole_name,
    join_text,
    map_text,
    reordered,
    slice_text,
)
from iaclint.values import EXTERNAL, UNDECIDED, Known, ListValue, Text, Unknown, Value, is_absent, over


def letterwise(change: Callable[[str], str]) -> MethodCode:
    """A method that changes letters and keeps their number."""

    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        return map_text(receiver, change, last_name(site), site.span)

    return code


def last_name(site: ir.Call) -> str:
    return site.function.span.text.rpartition(".")[2]


def trimming(left: bool, right: bool) -> MethodCode:
    """``strip``/``trim`` and one-sided ones: the ends are cut off."""

    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        letters = concrete(arguments.at(0) or Known(None))
        chars = letters if isinstance(letters, str) else None

        def trimmed(option: Value) -> Value:
            if not isinstance(option, (Known, Text)):
                return changed_hole(option, lambda text: trim(text, chars, left, right), last_name(site), site.span)
            parts: list[str | Value] = option.parts if isinstance(option, Text) else [str(option.data)]
            whole = "".join(assumed_text(part) for part in parts)
            start = len(whole) - len(trim(whole, chars, left, False))
            stop = len(trim(whole, chars, False, right))
            return cut_parts(parts, start, stop, option, site.span)

        return over(receiver, trimmed, site.span)

    return code


def trim(text: str, chars: str | None, left: bool, right: bool) -> str:
    text = text.lstrip(chars) if left else text
    return text.rstrip(chars) if right else text


def slicing(bounds: Callable[[int, int | None], tuple[int, int | None]]) -> MethodCode:
    """JavaScript's ``slice``, ``substring``, ``substr``: ``bounds`` turns their arguments into those of a Python slice."""

    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        first, second = arguments.at(0) or Known(0), arguments.at(1) or Known(None)
        start, stop = integer(first), integer(second)
        if start is None or (stop is None and not is_absent(second)):
            return Unknown("part of a text", hole_name(receiver), site.span, receiver.labels, origin=receiver)
        start, stop = bounds(start, stop)
        if (items := first_items(receiver, start, stop, site.span)) is not None:
            return items
        return slice_text(receiver, start, stop, site.span)

    return code


def substring(start: int, stop: int | None) -> tuple[int, int | None]:
    """Negative positions are 0, and the smaller comes first."""
    start = max(start, 0)
    return (start, None) if stop is None else (min(start, max(stop, 0)), max(start, stop))


def substr(start: int, count: int | None) -> tuple[int, int | None]:
    """From a position (negative: from the end) so many letters."""
    if count is None:
        return start, None
    stop = start + max(count, 0)
    return start, None if start < 0 <= stop else stop


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
            if isinstance(first, str) and (len(first) >= len(part) or not part.startswith(first)):
                return Known(first.startswith(part), site.span, receiver.labels)
        if isinstance(part, str) and isinstance(receiver, Text) and test is str.endswith:
            last = receiver.parts[-1]
            if isinstance(last, str) and (len(last) >= len(part) or not part.endswith(last)):
                return Known(last.endswith(part), site.span, receiver.labels)
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


def join(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """Python's ``separator.join(items)``."""
    return join_items(run, arguments.at(0) or Known(None), receiver, site)


def concatenate(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    return join_text([receiver, *arguments.positional], site.span.file.language, site.span)


def pad(left: bool, fill: str = "") -> MethodCode:
    """``padStart``, ``ljust``, ``zfill`` …: filled up to a width."""

    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        width, filling = integer(arguments.at(0)), fill or concrete(arguments.at(1) or Known(" "))
        if width is None or not isinstance(filling, str) or width > 10_000:
            return derived(receiver, lambda text: text, "a text filled to an unknown width", site.span)

        def padded(text: str) -> str:
            missing = (filling * max(width, 0))[: max(width - len(text), 0)]
            if fill and text[:1] in ("-", "+"):  # zfill keeps the sign in front
                return text[0] + missing + text[1:]
            return missing + text if left else text + missing

        known = concrete(receiver)
        if isinstance(known, str) and isinstance(receiver, Text) and len(known) >= width:
            return receiver
        return reordered(receiver, padded, "a filled text", site.span)

    return code


def position(last: bool) -> MethodCode:
    """``indexOf``/``find`` and from the end: where a text is in another, -1 when it is not."""

    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        text, part = concrete(receiver), concrete(arguments.at(0) or Known(None))
        start = integer(arguments.at(1)) or 0
        if isinstance(text, str) and isinstance(part, str):
            at = text.rfind(part) if last else text.find(part, start)
            if isinstance(receiver, Known):
                return Known(at, site.span, receiver.labels)
            return Unknown("a position in a text given from outside", "position", site.span, receiver.labels, at)
        if not last and isinstance(receiver, Text) and isinstance(part, str) and isinstance(receiver.parts[0], str):
            at = receiver.parts[0].find(part, start)
            if at >= 0:
                return Known(at, site.span)
        return Unknown("a position in an unknown text", span=site.span)

    return code


def occurrences(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    text, part = concrete(receiver), concrete(arguments.at(0) or Known(None))
    if isinstance(text, str) and isinstance(part, str):
        return Known(text.count(part), site.span, receiver.labels)
    return Unknown("a count in an unknown text", span=site.span)


def itself(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    return receiver


def character(from_end: bool) -> MethodCode:
    """``charAt(i)``; ``at(i)`` also counts from the end."""

    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        at = integer(arguments.at(0) or Known(0))
        if at is None:
            return Unknown("a letter at a place that is not known", hole_name(receiver), site.span, receiver.labels)
        if at < 0 and not from_end:
            return Known("", site.span)
        return slice_text(receiver, at, at + 1 if at != -1 else None, site.span)

    return code


def removal(prefix: bool) -> MethodCode:
    """``removeprefix``/``removesuffix``."""

    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        part = concrete(arguments.at(0) or Known(None))
        starts = predicate(str.startswith if prefix else str.endswith)(run, receiver, arguments, site)
        if not isinstance(starts, Known) or not isinstance(part, str):
            return derived(receiver, lambda text: text, "a text that may have lost its end", site.span)
        if not starts.data or not part:
            return receiver
        return slice_text(receiver, len(part), None, site.span) if prefix else slice_text(
            receiver, 0, -len(part), site.span)  # fmt: skip

    return code


def repeat(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    count = integer(arguments.at(0))
    if count is None or not 0 <= count <= MAX_PARTS:
        return Unknown("a text repeated an unknown number of times", hole_name(receiver), site.span, receiver.labels)
    return join_text([receiver] * count, site.span.file.language, site.span)


def matching(test: Callable[[str], bool]) -> MethodCode:
    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        text = concrete(receiver)
        if isinstance(text, str):
            return Known(test(text), site.span, receiver.labels)
        return Unknown("a test of an unknown text", span=site.span)

    return code


def regex_test(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``text.match(/…/)``."""
    found = regex_search(arguments.at(0), concrete(receiver))
    if found is None:
        return Unknown("a match of an unknown text", span=site.span, labels=receiver.labels)
    if isinstance(found, bool):
        return Known(None, site.span, receiver.labels)
    groups: list[Value] = [Known(found[at], site.span) for at in range(found.re.groups + 1)]
    return ListValue(groups, site.span, labels=receiver.labels)


lower, upper = letterwise(str.lower), letterwise(str.upper)
METHODS: dict[str, MethodCode] = {
    "toLowerCase": lower, "lower": lower, "casefold": lower, "toLocaleLowerCase": lower,
    "toUpperCase": upper, "upper": upper, "toLocaleUpperCase": upper,
    "title": letterwise(str.title), "capitalize": letterwise(str.capitalize), "swapcase": letterwise(str.swapcase),
    "trim": trimming(True, True), "strip": trimming(True, True),
    "trimStart": trimming(True, False), "lstrip": trimming(True, False),
    "trimEnd": trimming(False, True), "rstrip": trimming(False, True),
    "replace": replace(False), "replaceAll": replace(True), "match": regex_test,
    "slice": slicing(lambda start, stop: (start, stop)), "substring": slicing(substring), "substr": slicing(substr),
    "startsWith": predicate(str.startswith), "startswith": predicate(str.startswith),
    "endsWith": predicate(str.endswith), "endswith": predicate(str.endswith),
    "includes": includes, "__contains__": includes,
    "split": split, "rsplit": split_from_end, "splitlines": split_lines,
    "partition": partition(False), "rpartition": partition(True),
    "join": join, "format": format_text, "format_map": format_text, "concat": concatenate, "repeat": repeat,
    "padStart": pad(True), "zfill": pad(True, "0"), "rjust": pad(True), "padEnd": pad(False), "ljust": pad(False),
    "indexOf": position(False), "find": position(False), "index": position(False),
    "lastIndexOf": position(True), "rfind": position(True), "rindex": position(True), "count": occurrences,
    "charAt": character(False), "at": character(True),
    "encode": itself, "decode": itself, "normalize": itself, "expandtabs": itself,
    "removeprefix": removal(True), "removesuffix": removal(False),
    "isdigit": matching(str.isdigit), "isalnum": matching(str.isalnum), "isalpha": matching(str.isalpha),
    "isnumeric": matching(str.isnumeric), "isupper": matching(str.isupper), "islower": matching(str.islower),
    "isspace": matching(str.isspace), "isidentifier": matching(str.isidentifier),
    **PATH_METHODS, **folders.METHODS, **encodings.METHODS,
}  # fmt: skip


def number_text(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``n.toString(base)``."""
    base = integer(arguments.at(0) or Known(10))
    data = concrete(receiver)
    if base in (None, 10) or not isinstance(data, int):
        return join_text([receiver], site.span.file.language, site.span)
    digits, rest = "", abs(data)
    while rest and 2 <= base <= 36:
        digits, rest = "0123456789abcdefghijklmnopqrstuvwxyz"[rest % base] + digits, rest // base
    return Known(("-" if data < 0 else "") + (digits or "0"), site.span, receiver.labels)


def fixed(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``n.toFixed(digits)``."""
    digits, data = integer(arguments.at(0) or Known(0)), concrete(receiver)
    if isinstance(data, (int, float)) and digits is not None and 0 <= digits <= 100:
        return Known(f"{data:.{digits}f}", site.span, receiver.labels)
    return Unknown("a rounded number", span=site.span, labels=receiver.labels)


NUMBERS: dict[str, MethodCode] = {"toString": number_text, "toFixed": fixed, "toLocaleString": number_text}

__all__ = ["METHODS", "NUMBERS", "join_items"]
