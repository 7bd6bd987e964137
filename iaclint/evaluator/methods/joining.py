"""Joining lists to text."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.iteration import as_list
from iaclint.evaluator.run import Run
from iaclint.evaluator.texts import hole_name, join_text
from iaclint.values import Choice, Known, ListValue, Omitted, Unknown, Value, choose, over


def join_items(run: Run, items: Value, separator: Value, site: ir.Call) -> Value:
    """Items as text with the separator between them; one that may be missing brings its separator along."""
    if isinstance(items, Choice):
        return over(items, lambda option: join_items(run, option, separator, site), site.span)
    language = site.span.file.language
    joined = as_list(run, items, site.span)
    pieces: list[Value] = []
    for item in joined.items:
        if isinstance(item, Choice) and any(isinstance(option, Omitted) for _, option in item.options):
            options = [(c, with_separator(option, separator, not pieces, site)) for c, option in item.options]
            pieces.append(choose(options, item.span))
            continue
        absent = language == "typescript" and isinstance(item, Known) and item.data is None
        pieces.extend([separator] if pieces else [])
        pieces.append(Known("") if absent else item)
    if joined.open:
        pieces.append(Unknown(joined.open, hole_name(items) if not isinstance(items, ListValue) else "items"))
    return join_text(pieces, language, site.span)


def with_separator(option: Value, separator: Value, first: bool, site: ir.Call) -> Value:
    if isinstance(option, Omitted):
        return Known("")
    return option if first else join_text([separator, option], site.span.file.language, site.span)
