"""Runs a CDK or CDKTF program: ``python constructs_program.py app.py``. Records the line of each construct; ``imports.aws`` is the prebuilt provider."""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import json
import os
import runpy
import sys
from collections.abc import Sequence
from types import FrameType, ModuleType
from typing import Any

ROOT = os.path.realpath(os.environ["GOLDEN_ROOT"]) + os.sep
LOG = os.environ["GOLDEN_LOG"]
BINDINGS = json.loads(os.environ.get("GOLDEN_BINDINGS", "{}"))  # generated package: prebuilt package


class Bindings(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports ``imports.aws.s3_bucket`` from the prebuilt provider."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True) if prebuilt(fullname) else None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        name = prebuilt(spec.name)
        return importlib.import_module(name) if name != "." else ModuleType(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        module.__path__ = getattr(module, "__path__", [])


def prebuilt(name: str) -> str:
    """The module that a generated one stands for; ``.`` for a package above them."""
    for generated, package in BINDINGS.items():
        if name == generated or name.startswith(generated + "."):
            return str(package) + name[len(generated) :]
        if generated.startswith(name + "."):
            return "."
    return ""


def place(frame: FrameType | None) -> dict[str, Any]:
    while frame is not None:
        file = os.path.realpath(frame.f_code.co_filename)
        if file.startswith(ROOT):
            return {"file": file[len(ROOT) :], "line": frame.f_lineno}
        frame = frame.f_back
    return {}


def record() -> None:
    runtime: Any = importlib.import_module("jsii._runtime")
    make = runtime.JSIIMeta.__call__

    def call(cls: Any, *args: Any, **kwargs: Any) -> Any:
        made = make(cls, *args, **kwargs)
        where = place(sys._getframe(1))
        node = getattr(made, "node", None)
        if where and node is not None and hasattr(node, "path"):
            with open(LOG, "a", encoding="utf-8") as log:
                log.write(json.dumps({"kind": "place", "path": node.path, **where}) + "\n")
        return made

    runtime.JSIIMeta.__call__ = call


if __name__ == "__main__":
    entry = os.path.realpath(sys.argv[1])
    sys.argv = sys.argv[1:]
    sys.path[0] = os.path.dirname(entry)
    if BINDINGS:
        sys.meta_path.insert(0, Bindings())
    record()
    runpy.run_path(entry, run_name="__main__")
