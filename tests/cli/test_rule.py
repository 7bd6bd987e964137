"""``iaclint rule``: the pages."""

from __future__ import annotations

import pytest

from iaclint.registry import Registry
from tests.conftest import CommandLine


@pytest.mark.parametrize("name", ["deletion-protection", "DEL002"])
def test_the_page_of_a_rule(iaclint: CommandLine, name: str) -> None:
    result = iaclint("rule", name)
    assert result.code == 0
    assert result.out.startswith("# deletion-protection (DEL002)\n")
    assert result.out.endswith("Severity: error. Confidence: high. Profiles: ephemeral.\n")


def test_every_rule_is_listed_and_has_a_page(iaclint: CommandLine) -> None:
    listed = iaclint("rule", "--all").out
    for entry in Registry.load(isolated=True).entries.values():
        assert f"{entry.code}  {entry.name} " in listed
        assert entry.summary in listed
        assert iaclint("rule", entry.name).code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("rule", "deletion-protecton"), "did you mean 'deletion-protection'?"),
        (("rule",), "give the name or code of a rule, or --all"),
        (("rule", "DEL002", "--all"), "give the name or code of a rule, or --all"),
    ],
)
def test_wrong_usage(iaclint: CommandLine, arguments: tuple[str, ...], message: str) -> None:
    result = iaclint(*arguments)
    assert result.code == 2
    assert message in result.err
