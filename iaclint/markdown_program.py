"""The programs in a Markdown file: which fenced blocks belong together, and those as the files that the evaluator reads. Only the Markdown is read."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable

from iaclint import frontends, ir
from iaclint.frameworks.imports import canonical, generated
from iaclint.frontends.markdown import Fence, alone, blank, fences, file_name, files_in
from iaclint.model import ResourceGraph
from iaclint.project.markers import Platform
from iaclint.source import Language, SourceFile
from iaclint.values import Symbol

MAX_MARKDOWN = 5_000_000  # bytes
MAX_BLOCKS = 500
_MENTIONS: tuple[tuple[Platform, re.Pattern[bytes]], ...] = (
    ("cdktf", re.compile(rb"\bcdkt[fn]\b|@cdkt[fn]/|\bcdkt[fn]_cdktf_provider")),
    ("cdk", re.compile(rb"aws-cdk-lib|\baws_cdk\b|@aws-cdk/")),
    ("pulumi", re.compile(rb"@pulumi/|\bimport pulumi|\bfrom pulumi|\bpulumi_aws\b")),
)
_IMPORTS: tuple[tuple[Language, re.Pattern[bytes]], ...] = (
    ("typescript", re.compile(rb"^import [^\n;]{1,300} from ['\"]", re.MULTILINE)),
    ("python", re.compile(rb"^(?:import [\w.]+(?: as \w+)?|from [\w.]+ import [^\n]+)[ \t]*\r?$", re.MULTILINE)),
)
_TYPESCRIPT = (".ts", ".tsx", ".mts", ".js", ".mjs", "/index.ts", "/index.js")
_BINDING = re.compile(r"(?:^|/)\.gen/providers/([\w-]{1,60})(?:/(?:lib/)?([\w-]{1,100}))?")
_PYTHON_BINDING = re.compile(r"imports\.(\w{1,60})(?:\.(\w{1,100}))?")


def language_of(content: bytes) -> Language | None:
    """The language of a block that does not say: that of its imports of a framework."""
    if not any(pattern.search(content) for _, pattern in _MENTIONS):
        return None
    return next((language for language, pattern in _IMPORTS if pattern.search(content)), None)


class Block:
    """A fenced block as a file: its ``path`` below the Markdown's own."""

    __slots__ = ("fence", "path", "platform")

    def __init__(self, fence: Fence, path: str, platform: Platform | None) -> None:
        self.fence = fence
        self.path = path
        self.platform = platform


