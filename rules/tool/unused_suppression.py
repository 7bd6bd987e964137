"""A comment that silences a finding that is no longer there. The engine reports it: comments are no part of the model."""

from iaclint.rule import Rule

rule = Rule(
    "IAC005",
    severity="warning",
    summary="A suppression comment silences nothing",
    frameworks=(),
)
