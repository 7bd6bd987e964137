"""A fault of iaclint itself or of a rule pack. The engine reports it: the exit code is 4 whatever else was found."""

from iaclint.rule import Rule

rule = Rule(
    "IAC003",
    severity="error",
    summary="iaclint or a rule failed, so part of the program was not checked",
    frameworks=(),
)
