"""A comment that is meant to silence a finding and silences none. The engine reports it: comments are no part of the model."""

from iaclint.rule import Rule

rule = Rule(
    "IAC004",
    severity="warning",
    summary="A suppression comment names no rule, or one that does not exist",
    frameworks=(),
)
