"""Policies: one reader, on values, for every notation that the frameworks and languages offer."""

from iaclint.frameworks.policies.collect import collect_statements

__all__ = ["collect_statements"]
