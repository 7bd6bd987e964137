"""The programs of a Markdown file as folders of files in which every line stands where it stands in the Markdown."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from iaclint.frontends.markdown import alone
from iaclint.markdown_program import Block, Document, infrastructure

_SHEBANG = re.compile(rb"(?<=\n)#!")  # nothing but the first line of a file may be one


class Draft:
    """One program of a Markdown file, written out: ``folder`` holds ``files``, paths within it."""

    __slots__ = ("files", "folder", "language", "markdown", "platform")

    def __init__(self, markdown: Path, folder: Path, platform: str, language: str, files: list[str]) -> None:
        self.markdown = markdown
        self.folder = folder
        self.platform = platform
        self.language = language
        self.files = files


def extracted(markdown: Path, target: Path) -> list[Draft]:
    """Writes the programs of a Markdown file into folders ``0``, ``1`` … of ``target``."""
    document = Document(str(markdown), markdown.read_bytes())
    drafts = []
    for number, blocks in enumerate(infrastructure(document.programs)):
        folder = target / str(number)
        files = sorted(written(document, blocks, folder))
        platform = next(block.platform for block in blocks if block.platform)
        language = next(block.fence.language for block in blocks if block.platform)
        drafts.append(Draft(markdown, folder, platform, str(language), files))
    return drafts


def written(document: Document, blocks: list[Block], folder: Path) -> Iterator[str]:
    for block in blocks:
        name = os.path.relpath(block.path, document.path)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = alone(document.data, document.blank, [block.fence])
        path.write_bytes(_SHEBANG.sub(b"//", data, count=1) if block.fence.language == "typescript" else data)
        yield name
