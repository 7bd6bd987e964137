"""Runs the program in GOLDEN_ROOT with the real library and writes to DRAFT_REPORT the error that ends it, if one does: ``python first_error.py FILE …``.

The first file that is an entry point runs as such. A draft without one has its stacks or components made by us.
"""

from __future__ import annotations

import asyncio
import importlib.util
import inspect
import json
import linecache
import os
import re
import runpy
import sys
import traceback
from types import ModuleType
from typing import Any

ROOT = os.path.realpath(os.environ["GOLDEN_ROOT"]) + os.sep
LIBRARIES = ("aws_cdk", "cdktf", "cdktn", "constructs", "jsii", "pulumi")
CHECKS = re.compile(
    r"Unable to deserialize|Missing required propert|Unexpected keys|Got an unexpected|takes \d+ positional"
)
SEPARATE = re.compile(r"(?:import name|No module named) '[\w.]+_alpha\b")
ENTRY = re.compile(
    r"^(?:app|stack)\.synth\(|^\s*app\.synth\(|^if __name__ ==|^pulumi\.export|^\w+ = \w*Stack\(", re.MULTILINE
)
BASES = ("Stack", "TerraformStack", "ComponentResource")


def told(error: BaseException) -> dict[str, Any] | None:
    """The error as a record: its place in the program, and whether a library's contract is what it is about."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if os.path.realpath(f.filename).startswith(ROOT)]
    if not frames:
        return None
    last, ends = frames[-1], list(traceback.walk_tb(error.__traceback__))[-1][0].f_code.co_filename
    end = getattr(last, "end_lineno", None) or last.lineno
    file = os.path.realpath(last.filename).removeprefix(ROOT)
    return {
        "code": type(error).__name__,
        "file": file,
        "line": last.lineno,
        "end": end,
        "message": str(error)[:2000],
        "library": is_about_library(error, os.path.realpath(ends)),
    }


def is_about_library(error: BaseException, raised_in: str) -> bool:
    if isinstance(error, ImportError):
        if SEPARATE.search(str(error)):
            return False  # a package of its own, which is not installed here
        return str(error.name or "").partition(".")[0].startswith(LIBRARIES)
    if isinstance(error, AttributeError):
        owner = error.obj if isinstance(error.obj, type | ModuleType) else type(error.obj)
        return str(getattr(owner, "__module__", None) or getattr(owner, "__name__", "")).startswith(LIBRARIES)
    if isinstance(error, TypeError):
        return any(f"{os.sep}{library}" in raised_in for library in (*LIBRARIES, "typeguard"))
    return (
        type(error).__name__ in ("JSIIError", "RuntimeError", "JavaScriptError")
        and CHECKS.search(str(error)) is not None
    )


def program(files: list[str]) -> None:
    texts = {file: "".join(linecache.getlines(ROOT + file)) for file in files}
    entry = next((file for file in sorted(files, key=by_name) if ENTRY.search(texts[file])), None)
    sys.path[0] = ROOT
    sys.path.insert(1, os.path.dirname(ROOT + (entry or files[0])))
    if entry is not None:
        runpy.run_path(ROOT + entry, run_name="__main__")
        return
    for file in files:
        make_all(loaded(file))


def by_name(file: str) -> tuple[int, str]:
    names = ("__main__.py", "app.py", "main.py", "tap.py")
    name = os.path.basename(file)
    return (names.index(name) if name in names else len(names), file)


def loaded(file: str) -> ModuleType:
    name = file.removesuffix(".py").replace("/", ".").replace("-", "_")
    spec = importlib.util.spec_from_file_location(name, ROOT + file)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make_all(module: ModuleType) -> None:
    """Makes each stack or component that a module defines, as far as it can be told how."""
    for kind in list(vars(module).values()):
        if (
            isinstance(kind, type)
            and kind.__module__ == module.__name__
            and any(b.__name__ in BASES for b in kind.__mro__)
        ):
            wanted = list(inspect.signature(kind).parameters.values())
            given = {
                p.name: given_for(p.name)
                for p in wanted
                if p.default is p.empty and p.kind is not p.VAR_KEYWORD and p.kind is not p.VAR_POSITIONAL
            }
            kind(**given)


def given_for(name: str) -> Any:
    if name == "scope":
        library = importlib.import_module("cdktf" if "cdktf" in sys.modules else "aws_cdk")
        return library.App()
    return None if name in ("props", "args", "opts") else "draft"


def run(files: list[str]) -> None:
    try:
        program(files)
    except BaseException as error:  # whatever ends the program
        report(error)


def report(error: BaseException) -> None:
    with open(os.environ["DRAFT_REPORT"], "w", encoding="utf-8") as stream:
        json.dump(told(error), stream)


async def on_mocks(files: list[str]) -> None:
    mocks: Any = importlib.import_module("pulumi_program")
    mocks.record()
    stack: Any = importlib.import_module("pulumi.runtime.stack")
    await stack.run_pulumi_func(lambda: run(files))


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.argv = [ROOT + arguments[0]]
    sys.path.append(os.environ["GOLDEN_HOOKS"])
    if "GOLDEN_ANSWERS" in os.environ:
        asyncio.run(on_mocks(arguments))
    else:
        hook: Any = importlib.import_module("constructs_program")
        if hook.BINDINGS:
            sys.meta_path.insert(0, hook.Bindings())
        run(arguments)
