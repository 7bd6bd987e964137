"""Root of the tests: makes the rules' Markdown pages tests of their own (see tests/rules/collector.py)."""

pytest_plugins = ["tests.rules.collector"]
