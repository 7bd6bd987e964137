"""A file or folder that could not be read at all. The engine reports it: there is no resource to check."""

from iaclint.rule import Rule

rule = Rule(
    "IAC002",
    severity="error",
    summary="A file could not be read, so it was not checked",
    frameworks=(),
)