class Document:
    """A Markdown file: its bytes, and its ``programs``, each a list of blocks that can be one project."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.data = data
        self.blank = blank(data)
        self.programs: list[list[Block]] = []
        floor = 0
        for number, fence in enumerate(fences(data)[:MAX_BLOCKS], 1):
            if not fence.word:
                fence.language = language_of(data[fence.start : fence.end])
            for piece in files_in(data, fence) if fence.language is not None else ():
                self._place(self._block(piece, number, floor))
                floor = piece.end
            floor = fence.end

    def _block(self, fence: Fence, number: int, floor: int) -> Block:
        content = self.data[fence.start : fence.end]
        platform = next((name for name, pattern in _MENTIONS if pattern.search(content)), None)
        suffix = ".py" if fence.language == "python" else ".tsx" if fence.word in ("tsx", "jsx") else ".ts"
        name = file_name(self.data, fence, floor) or f"block-{number}{suffix}"
        return Block(fence, f"{self.path}/{name}", platform)

    def _place(self, block: Block) -> None:
        """Puts a block into the last program that it can be part of: not one with a file of that name, nor of another platform or language."""
        for program in self.programs[-1:]:
            platforms = {(one.platform, one.fence.language) for one in program if one.platform is not None}
            same_platform = block.platform is None or not platforms or platforms == {_kind(block)}
            if same_platform and all(one.path != block.path for one in program):
                program.append(block)
                return
        self.programs.append([block])


def _kind(block: Block) -> tuple[Platform | None, Language | None]:
    return block.platform, block.fence.language


class MarkdownProgram:
    """Implements ``evaluator.run.Program`` on one program of a document. An import that it cannot resolve may be of a file that the document showed
    before."""

    name = ""

    def __init__(self, document: Document, blocks: list[Block], graph: ResourceGraph) -> None:
        self._document = document
        self._graph = graph
        self.root = document.path
        self.files: list[SourceFile] = []
        self.blocks = blocks
        earlier = document.programs[: document.programs.index(blocks)] if blocks in document.programs else []
        self._files = {block.path: block for program in [*earlier, blocks] for block in program}

    def module(self, path: str) -> ir.Module | None:
        block = self._files.get(path)
        if block is None or block.fence.language is None:
            return None
        data = alone(self._document.data, self._document.blank, [block.fence])
        file = SourceFile(path, data, block.fence.language)
        self.files.append(file)
        module = frontends.parse(file)
        self._graph.syntax_errors.extend(module.errors)
        return module

    def settle(self, language: Language) -> SourceFile:
        """Makes the spans of all blocks spans of the document. Gives the program's part of it, for what is read off its comments."""
        for file in self.files:
            file.path, file.data = self._document.path, self._document.data
        own = [block.fence for block in self.blocks if block.fence.language == language]
        return SourceFile(self._document.path, alone(self._document.data, self._document.blank, own), language)

    def resolve(self, importer: str, specifier: str, language: Language, level: int) -> str | Symbol | None:
        if language == "python":
            return self._python(importer, specifier, level)
        binding = _BINDING.search(specifier)
        if binding is not None:
            return Symbol(generated(binding[1], binding[2] or ""))
        if not specifier.startswith("."):
            return None
        target = joined(importer.rpartition("/")[0], specifier)
        stem = re.sub(r"\.[cm]?js$", "", target)
        exact = next((path for path in (target, *(stem + end for end in _TYPESCRIPT)) if path in self._files), None)
        return exact or self._by_name(stem.rpartition("/")[2], language, importer)

    def _python(self, importer: str, specifier: str, level: int) -> str | Symbol | None:
        parts = specifier.split(".") if specifier else []
        folder = importer.rpartition("/")[0]
        if not level:
            binding = _PYTHON_BINDING.fullmatch(specifier)
            if binding is not None:
                return Symbol(generated(binding[1], binding[2] or ""))
            if canonical(specifier, "python") is not None or parts[0] in sys.stdlib_module_names:
                return None
        for _ in range(level - 1):
            folder = folder.rpartition("/")[0]
        for place in (folder,) if level else (self.root, folder, f"{self.root}/src", f"{self.root}/lib"):
            found = self._package("/".join([place, *parts]))
            if found is not None:
                return found
        return self._by_name(parts[-1], "python", importer) if parts else None

    def _package(self, path: str) -> str | None:
        for candidate in (f"{path}.py", f"{path}/__init__.py"):
            if candidate in self._files:
                return candidate
        return path if any(file.startswith(path + "/") for file in self._files) else None

    def _by_name(self, name: str, language: Language, importer: str) -> str | None:
        """The one file of that name, wherever it lies: documents are not exact about folders."""
        wanted = re.sub(r"[-_]", "", name).lower()
        found = [
            path
            for path, block in self._files.items()
            if block.fence.language == language
            and path != importer
            and re.sub(r"[-_]", "", path.rpartition("/")[2].rpartition(".")[0]).lower() == wanted
        ]
        return found[0] if len(found) == 1 else None

    def submodule(self, package: str, name: str) -> str | None:
        folder = package.removesuffix("/__init__.py")
        return None if folder.endswith(".py") else self._package(f"{folder}/{name}")

    def add_import_root(self, path: str) -> None:
        """Folders are looked through anyway."""

    def read_data(self, path: str) -> bytes | None:
        return None

    def context(self, key: str) -> object:
        return None

    def stack_config(self, key: str) -> object:
        return None


def joined(folder: str, specifier: str) -> str:
    """A relative path from a folder."""
    parts = folder.split("/")
    for part in specifier.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def infrastructure(programs: Iterable[list[Block]]) -> list[list[Block]]:
    """The programs that mention a framework at all."""
    return [blocks for blocks in programs if any(block.platform for block in blocks)]
