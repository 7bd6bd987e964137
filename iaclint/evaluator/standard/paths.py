"""File paths: ``path.join``, ``os.path``, ``pathlib``, and ``sys.path``."""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import NativeCode
from iaclint.evaluator.run import Run
from iaclint.evaluator.texts import concrete, hole_name, join_text
from iaclint.values import Known, Unknown, Value


def join(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``path.join``/``os.path.join``: normalised when all is known."""
    pieces = [concrete(value) for value in arguments.positional]
    if all(isinstance(piece, str) for piece in pieces) and pieces:
        first, *rest = [piece for piece in pieces if isinstance(piece, str)]
        if site.span.file.language == "typescript":
            return Known(posixpath.normpath("/".join([first, *rest])), site.span)
        return Known(posixpath.normpath(posixpath.join(first, *rest)), site.span)
    values: list[Value] = []
    for at, value in enumerate(arguments.positional):
        values.extend([Known("/"), value] if at else [value])
    return join_text(values, site.span.file.language, site.span)


def resolve(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``path.resolve``/``os.path.abspath``: relative to the project's folder."""
    joined = join(run, arguments, site)
    if isinstance(joined, Known) and isinstance(joined.data, str) and not joined.data.startswith("/"):
        return Known(posixpath.normpath(f"{run.program.root}/{joined.data}"), site.span)
    return joined


def part(take: Callable[[str], str]) -> NativeCode:
    def code(run: Run, arguments: Arguments, site: ir.Call) -> Value:
        value = arguments.at(0) or Known(None)
        path = concrete(value)
        if isinstance(path, str):
            return Known(take(path), site.span, value.labels)
        return Unknown("part of a path", hole_name(value), site.span, value.labels)

    return code


def current_folder(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    return Known(run.program.root, site.span)


def add_root(position: int) -> NativeCode:
    """``sys.path.append``/``insert``."""

    def code(run: Run, arguments: Arguments, site: ir.Call) -> Value:
        path = concrete(arguments.at(position) or Known(None))
        if isinstance(path, str):
            run.program.add_import_root(path if path.startswith("/") else f"{run.program.root}/{path}")
        return Known(None, site.span)

    return code


def path_object(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``pathlib.Path(…)``: its text stands for it."""
    return join(run, arguments, site) if arguments.positional else Known(run.program.root, site.span)


FUNCTIONS: dict[str, NativeCode] = {
    "path.join": join, "os.path.join": join, "path.resolve": resolve, "os.path.abspath": resolve,
    "os.path.realpath": resolve, "os.path.normpath": join, "path.normalize": join,
    "path.dirname": part(posixpath.dirname), "os.path.dirname": part(posixpath.dirname),
    "path.basename": part(posixpath.basename), "os.path.basename": part(posixpath.basename),
    "os.path.splitext": part(lambda path: posixpath.splitext(path)[0]),
    "js.process.cwd": current_folder, "process.cwd": current_folder, "os.getcwd": current_folder,
    "sys.path.append": add_root(0), "sys.path.insert": add_root(1),
    "pathlib.Path": path_object,
}  # fmt: skip
