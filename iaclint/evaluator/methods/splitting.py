"""Splitting text into lists."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import MethodCode
from iaclint.evaluator.iteration import integer
from iaclint.evaluator.run import MAX_COLLECTION, Run
from iaclint.evaluator.texts import concrete, cut_parts, hole_name, join_text
from iaclint.values import Choice, Known, ListValue, Text, Unknown, Value, is_absent, over


def split(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``text.split(separator, limit)``: Python's limit counts the cuts, JavaScript's the pieces."""
    if isinstance(receiver, Choice):
        return over(receiver, lambda option: split(run, option, arguments, site), site.span)
    separator, limit = concrete(arguments.at(0, "sep") or Known(None)), integer(arguments.at(1, "maxsplit"))
    python = site.span.file.language == "python"
    whole = concrete(receiver)
    if not isinstance(whole, str):
        return split_open(receiver, separator, site)
    if not isinstance(separator, str):
        if not is_absent(arguments.at(0, "sep")):
            return ListValue([], site.span, "the parts between separators that are not known")
        pieces = whole.split(None, -1 if limit is None else limit) if python else [whole]
    elif separator:
        pieces = whole.split(separator, -1 if limit is None or not python else limit)
    else:
        pieces = list(whole)
    pieces = pieces[:limit] if limit is not None and not python else pieces
    return pieces_of(receiver, whole, pieces, site, len(separator) if isinstance(separator, str) else 0)


def pieces_of(receiver: Value, whole: str, pieces: list[str], site: ir.Call, between: int = 0) -> ListValue:
    """Pieces, found in their order in the text (at least so many letters ``between`` them): what stands in a hole stays part of that hole."""
    open = f"more than {MAX_COLLECTION} items" if len(pieces) > MAX_COLLECTION else None
    parts: list[str | Value] = receiver.parts if isinstance(receiver, Text) else [receiver]
    items: list[Value] = []
    at = 0
    for piece in pieces[:MAX_COLLECTION]:
        if isinstance(receiver, Known):
            items.append(Known(piece, site.span, receiver.labels, receiver))
            continue
        at = whole.index(piece, at)
        items.append(cut_parts(parts, at, at + len(piece), receiver, site.span))
        at += len(piece) + between
    return ListValue(items, site.span, open)


def split_open(receiver: Value, separator: object, site: ir.Call) -> Value:
    """A text of unknown length: the pieces before its first unknown part are sure."""
    open = f"the parts of {hole_name(receiver)}"
    parts = receiver.parts if isinstance(receiver, Text) else []
    if not parts or not isinstance(parts[0], str) or not isinstance(separator, str) or not separator:
        return ListValue([], site.span, open, labels=receiver.labels)
    sure: list[Value] = [Known(piece, site.span) for piece in parts[0].split(separator)[:-1]]
    if len(parts) == 2 and not isinstance(parts[1], str):
        last = join_text([Known(parts[0].rpartition(separator)[2]), parts[1]], site.span.file.language, site.span)
        sure.append(Unknown(f"part of {hole_name(last)}", hole_name(last), site.span, last.labels, origin=last))
    return ListValue(sure, site.span, open)


def split_from_end(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """Python's ``rsplit``."""
    separator, limit = concrete(arguments.at(0, "sep") or Known(None)), integer(arguments.at(1, "maxsplit"))
    whole = concrete(receiver)
    if not isinstance(whole, str) or not (separator is None or (isinstance(separator, str) and separator)):
        return ListValue([], site.span, f"the parts of {hole_name(receiver)}")
    return pieces_of(receiver, whole, whole.rsplit(separator, -1 if limit is None else limit), site,
                     len(separator or ""))  # fmt: skip


def split_lines(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    whole = concrete(receiver)
    if not isinstance(whole, str):
        return ListValue([], site.span, f"the lines of {hole_name(receiver)}")
    return pieces_of(receiver, whole, whole.splitlines(), site)


def partition(last: bool) -> MethodCode:
    """Python's ``partition``/``rpartition``."""

    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        separator, whole = concrete(arguments.at(0) or Known(None)), concrete(receiver)
        if not isinstance(whole, str) or not isinstance(separator, str) or not separator:
            unknown: list[Value] = [
                Unknown(f"part of {hole_name(receiver)}", hole_name(receiver), site.span, receiver.labels)
                for _ in range(3)
            ]
            return ListValue(unknown, site.span, kind="tuple")
        pieces = whole.rpartition(separator) if last else whole.partition(separator)
        result = pieces_of(receiver, whole, list(pieces), site)
        result.kind = "tuple"
        return result

    return code
