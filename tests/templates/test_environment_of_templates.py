"""A template without its program: which environment it was made for is known when a name has the assumed one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from iaclint.api import lint
from iaclint.settings import Settings


@pytest.mark.parametrize(("environment", "lines"), [("pr1234", 0), ("dev7", 1)])
def test_a_suffix_of_another_environment_is_not_taken_for_a_missing_one(
    tmp_path: Path, environment: str, lines: int
) -> None:
    names = {"Orders": "orders-dev7", "Invoices": "invoices"}
    resources = {id: {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": name}} for id, name in names.items()}
    template = tmp_path / "app.template.json"
    template.write_text(json.dumps({"Resources": resources}))
    found = lint([str(template)], Settings(select=["ENV001"], environments=(environment,))).diagnostics
    assert ["`invoices`" in one.message for one in found] == [True] * lines
