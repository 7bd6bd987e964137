"""Which files of a project can matter to its infrastructure, told from their bytes before anything is parsed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from iaclint.project.markers import Language, language_of

if TYPE_CHECKING:
    from iaclint.project.project import Project

SOURCE_LIMIT = 2_000_000  # bytes; larger files are bundles, and only looked into when named
_MENTIONS = (b"cdk", b"pulumi", b"constructs", b".gen/", b"from imports", b"import imports")
_TEST_FOLDERS = frozenset({"test", "tests", "__tests__", "__mocks__"})
_TEST_NAME = re.compile(r"(?:test_.*|.*_test|conftest)\.py|.*\.(?:test|spec)\.[cm]?[jt]sx?")

# Each expression begins with a literal, which `re` searches for ten times faster than for a choice.
_SPECIFIER = rb"""\s{0,200}(?:\(\s{0,200})?["'`]([^"'`\n]{1,300})["'`]"""
_TYPESCRIPT_IMPORTS = [re.compile(keyword + _SPECIFIER) for keyword in (b"from", b"import", b"require")]
_PYTHON_FROM = re.compile(rb"\n[ \t]*from[ \t]+([.\w]{1,300})[ \t]*\bimport\b[ \t]*(\([^)]{0,4000}\)|[^\n#;]{0,1000})")
_PYTHON_IMPORT = re.compile(rb"\n[ \t]*import[ \t]+([^\n#;]{1,1000})")
_PYTHON_DYNAMIC = re.compile(rb"""(?:import_module|__import__)\(\s{0,50}["']([\w.]{1,300})["']""")
_COMMENT = re.compile(rb"#[^\n]*")


def may_matter(data: bytes) -> bool:
    """Whether a source file mentions a framework. False is sure, True is not."""
    return any(mention in data for mention in _MENTIONS)


def is_test(path: PurePath | str) -> bool:
    """Whether `path`, relative to its project, is a test or belongs to one."""
    *folders, name = str(path).replace(os.sep, "/").split("/")
    return not _TEST_FOLDERS.isdisjoint(folders) or _TEST_NAME.fullmatch(name) is not None


def imported_specifiers(data: bytes, language: Language) -> list[str]:
    """What a source file imports, each once: a superset, since comments and strings are not told apart.

    Python: `from a import b` gives `a` and `a.b`, since `b` may be a module; `from . import b` gives `.` and `.b`.
    """
    found = _python_specifiers(data) if language == "python" else _typescript_specifiers(data)
    return list(dict.fromkeys(found))


def _typescript_specifiers(data: bytes) -> Iterator[str]:
    for expression in _TYPESCRIPT_IMPORTS:
        for specifier in expression.findall(data):
            yield specifier.decode("utf-8", "replace")


def _python_specifiers(data: bytes) -> Iterator[str]:
    data = b"\n" + data.removeprefix(b"\xef\xbb\xbf").replace(b"\\\r\n", b" ").replace(b"\\\n", b" ")
    for module, names in _PYTHON_FROM.findall(data):
        package = module.decode("utf-8", "replace")
        yield package
        for name in _names(names):
            yield package + name if package.endswith(".") else f"{package}.{name}"
    for names in _PYTHON_IMPORT.findall(data):
        yield from _names(names)
    for module in _PYTHON_DYNAMIC.findall(data):
        yield module.decode("utf-8", "replace")


def _names(listed: bytes) -> Iterator[str]:
    """The names of `a, b as c` or `(a,  # why\\n b)`, without aliases."""
    for part in _COMMENT.sub(b"", listed.strip(b"()")).split(b","):
        words = part.split()
        if words and words[0] != b"*":
            yield words[0].decode("utf-8", "replace")


def relevant_files(project: Project) -> list[Path]:
    """The files of a project that can matter: those that mention a framework, what these import and what imports
    them, transitively. Without tests, unless imported; files that were named and entry points always count."""
    named = {str(path) for path in (*project.named, *project.entry_points)}
    imports: dict[str, list[str]] = {}
    seeds = set(named)
    for path in project.files:
        text = str(path)
        if text not in named and is_test(path.relative_to(project.root)):
            continue
        data = project.overlaid(text)
        if data is None:
            data = _read(text)
        if data is None or may_matter(data):
            seeds.add(text)
        imports[text] = _imported_files(project, path, data) if data else []
    importers: dict[str, list[str]] = {}
    for importer, files in imports.items():
        for file in files:
            importers.setdefault(file, []).append(importer)
    relevant = _closure(_closure(seeds, importers), imports)
    own = {str(path) for path in project.files}
    return sorted(Path(path) for path in relevant if path in own)


def _read(path: str) -> bytes | None:
    """The bytes of a source file, empty when it is too large to be written by hand; None when unreadable."""
    try:
        with open(path, "rb") as stream:
            data = stream.read(SOURCE_LIMIT + 1)
    except OSError:
        return None
    return data if len(data) <= SOURCE_LIMIT else b""


def _imported_files(project: Project, path: Path, data: bytes) -> list[str]:
    language = language_of(path.name)
    if language is None:
        return []
    specifiers = imported_specifiers(data, language)
    if language == "python":
        specifiers = [package for name in specifiers for package in _packages(name)]
    found = (project.resolver.resolve(path, specifier, language) for specifier in dict.fromkeys(specifiers))
    return [str(file) for file in found if isinstance(file, Path)]


def _packages(name: str) -> list[str]:
    """`a.b.c` imports `a`, `a.b` and `a.b.c`."""
    dots = name[: len(name) - len(name.lstrip("."))]
    parts = name[len(dots) :].split(".")
    return [dots + ".".join(parts[:end]) for end in range(1, len(parts) + 1)]


def _closure(seeds: Iterable[str], edges: dict[str, list[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = list(seeds)
    while waiting:
        path = waiting.pop()
        if path not in reached:
            reached.add(path)
            waiting += edges.get(path, ())
    return reached
