"""The programs in a Markdown file: which fenced blocks belong together, and those as the files that the evaluator reads."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from iaclint import frontends, ir
from iaclint.frameworks.imports import canonical, generated
from iaclint.frontends.markdown import Fence, alone, blank, data_file_name, fences, file_name, files_in, unquoted
from iaclint.model import ResourceGraph
from iaclint.project.markers import Platform
from iaclint.source import Language, SourceFile, Span
from iaclint.values import Symbol

if TYPE_CHECKING:
    from iaclint.project import Project

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
# The project file of a platform, and those that belong to it.
_PROJECT_FILES: tuple[tuple[Platform, re.Pattern[str]], ...] = (
    ("cdk", re.compile(r"cdk(?:\.context)?\.json")),
    ("cdktf", re.compile(r"cdktf\.json")),
    ("pulumi", re.compile(r"Pulumi(?:\.[^/]+)?\.ya?ml")),
)
_REQUIREMENT = re.compile(rb"\s*[\w.-]{1,100}(?:\[[\w,. -]{1,100}\])?\s*(?:[<>=~!]=|[<>])\s*\d")
_ELISION = re.compile(r"\.\.\.|\u2026|\betc\.")
_TYPESCRIPT = (".ts", ".tsx", ".mts", ".js", ".mjs", "/index.ts", "/index.js")
_BINDING = re.compile(r"(?:^|/)\.gen/providers/([\w-]{1,60})(?:/(?:lib/)?([\w-]{1,100}))?")
_PYTHON_BINDING = re.compile(r"imports\.(\w{1,60})(?:\.(\w{1,100}))?")


def language_of(content: bytes) -> Language | None:
    """The language of a block that does not say: that of its imports of a framework."""
    if not any(pattern.search(content) for _, pattern in _MENTIONS):
        return None
    return next((language for language, pattern in _IMPORTS if pattern.search(content)), None)


def are_requirements(content: bytes) -> bool:
    """Whether every line is a requirement as pip reads them."""
    lines = [line for line in content[:20_000].splitlines() if line.strip() and not line.lstrip().startswith(b"#")]
    return bool(lines) and all(_REQUIREMENT.match(line) for line in lines)


def is_elided(error: Span) -> bool:
    """Whether a document leaves something out (`{ ... }`) where the code cannot be parsed."""
    return _ELISION.search(error.file.line_text(error.line)[:1_000]) is not None


class Block:
    """A fenced block as a file: its ``path`` below the Markdown's own. Without a language it is data: a manifest, configuration. ``is_file``: it has a name
    or imports a framework; else it may be a piece of code that is not whole."""

    __slots__ = ("fence", "is_file", "path", "platform")

    def __init__(self, fence: Fence, path: str, platform: Platform | None, named: bool = True) -> None:
        self.fence = fence
        self.path = path
        self.platform = platform
        self.is_file = named or platform is not None

    @property
    def is_program(self) -> bool:
        return self.fence.language is not None

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]


Blocks = list[Block]


class Document:
    """A Markdown file: its bytes, and its ``programs``, each a list of blocks that can be one project.

    A file that is shown a second time begins another program: each version is code that a reader may take. What the later ones leave out they have from
    the earlier ones, as long as these are of the same platform and language.
    """

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.data = data
        self.blank = blank(data)
        self.programs: list[Blocks] = []
        floor = 0
        for number, fence in enumerate(fences(data)[:MAX_BLOCKS], 1):
            content = data[fence.start : fence.end]
            if not fence.word:
                fence.language = language_of(content)
            elif fence.language == "python" and are_requirements(content):
                fence.language, fence.word = None, "requirements"
            for piece in files_in(data, fence):
                block = self._block(piece, number, floor)
                if block is not None:
                    self._place(block)
                floor = piece.end
            floor = fence.end

    def _block(self, fence: Fence, number: int, floor: int) -> Block | None:
        if fence.language is None:
            name = data_file_name(self.data, fence, floor) or ("requirements.txt" * (fence.word == "requirements"))
            own = (platform for platform, pattern in _PROJECT_FILES if pattern.fullmatch(name.rpartition("/")[2]))
            return Block(fence, f"{self.path}/{name}", next(own, None)) if name else None
        content = self.data[fence.start : fence.end]
        platform = next((name for name, pattern in _MENTIONS if pattern.search(content)), None)
        suffix = ".py" if fence.language == "python" else ".tsx" if fence.word in ("tsx", "jsx") else ".ts"
        name = file_name(self.data, fence, floor)
        return Block(fence, f"{self.path}/{name or f'block-{number}{suffix}'}", platform, bool(name))

    def _place(self, block: Block) -> None:
        """Puts a block into the last program that it can be part of: not one with a file of that name, nor of another platform or language."""
        if self.programs and agree([block], self.programs[-1]):
            program = self.programs[-1]
            if all(one.path != block.path for one in program):
                program.append(block)
                return
        self.programs.append([block])

    def files_of(self, blocks: Blocks) -> dict[str, Block]:
        """The files that a program consists of or can fall back on, by path."""
        before = self.programs[: self.programs.index(blocks)] if blocks in self.programs else []
        # an import that nothing else resolves may be of any file that was shown before, data only of the same program's
        shown = (block for other in before for block in other if block.is_program or agree(other, blocks))
        return {block.path: block for block in (*shown, *blocks)}

    def content(self, block: Block) -> bytes:
        """The bytes of a block as a file of its own."""
        return unquoted(self.data[block.fence.start : block.fence.end])


def agree(one: Blocks, other: Blocks) -> bool:
    """Whether blocks can be of one program: of one platform, and where a framework is used, in one language."""
    blocks = [*one, *other]
    platforms = {block.platform for block in blocks if block.platform is not None}
    languages = {block.fence.language for block in blocks if block.platform is not None and block.is_program}
    return len(platforms) <= 1 and len(languages) <= 1


class MarkdownProgram:
    """Implements ``evaluator.run.Program`` on one program of a document. An import that it cannot resolve may be of a file that the document showed
    before."""

    def __init__(self, document: Document, blocks: Blocks, project: Project, root: str, graph: ResourceGraph) -> None:
        self._document = document
        self._project = project
        self._graph = graph
        self.root = root
        self.files: list[SourceFile] = []
        self.blocks = blocks
        self._files = document.files_of(blocks)

    @property
    def name(self) -> str:
        pulumi = self._project.pulumi
        return pulumi.project if pulumi is not None else ""

    def module(self, path: str) -> ir.Module | None:
        block = self._files.get(path)
        if block is None or block.fence.language is None:
            return None
        data = alone(self._document.data, self._document.blank, [block.fence])
        file = SourceFile(path, data, block.fence.language)
        self.files.append(file)
        module = frontends.parse(file)
        if block.is_file:
            self._graph.syntax_errors.extend(error for error in module.errors if not is_elided(error))
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
        roots = dict.fromkeys((self.root, self._document.path, folder, f"{self.root}/src", f"{self.root}/lib"))
        for place in (folder,) if level else roots:
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
        block = self._files.get(path if path.startswith("/") else joined(self.root, path))
        return self._document.content(block) if block is not None else None

    def list_folder(self, path: str) -> list[str] | None:
        prefix = (path if path.startswith("/") else joined(self.root, path)).rstrip("/") + "/"
        names = {file[len(prefix) :].partition("/")[0] for file in self._files if file.startswith(prefix)}
        return sorted(names) or None

    def context(self, key: str) -> object:
        return self._project.context.get(key)

    def stack_config(self, key: str) -> object:
        pulumi = self._project.pulumi
        if pulumi is None:
            return None
        value = pulumi.stacks.get(self._graph.environment, {}).get(key, pulumi.defaults.get(key))
        return value if isinstance(value, (str, int, float, bool, list, dict)) else None


def joined(folder: str, specifier: str) -> str:
    """A relative path from a folder."""
    parts = folder.split("/")
    for part in specifier.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def infrastructure(programs: Iterable[Blocks]) -> list[Blocks]:
    """The programs that mention a framework at all."""
    return [blocks for blocks in programs if any(block.platform and block.is_program for block in blocks)]
