"""Which program a command line starts: `npx ts-node -r x bin/app.ts`, `pipenv run python -m pkg.app`.

The command is only read, never run.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Mapping

from iaclint.project.markers import language_of

_OPERATORS = frozenset({"&&", "||", ";", "|", "&", "(", ")"})
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
_PYTHON = re.compile(r"(?:python|pypy)[\d.]*w?|py")
_NODE = frozenset(
    [
        "node",
        "nodejs",
        "ts-node",
        "ts-node-esm",
        "ts-node-script",
        "ts-node-transpile-only",
        "ts-node-dev",
        "tsx",
        "bun",
        "deno",
        "esr",
        "babel-node",
        "swc-node",
        "sucrase-node",
        "vite-node",
        "jiti",
        "nodemon",
        "esbuild-runner",
    ]
)
_NODE_SUBCOMMANDS = frozenset({"run", "watch", "start"})
_PACKAGE_MANAGERS = frozenset({"npm", "yarn", "pnpm", "bun"})
_SHELLS = frozenset({"sh", "bash", "zsh", "dash"})
# Options of Python and Node that take the next word as their value.
_VALUE_OPTIONS = frozenset(
    [
        "-r",
        "--require",
        "--loader",
        "--experimental-loader",
        "--import",
        "-P",
        "--project",
        "--tsconfig",
        "-O",
        "--compiler-options",
        "-C",
        "--cwd",
        "--conditions",
        "-I",
        "--ignore",
        "-W",
        "-X",
        "--env-file",
        "--swcrc",
        "-D",
        "--dir",
        "--config",
        "--max-old-space-size",
        "--stack-size",
    ]
)
_COMMAND_LIMIT = 10_000  # characters
_SCRIPT_DEPTH = 10


class Program:
    """What a command starts: `path` relative to the project root (a file, or a module's path without its suffix).

    `python_path` holds the folders of a `PYTHONPATH=` before it, relative to the project root.
    """

    __slots__ = ("path", "python_path")

    def __init__(self, path: str, python_path: tuple[str, ...] = ()) -> None:
        self.path = path
        self.python_path = python_path


def program_of(command: str, scripts: Mapping[str, object]) -> Program | None:
    """The program that `command` starts, the last one of several; None when it names none that we can read.

    `scripts` are those of package.json, for `npm run x`; each is followed once.
    """
    return _program(command, dict(scripts), 0)


def _program(command: str, scripts: dict[str, object], depth: int) -> Program | None:
    try:
        lexer = shlex.shlex(command[:_COMMAND_LIMIT], posix=True, punctuation_chars="&|;()")
        lexer.whitespace_split = True
        lexer.commenters = ""
        words = list(lexer)
    except ValueError:  # an open quote
        return None
    found = None
    folder = "."
    segment: list[str] = []
    for word in [*words, ";"]:
        if word not in _OPERATORS:
            segment.append(word)
            continue
        if len(segment) == 2 and segment[0] == "cd":
            folder = os.path.join(folder, segment[1])
        found = _in_folder(folder, _program_of_segment(segment, scripts, depth)) or found
        segment = []
    return found


def _in_folder(folder: str, program: Program | None) -> Program | None:
    if program is None or folder == ".":
        return program
    python_path = tuple(os.path.join(folder, path) for path in program.python_path)
    return Program(os.path.join(folder, program.path), python_path)


def _program_of_segment(words: list[str], scripts: dict[str, object], depth: int) -> Program | None:
    python_path: tuple[str, ...] = ()
    for position, word in enumerate(words):
        name = os.path.basename(word).removesuffix(".exe").removesuffix(".cmd")
        rest = words[position + 1 :]
        if _ASSIGNMENT.match(word):
            if word.startswith("PYTHONPATH="):
                python_path = tuple(filter(None, word.partition("=")[2].split(":")))
        elif _PYTHON.fullmatch(name):
            path = _python_program(rest)
            return Program(path, python_path) if path else None
        elif name in _SHELLS and "-c" in rest[:3] and depth < _SCRIPT_DEPTH:
            return _program(rest[rest.index("-c") + 1] if rest[-1] != "-c" else "", scripts, depth + 1)
        elif name in _PACKAGE_MANAGERS and (script := _script(rest, scripts)) is not None:
            return _program(script, scripts, depth + 1) if depth < _SCRIPT_DEPTH else None
        elif name in _NODE:
            path = _node_program(rest)
            return Program(path, python_path) if path else None
        elif language_of(word) is not None and not word.startswith("-"):
            return Program(word, python_path)  # `./app.py`, or an interpreter we have not heard of
    return None


def _script(arguments: list[str], scripts: dict[str, object]) -> str | None:
    """The package.json script that `npm run x`, `yarn x` or `pnpm run x` means."""
    for word in arguments:
        if word.startswith("-") or word in ("run", "run-script"):
            continue
        script = scripts.pop(word, None)
        return script if isinstance(script, str) else None
    return None


def _python_program(arguments: list[str]) -> str | None:
    words = iter(arguments)
    for word in words:
        if word == "-m":
            module = next(words, "")
            return module.replace(".", "/") or None
        if word == "-c":
            return None
        if word in ("-W", "-X"):
            next(words, None)
        elif not word.startswith("-"):
            return word
    return None


def _node_program(arguments: list[str]) -> str | None:
    words = iter(arguments)
    for word in words:
        if word in ("-e", "--eval", "-p", "--print"):
            return None
        if word in _VALUE_OPTIONS:
            next(words, None)
        elif not word.startswith("-") and word not in _NODE_SUBCOMMANDS and word not in _NODE:
            return word
    return None
