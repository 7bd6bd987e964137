"""Evaluation met one of its bounds. The engine reports it: there is no resource to check."""

from iaclint.rule import Rule

rule = Rule(
    "IAC006",
    severity="warning",
    summary="A program is too large to be followed to its end, so part of it was not checked",
    frameworks=(),
)
