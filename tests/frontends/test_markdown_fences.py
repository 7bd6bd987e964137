"""Fenced blocks: where they begin and end, which file they are, and their bytes at their place in an otherwise blank file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.frontends.markdown import Fence, alone, blank, fences, file_name, files_in


def found(text: str) -> list[tuple[str, str]]:
    data = text.encode()
    return [(fence.word, data[fence.start : fence.end].decode()) for fence in fences(data)]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("a\n```python\nx\n```\nb\n", [("python", "x\n")]),
        ("~~~ts\nx\n~~~\n", [("ts", "x\n")]),
        ("```ts\r\nx\r\n```\r\n", [("ts", "x\r\n")]),
        ("```py\nx", [("py", "x")]),
        ("````py\n```\nx\n````\n", [("py", "```\nx\n")]),
        ("```py\n~~~\nx\n```\n", [("py", "~~~\nx\n")]),
        ("- a\n\n  ```py\n  x\n  ```\n", [("py", "  x\n")]),
        ("1. ```py\n   x\n   ```\n", [("py", "   x\n")]),
        ("> ```py\n> x\n> ```\n", [("py", "> x\n")]),
        ("````markdown\n# t\n```py\nx\n```\n````\n```ts\ny\n```\n", [("py", "x\n"), ("ts", "y\n")]),
        ("```markdown\n```py\nx\n```\ntext\n```ts\ny\n```\n", [("py", "x\n"), ("ts", "y\n")]),
        ("``` {.python .numberLines}\nx\n```\n", [("python", "x\n")]),
        ('```ts title="lib/x.ts"\nx\n```\n', [("ts", "x\n")]),
        ("`` `py` ``\n```not`a fence\nx\n", []),
        ("```\nx\n```\n", [("", "x\n")]),
        ("no fence\n", []),
        ("", []),
    ],
)
def test_blocks_are_found_as_markdown_has_them(text: str, blocks: list[tuple[str, str]]) -> None:
    assert found(text) == blocks


MARKUP = st.text(st.sampled_from("`~>-1. \t\r\nabpy#md:\xe9"), max_size=200)


@given(MARKUP | st.binary(max_size=200).map(lambda data: data.decode("latin-1")))
def test_blocks_lie_in_order_inside_the_text_and_keep_their_place(text: str) -> None:
    data = text.encode()
    blocks = fences(data)
    at = 0
    for fence in blocks:
        assert at <= fence.start <= fence.end <= len(data)
        at = fence.end
    left = alone(data, blank(data), blocks)
    assert len(left) == len(data)
    assert [at for at, byte in enumerate(left) if byte == 10] == [at for at, byte in enumerate(data) if byte == 10]
    for fence in blocks:
        content = data[fence.start : fence.end]
        assert left[fence.start : fence.end].replace(b" ", b"") in (
            content.replace(b" ", b""),
            content.replace(b" ", b"").replace(b">", b""),
        )


def test_indented_python_is_a_block() -> None:
    data = b"1. x\n\n   ```python\n   a = 1\n   ```\n"
    assert alone(data, blank(data), fences(data)) == b"    \n\nif 1:       \n   a = 1\n      \n"


def test_marks_of_quotation_are_no_content() -> None:
    data = b"> ```ts\n> x();\n> ```\n"
    assert alone(data, blank(data), fences(data)) == b"       \n  x();\n     \n"


def name(text: str) -> str:
    data = text.encode()
    fence = fences(data)[0]
    return file_name(data, fence, 0)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("### `lib/x.ts`\n\n```ts\n```\n", "lib/x.ts"),
        ("**lib/tap-stack.ts**\n```ts\n```\n", "lib/tap-stack.ts"),
        ("## File: lib\\tap_stack.py\n```python\n```\n", "lib/tap_stack.py"),
        ("## File: lib\\*\\*init\\*\\*.py\n```python\n```\n", "lib/__init__.py"),
        ("## File: lib/\\_\\_init\\_\\_.py\n```python\n```\n", "lib/__init__.py"),
        ("```ts\n// lib/tap-stack.ts\nx\n```\n", "lib/tap-stack.ts"),
        ("```python\n#!/usr/bin/env python3\n# File: ./app.py\n```\n", "app.py"),
        ('```ts title="bin/x.ts"\n```\n', "bin/x.ts"),
        ("```ts:bin/x.ts\n```\n", "bin/x.ts"),
        ("Contents of `data/app.py`:\n\n```py\n```\n", "data/app.py"),
        ("### `lib/x.ts`\n\nThe stack:\n\n```ts\n```\n", "lib/x.ts"),
        ("Use `lib/x.ts` and `lib/y.ts`:\n```ts\n```\n", ""),
        ("Uses lib/x.ts here.\n\nSee below:\n\n```ts\n```\n", ""),
        ("### `lib/x.ts`\n```py\n```\n", ""),
        ("### `../../etc/x.ts`\n```ts\n```\n", "etc/x.ts"),
        ("```ts\nimport x from './y.ts';\n```\n", ""),
    ],
)
def test_a_block_is_the_file_that_is_named(text: str, path: str) -> None:
    assert name(text) == path


def test_a_block_with_several_files_is_cut_where_a_comment_is_a_path() -> None:
    data = b"```ts\n// lib/a.ts\na\n\n// bin/b.ts\nb\n// not/a comment.ts of it\n```\n"
    pieces = files_in(data, fences(data)[0])
    assert [data[piece.start : piece.end] for piece in pieces] == [
        b"// lib/a.ts\na\n\n",
        b"// bin/b.ts\nb\n// not/a comment.ts of it\n",
    ]
    assert [file_name(data, piece, 0) for piece in pieces] == ["lib/a.ts", "bin/b.ts"]
    assert all(isinstance(piece, Fence) and piece.language == "typescript" for piece in pieces)
