"""Replacing in text, by text or by the regular expressions that cannot be slow."""

from __future__ import annotations

import re
from collections.abc import Callable

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import FunctionValue, MethodCode
from iaclint.evaluator.run import Run
from iaclint.evaluator.texts import assumed_text, concrete, derived, join_text, map_text, name_of
from iaclint.source import Span
from iaclint.values import Choice, Constant, JsonText, Known, Text, Undecided, Unknown, Value, over

MAX_PATTERN = 200  # letters of a regular expression
MAX_SEARCHED = 5_000  # letters of a text that is searched with one
LITERAL = re.compile(r"/((?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)/([a-z]*)", re.DOTALL)
# No groups with repetition inside and out, no look-around, no references: what is left runs in a short time.
REPEATED_GROUP = re.compile(r"\)[*+{]")
DIALECT = re.compile(r"\(\?(?!:)|\\[1-9kpPbB]|\$\{")
REPEATS = re.compile(r"(?<!\\)[*+{]")
MAX_REPEATS = 3


def replace(every: bool) -> MethodCode:
    """``replace``/``replaceAll``; Python's ``replace`` replaces all, or as many as its third argument says."""

    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        old, new = arguments.at(0), arguments.at(1)
        if old is None or new is None or isinstance(new, FunctionValue):
            return derived(receiver, lambda text: text, "a text that a function changes", site.span)
        if isinstance(receiver, Choice):
            return over(receiver, lambda option: code(run, option, arguments, site), site.span)
        count = concrete(arguments.at(2) or Known(-1)) if site.span.file.language == "python" else -1 if every else 1
        pattern, substitute = concrete(old), concrete(new)
        if isinstance(pattern, str):
            times = count if isinstance(count, int) else -1
            if isinstance(new, Known) and isinstance(substitute, str):
                return change_text(receiver, lambda text: text.replace(pattern, substitute, times), times, site.span)
            return replace_by_value(receiver, pattern, new, times, site)
        change = regex_change(old, substitute)
        if change is not None:
            return change_text(receiver, change[0], change[1], site.span)
        return Unknown("text changed by a regular expression", name_of(receiver), site.span, receiver.labels,
                       origin=receiver)  # fmt: skip

    return code


def change_text(receiver: Value, change: Callable[[str], str], times: int, span: Span) -> Value:
    """A replacement: part by part, but one that happens only once stops at the first part that it changes."""
    if times < 0 or not isinstance(receiver, Text):
        return map_text(receiver, change, "replace", span)
    whole = "".join(assumed_text(part) for part in receiver.parts)
    expected = change(whole)
    for at, part in enumerate(receiver.parts):
        before = assumed_text(part)
        if change(before) != before and times == 1:
            changed = map_text(part if not isinstance(part, str) else Known(part), change, "replace", span)
            pieces: list[str | Value] = [*receiver.parts[:at], changed, *receiver.parts[at + 1 :]]
            result = join_text([Known(p) if isinstance(p, str) else p for p in pieces], "typescript", span)
            if concrete(result) in (expected, Undecided) or isinstance(concrete(result), Undecided):
                return result
            break
    if expected == whole:
        return receiver
    return derived(receiver, change, "a text in which something was replaced", span)


def replace_by_value(receiver: Value, pattern: str, new: Value, times: int, site: ir.Call) -> Value:
    """``template.replace('{env}', value)`` where the value has holes."""
    if not isinstance(receiver, (Known, Text, JsonText)) or not pattern:
        return derived(receiver, lambda text: text, "a text in which something was replaced", site.span)
    parts: list[str | Value] = receiver.parts if isinstance(receiver, Text) else [receiver]
    pieces: list[Value] = []
    left = times
    for part in parts:
        text = part if isinstance(part, str) else part.data if isinstance(part, Known) else None
        if not isinstance(text, str):
            pieces.append(Known(part) if isinstance(part, str) else part)
            continue
        cut = text.split(pattern, left) if left else [text]
        left -= len(cut) - 1 if left > 0 else 0
        for at, piece in enumerate(cut):
            pieces.extend([new, Known(piece)] if at else [Known(piece)])
    return join_text(pieces, site.span.file.language, site.span)


# ---------------------------------------------------------------- regular expressions


def compiled(pattern: str, flags: str) -> re.Pattern[str] | None:
    """A regular expression that both dialects read alike and that runs in a short time; ``None`` for others."""
    if len(pattern) > MAX_PATTERN or REPEATED_GROUP.search(pattern) or DIALECT.search(pattern):
        return None
    if len(REPEATS.findall(pattern)) > MAX_REPEATS:
        return None
    try:
        ignore = re.IGNORECASE if "i" in flags else 0
        return re.compile(pattern.replace("\\/", "/"), ignore | re.ASCII | (re.MULTILINE if "m" in flags else 0))
    except (re.error, OverflowError, RecursionError):
        return None


def literal_pattern(pattern: Value | None) -> tuple[re.Pattern[str], str] | None:
    """The regular expression literal (``/…/g``) that a value was written as."""
    while pattern is not None and pattern.span is not None:
        match = LITERAL.fullmatch(pattern.span.text[: MAX_PATTERN + 20])
        if match is not None:
            regex = compiled(match[1], match[2])
            return (regex, match[2]) if regex is not None else None
        pattern = pattern.origin
    return None


def regex_change(pattern: Value, substitute: Constant | Undecided) -> tuple[Callable[[str], str], int] | None:
    """The change that ``text.replace(/…/, 'x')`` makes, and how often."""
    found = literal_pattern(pattern)
    if found is None or not isinstance(substitute, str):
        return None
    return substitution(found[0], substitute, "g" in found[1])


def substitution(regex: re.Pattern[str], substitute: str, every: bool) -> tuple[Callable[[str], str], int]:
    template = substitute.replace("\\", "\\\\")
    template = re.sub(r"\$(\d)", lambda m: f"\\g<{m[1]}>" if int(m[1]) <= regex.groups else "$" + m[1], template)

    def change(text: str) -> str:
        if len(text) > MAX_SEARCHED:
            return text
        return regex.sub(template.replace("$&", "\\g<0>"), text, count=0 if every else 1)

    return change, -1 if every else 1


def python_substitution(pattern: str, substitute: Constant | Undecided, count: int) -> Callable[[str], str] | None:
    """The change that ``re.sub(pattern, 'x', text)`` makes."""
    regex = compiled(pattern, "")
    if regex is None or not isinstance(substitute, str):
        return None
    try:
        regex.sub(substitute, "")
    except (re.error, IndexError):
        return None
    return lambda text: text if len(text) > MAX_SEARCHED else regex.sub(substitute, text, count=count)


def regex_search(pattern: Value | None, text: Constant | Undecided) -> re.Match[str] | bool | None:
    """The first match; ``False`` when there is none, ``None`` when that is not known."""
    found = literal_pattern(pattern)
    if found is None or not isinstance(text, str) or len(text) > MAX_SEARCHED:
        return None
    return found[0].search(text) or False
