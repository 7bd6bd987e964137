"""Runs a Pulumi program on mocks: ``python pulumi_program.py __main__.py``. Records what it registers, and on which line."""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import re
import runpy
import sys
from types import FrameType
from typing import Any

ROOT = os.path.realpath(os.environ["GOLDEN_ROOT"]) + os.sep
LOG = os.environ["GOLDEN_LOG"]
ANSWERS = json.loads(os.environ["GOLDEN_ANSWERS"])
TEXTUAL = re.compile(ANSWERS["textual"], re.IGNORECASE)
SNAKE = re.compile(r"_([a-z0-9])")

outputs: dict[tuple[str, str], list[str]] = {}  # of the properties that only the provider knows, by type and name


def log(**event: Any) -> None:
    with open(LOG, "a", encoding="utf-8") as stream:
        stream.write(json.dumps(event, default=left_out) + "\n")


def left_out(value: object) -> str:
    """Archives and assets are not kept; a resource may stand for its name."""
    return f"mock:{type(value).__name__}" if hasattr(value, "urn") else "…"


def place(frame: FrameType | None, resource: object) -> dict[str, Any]:
    """Where the program wrote the call of the resource's class: outside its own constructors. ``direct`` when that call makes the resource, else
    ``via`` is the library's function that was called."""
    inner, direct = "", False
    while frame is not None:
        file = os.path.realpath(frame.f_code.co_filename)
        own = frame.f_code.co_name == "__init__" and next(iter(frame.f_locals.values()), None) is resource
        if file.startswith(ROOT) and not own:
            return {"file": file[len(ROOT) :], "line": frame.f_lineno, "direct": direct, "via": inner}
        inner = "new " if frame.f_code.co_name == "__init__" else frame.f_code.co_name
        direct = own
        frame = frame.f_back
    return {}


def record() -> None:
    """Puts mocks in the place of the engine, and writes down what reaches them."""
    runtime: Any = importlib.import_module("pulumi.runtime")
    record_places(importlib.import_module("pulumi.resource"))
    record_options(importlib.import_module("pulumi.runtime.mocks").MockMonitor)
    project, stack = os.environ["GOLDEN_PROJECT"], os.environ["GOLDEN_STACK"]
    runtime.set_mocks(Answers(), project=project, stack=stack, preview=False, organization="mock:organization")


def record_places(resources: Any) -> None:
    """``resources``: the module of the classes that call these two functions."""
    register, read = resources.register_resource, resources.read_resource

    def registered(resource: object, type: str, name: str, custom: bool, props: Any) -> None:
        unset = [SNAKE.sub(lambda found: found[1].upper(), key) for key, value in dict(props).items() if value is None]
        outputs[type, name] = unset
        where = place(sys._getframe(2), resource)
        log(kind="place", type=type, name=name, custom=custom, **{"class": resource.__class__.__name__}, **where)

    def register_resource(res: object, ty: str, name: str, custom: bool, *rest: Any, **more: Any) -> None:
        registered(res, ty, name, custom, rest[2])
        register(res, ty, name, custom, *rest, **more)

    def read_resource(res: object, ty: str, name: str, props: Any, *rest: Any, **more: Any) -> None:
        registered(res, ty, name, True, props)
        read(res, ty, name, props, *rest, **more)

    resources.register_resource = register_resource
    resources.read_resource = read_resource


def record_options(monitor: Any) -> None:
    register = monitor.RegisterResource

    def register_resource(self: object, request: Any) -> Any:
        about = {"type": request.type, "name": request.name, "protect": request.protect}
        about["retainOnDelete"] = request.retainOnDelete
        log(kind="options", **about)
        answer = register(self, request)
        depends = {name: list(one.urns) for name, one in request.propertyDependencies.items()}
        log(kind="registered", **about, urn=answer.urn, parent=request.parent, depends=depends)
        return answer

    monitor.RegisterResource = register_resource
    read = monitor.ReadResource

    def read_resource(self: object, request: Any) -> Any:
        answer = read(self, request)
        log(kind="registered", type=request.type, name=request.name, urn=answer.urn, parent=request.parent)
        return answer

    monitor.ReadResource = read_resource


class Answers:
    """The mocks: an output is what was put in, or a text that names it."""

    def new_resource(self, args: Any) -> tuple[str, dict[Any, Any]]:
        read = bool(args.resource_id)
        unset = outputs.get((args.typ, args.name), ())
        unknown = {key: f"mock:{args.name}.{key}" for key in unset if TEXTUAL.search(key)}
        state = {**args.inputs, **unknown}
        about = {"type": args.typ, "name": args.name, "custom": args.custom, "read": read}
        log(kind="resource", **about, inputs=args.inputs, outputs=state)
        return f"mock:{args.name}.id", state

    def call(self, args: Any) -> dict[Any, Any]:
        log(kind="call", token=args.token, inputs=args.args)
        if args.token.endswith(":getPolicyDocument"):
            return {"json": policy_document(args.args)}
        answer: dict[Any, Any] | None = ANSWERS["calls"].get(args.token)
        name = args.args.get("name") or "mock:name"
        return {**args.args, "id": "mock:id", "arn": "mock:arn", "name": name} if answer is None else answer


def policy_document(args: dict[str, Any]) -> str:
    """What the provider's data source makes of its statements."""
    statements = []
    for one in args.get("statements") or []:
        statement: dict[str, Any] = {"Effect": one.get("effect", "Allow")}
        for name, key in (("Sid", "sid"), ("Action", "actions"), ("NotAction", "notActions")):
            statement |= {name: one[key]} if one.get(key) else {}
        for name, key in (("Resource", "resources"), ("NotResource", "notResources")):
            statement |= {name: one[key]} if one.get(key) else {}
        if principals := one.get("principals"):
            statement["Principal"] = {principal["type"]: principal["identifiers"] for principal in principals}
        if conditions := one.get("conditions"):
            statement["Condition"] = {each["test"]: {each["variable"]: each["values"]} for each in conditions}
        statements.append(statement)
    return json.dumps({"Version": args.get("version", "2012-10-17"), "Statement": statements})


async def main(entry: str) -> None:
    record()
    stack: Any = importlib.import_module("pulumi.runtime.stack")
    await stack.run_pulumi_func(lambda: runpy.run_path(entry, run_name="__main__"))


if __name__ == "__main__":
    program = os.path.realpath(sys.argv[1])
    sys.argv = sys.argv[1:]
    sys.path[0] = os.path.dirname(program)
    asyncio.run(main(program))
