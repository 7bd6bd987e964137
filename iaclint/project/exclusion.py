"""Which files and folders a walk leaves out: exclude globs and nested .gitignore files, both with gitignore semantics."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from iaclint.project.repository import Folder, Repository

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# Names of folders that hold dependencies, build output or caches in every project. A virtual environment may have
# any name: it is told by its `pyvenv.cfg`.
DEFAULT_EXCLUDE = (
    *(".git", ".hg", ".svn", ".jj"),
    *("node_modules", "bower_components", ".yarn", ".pnpm-store", "site-packages", ".eggs"),
    *(".venv", "venv", "__pypackages__", "__pycache__"),
    *("cdk.out", "cdktf.out", ".gen", ".terraform", ".pulumi", ".aws-sam", ".serverless"),
    *("dist", "build", "coverage", "htmlcov", ".nyc_output", ".next", ".turbo", ".nx", ".parcel-cache", ".cache"),
    *(".tox", ".nox", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".direnv", ".idea", ".vscode"),
)
_ANY_DEPTH = "^(?:.+/)?"  # how pathspec begins the expression of a pattern without a slash
_STAR_LIMIT = 3  # in one part of a path
_LENGTH_LIMIT = 1_000  # characters of a pattern
_LINE_LIMIT = 2_000  # patterns of one file
_MAGIC = re.compile(r"[*?\[\]!/\\#]")


class Patterns:
    """Lines of gitignore syntax, matched against `/`-separated paths relative to the folder they are written for."""

    __slots__ = ("_any", "_spec", "problems")

    def __init__(self, lines: Iterable[str]) -> None:
        self.problems: list[str] = []
        self._spec = self._compiled([line for line in lines if self._is_bounded(line)][:_LINE_LIMIT])
        self._any = _any_of(self._spec)

    def _is_bounded(self, line: str) -> bool:
        """Whether matching by backtracking stays quick: wildcards multiply."""
        stars = line.count("*")
        if stars > _STAR_LIMIT:
            stars = max(line.count("**"), *(part.count("*") for part in line.split("/")))
        if stars > _STAR_LIMIT or len(line) > _LENGTH_LIMIT:
            self.problems.append(f"too many wildcards: {line[:100]}")
            return False
        return True

    def _compiled(self, lines: list[str]) -> GitIgnoreSpec:
        from pathspec import GitIgnoreSpec

        try:
            return GitIgnoreSpec.from_lines(lines)
        except (ValueError, re.error):
            valid = [line for line in lines if self._is_valid(line)]
        return GitIgnoreSpec.from_lines(valid)

    def _is_valid(self, line: str) -> bool:
        from pathspec import GitIgnoreSpec

        try:
            GitIgnoreSpec.from_lines([line])
        except (ValueError, re.error):
            self.problems.append(f"not a gitignore pattern: {line[:100]}")
            return False
        return True

    def verdict(self, relative: str) -> bool | None:
        """True: left out; False: kept by a negated pattern; None: no pattern says. Folders end in `/`."""
        if self._any is None or not self._any.search(relative):
            return None
        return self._spec.check_file(relative).include


def _any_of(spec: GitIgnoreSpec) -> re.Pattern[str] | None:
    """One expression that matches whatever any pattern matches: most paths match none, and one look says so."""
    sources = [re.sub(r"\?P<\w+>", "?:", regex.pattern) for p in spec.patterns if (regex := getattr(p, "regex", None))]
    if not sources:
        return None
    at_any_depth = [source.removeprefix(_ANY_DEPTH) for source in sources if source.startswith(_ANY_DEPTH)]
    anchored = [source for source in sources if not source.startswith(_ANY_DEPTH)]
    return re.compile("|".join([*anchored, f"{_ANY_DEPTH}(?:{'|'.join(at_any_depth)})"] if at_any_depth else anchored))


class Exclusion:
    """The exclude globs of one run; `base` is the folder that patterns with a slash are relative to."""

    __slots__ = ("_names", "_patterns", "force")

    def __init__(self, exclude: Iterable[str] | None, extend_exclude: Iterable[str], force: bool) -> None:
        globs = [*(DEFAULT_EXCLUDE if exclude is None else exclude), *extend_exclude]
        self._names = frozenset(glob for glob in globs if not _MAGIC.search(glob))
        magic = [glob for glob in globs if _MAGIC.search(glob)]
        self._patterns = Patterns(magic) if magic else None
        self.force = force

    def excludes(self, base: str, path: str, is_folder: bool) -> bool:
        """Whether the globs leave out this one entry; its parents are not looked at."""
        if os.path.basename(path) in self._names:
            return True
        if self._patterns is None:
            return False
        return self._patterns.verdict(_relative(path, base, is_folder)) is True

    def excludes_named(self, base: str, path: str, is_folder: bool) -> bool:
        """Whether an explicitly named path is left out (only under `force`): by its own name or a parent's."""
        while self.force and path.startswith(base + os.sep):
            if self.excludes(base, path, is_folder):
                return True
            path, is_folder = os.path.dirname(path), True
        return False


class GitIgnore:
    """The .gitignore of one folder on top of those of its parents."""

    __slots__ = ("_base", "_parent", "_patterns")

    def __init__(self, parent: GitIgnore | None, base: str, patterns: Patterns) -> None:
        self._parent = parent
        self._base = base
        self._patterns = patterns

    def ignores(self, path: str, is_folder: bool) -> bool:
        level: GitIgnore | None = self
        while level is not None:
            verdict = level._patterns.verdict(_relative(path, level._base, is_folder))
            if verdict is not None:
                return verdict
            level = level._parent
        return False


def entering(repository: Repository, folder: Folder, parent: GitIgnore | None) -> GitIgnore | None:
    """What is ignored in `folder`, given what is ignored around it."""
    if ".gitignore" not in folder.files:
        return parent
    path = os.path.join(folder.path, ".gitignore")
    text = repository.text(path)
    if text is None:
        return parent
    patterns = Patterns(text.splitlines())
    if patterns.problems:
        repository.problems[path] = patterns.problems[0]
    return GitIgnore(parent, folder.path, patterns)


def ignored_around(repository: Repository, folder: str) -> GitIgnore | None:
    """The ignore stack of the parents of `folder`; empty when they ignore `folder` itself, which was then named."""
    stack: GitIgnore | None = None
    for parent in reversed(repository.ascend(folder)):
        if stack is not None and stack.ignores(parent, True):
            return None
        if parent != folder:
            stack = entering(repository, repository.folder(parent), stack)
    return stack


def _relative(path: str, base: str, is_folder: bool) -> str:
    relative = path[len(base.rstrip(os.sep)) + 1 :].replace(os.sep, "/")
    return relative + "/" if is_folder else relative
