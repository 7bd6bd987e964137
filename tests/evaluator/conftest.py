"""The fixture of the evaluator's paired tests."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.register_assert_rewrite("tests.evaluator.evaluation")

from tests.evaluator.evaluation import Both  # noqa: E402


@pytest.fixture
def both(tmp_path: Path) -> Both:
    return Both(tmp_path)
