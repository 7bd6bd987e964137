"""A file that the grammar could not read completely. The engine reports it: there is no resource to check."""

from iaclint.rule import Rule

rule = Rule(
    "IAC001",
    severity="error",
    summary="A file has a syntax error, so part of it was not checked",
    frameworks=(),
)
