"""Garbage collection during a run: seldom, and as before afterwards."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable

import pytest

from iaclint.api import lint, model
from iaclint.garbage import YOUNG, collect, seldom_collected
from iaclint.settings import Settings
from tests.conftest import Repository
from tests.programs import SKETCHED


class Knot:
    """Holds itself, so that only a search for cycles frees it."""

    def __init__(self) -> None:
        self.self = self


@pytest.fixture
def threshold() -> tuple[int, int, int]:
    return gc.get_threshold()


def test_the_threshold_is_put_back_even_after_an_error(threshold: tuple[int, int, int]) -> None:
    def fail() -> None:
        with seldom_collected():
            assert gc.get_threshold()[0] == YOUNG
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert gc.get_threshold() == threshold


@pytest.mark.parametrize("run", [lint, model])
def test_a_run_leaves_the_collector_as_it_was(
    run: Callable[..., object], repository: Repository, threshold: tuple[int, int, int]
) -> None:
    folder = repository({"a/cdk.json": "{}", "a/app.py": "", "b/cdk.json": "{}", "b/app.py": ""})
    run([str(folder)], Settings(isolated=True), SKETCHED)
    assert gc.get_threshold() == threshold


def test_what_a_project_leaves_behind_is_freed() -> None:
    with seldom_collected():
        knot = weakref.ref(Knot())
        assert knot() is not None
        collect()
        assert knot() is None
