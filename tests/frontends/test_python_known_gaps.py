"""What tree-sitter-python gets wrong. A test that fails here means that a newer grammar mended it: drop the test."""

from __future__ import annotations

import pytest

from tests.frontends.python_dump import dump, lowered

VALID_BUT_UNREAD = {
    "default of a type parameter (PEP 696)": "class A[T = int]: x = 1",
    "default of a function's type parameter (PEP 696)": "def f[T = int](): pass",
    "lazy import (PEP 810)": "lazy import foo",
    "lazy from import (PEP 810)": "lazy from foo import bar",
    "unpacking in a dictionary comprehension (PEP 798)": "{**a for a in b}",
    "starred annotation in one line (PEP 646)": "def f(*args: *Ts) -> None: x[*a]",
}


@pytest.mark.parametrize("name", VALID_BUT_UNREAD)
def test_valid_python_that_is_not_read(name: str) -> None:
    assert lowered(VALID_BUT_UNREAD[name]).errors


INVALID_BUT_READ = {
    "statement print": "print 'x'",
    "backquotes": "`x`",
    "unequal sign of Python 2": "a <> b",
    "octal number of Python 2": "0777",
    "missing suite": "if x:\n",
    "value on the next line": "x =\ny = 1",
}


@pytest.mark.parametrize("name", INVALID_BUT_READ)
def test_invalid_python_that_is_read(name: str) -> None:
    assert lowered(INVALID_BUT_READ[name]).errors == []


def test_an_attribute_of_a_type_is_taken_for_an_alias() -> None:
    assert dump("type(x).y = 1") == "(= <part of a type> 1)"


def test_around_a_gap_the_rest_is_read() -> None:
    assert dump("class A[T = int]: x = 1") == "(class A (field x=1 static))"
    assert dump("lazy import foo").endswith("(import foo)")
