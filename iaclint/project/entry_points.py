"""Where a project's program starts, as its project file says."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from iaclint.project.markers import language_of, platforms
from iaclint.project.repository import Repository
from iaclint.project.typescript_sources import built_from, package_entry, source_or_index

if TYPE_CHECKING:
    from iaclint.project.app_command import Program

_PULUMI_FILES = ("Pulumi.yaml", "Pulumi.yml")
_BLOCK = re.compile(r"(\w+):[ ]*(?:#.*)?")
_SCALAR = re.compile(r"""(\w+):[ ]+(?:"([\w./@-]*)"|'([\w./@-]*)'|((?:\.{1,2}/)*[A-Za-z_][\w./@-]*))[ ]*(?:[ ]#.*)?""")
_NOT_TEXT = frozenset(["true", "false", "yes", "no", "on", "off", "null", "y", "n"])  # to a YAML parser


def entry_points(repository: Repository, root: str) -> list[str]:
    """The files that the project in `root` starts from; empty when its project file names none that exists."""
    found: list[str | None] = []
    for platform in platforms(repository.folder(root)):
        if platform == "pulumi":
            found.append(_pulumi_entry(repository, root))
        else:
            program = app_program(repository, root, platform)
            if program is not None:
                found.append(_file_of(repository, root, program.path))
            elif platform == "cdktf":
                found.append(_file_of(repository, root, "main.ts") or _file_of(repository, root, "main.py"))
    return list(dict.fromkeys(file for file in found if file is not None))


def app_program(repository: Repository, root: str, platform: str) -> Program | None:
    """The program in `app` of cdk.json or cdktf.json."""
    command = repository.mapping(os.path.join(root, platform + ".json")).get("app")
    if not isinstance(command, str):
        return None
    from iaclint.project.app_command import program_of

    scripts = repository.mapping(os.path.join(root, "package.json")).get("scripts")
    return program_of(command, scripts if isinstance(scripts, dict) else {})


def _file_of(repository: Repository, root: str, path: str) -> str | None:
    if language_of(path) == "python":
        return repository.file(os.path.normpath(os.path.join(root, path)))
    return (
        built_from(repository, root, path)
        or source_or_index(repository, os.path.normpath(os.path.join(root, path)))
        or _python_module(repository, os.path.join(root, path))
    )


def _python_module(repository: Repository, path: str) -> str | None:
    path = os.path.normpath(path)
    return repository.file(path + ".py") or repository.file(os.path.join(path, "__main__.py"))


def pulumi_settings(repository: Repository, root: str) -> Mapping[str, Any]:
    """`name`, `main` and `runtime` of Pulumi.yaml; reads the plain ones (nearly all) without a YAML parser."""
    for name in _PULUMI_FILES:
        path = os.path.join(root, name)
        if repository.file(path):
            plain = plain_settings(repository.text(path) or "")
            return repository.mapping(path) if plain is None else plain
    return {}


def plain_settings(text: str) -> dict[str, Any] | None:
    """The top level of a YAML text in which it is `key: word` or an indented block, None for any other text.

    Of a block only its own `key: word` lines are kept: what is asked of it is the name of the `runtime`.
    """
    settings: dict[str, Any] = {}
    block: dict[str, Any] | None = None
    indent = ""
    for line in text.split("\n"):
        content = line.strip()
        if not content or content.startswith("#"):
            continue
        if line.startswith(" "):
            if block is None:
                return None
            indent = indent or line[: len(line) - len(line.lstrip(" "))]
            inner = _scalar(content) if line[: len(indent) + 1].strip(" ") and line.startswith(indent) else None
            block.update([inner] if inner else [])
        elif (scalar := _scalar(line)) is not None:
            settings.update([scalar])
            block = None
        elif (opened := _BLOCK.fullmatch(line)) is not None:
            settings[opened[1]] = block = {}
            indent = ""
        elif _is_prose(line):
            block = {}  # it may go on in indented lines
        else:
            return None
    return settings


def _scalar(line: str) -> tuple[str, str] | None:
    found = _SCALAR.fullmatch(line)
    if found is None or (found[4] or "").lower() in _NOT_TEXT:
        return None
    return found[1], found[2] or found[3] or found[4] or ""


def _is_prose(line: str) -> bool:
    """Whether a line is a description in plain words."""
    key, _, words = line.partition(": ")
    return key == "description" and words.strip()[:1].isalnum() and ": " not in words and " #" not in words


def pulumi_runtime(settings: Mapping[str, Any]) -> str:
    """'nodejs', 'python', 'go' …; '' when Pulumi.yaml does not say."""
    runtime = settings.get("runtime")
    if isinstance(runtime, Mapping):
        runtime = runtime.get("name")
    return runtime if isinstance(runtime, str) else ""


def _pulumi_entry(repository: Repository, root: str) -> str | None:
    settings = pulumi_settings(repository, root)
    main = settings.get("main")
    path = os.path.normpath(os.path.join(root, main)) if isinstance(main, str) and main else root
    runtime = pulumi_runtime(settings)
    if runtime == "python":
        return repository.file(path) if language_of(path) else repository.file(os.path.join(path, "__main__.py"))
    if runtime not in ("nodejs", "bun"):
        return None
    if path != root:
        return built_from(repository, root, main or "") or source_or_index(repository, path)
    return package_entry(repository, root, repository.mapping(os.path.join(root, "package.json")))
