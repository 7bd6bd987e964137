"""Pulumi transformations: what the program's functions do to resources before they are made, in both languages alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from iaclint.model import Resource
from iaclint.model.protection import protections
from tests.frameworks.programs import program, properties

TS = """
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
const config = new pulumi.Config();
const encrypt = (args: pulumi.ResourceTransformationArgs) => {
  if (args.type === 'aws:sqs/queue:Queue') {
    return { props: { ...args.props, sqsManagedSseEnabled: true }, opts: args.opts };
  }
  return undefined;
};
const tag = (args: pulumi.ResourceTransformationArgs) => {
  args.props['tags'] = { ...args.props['tags'], Owner: 'shop' };
  return undefined;
};
const keep = ({ props, opts }: pulumi.ResourceTransformationArgs) => ({
  props, opts: pulumi.mergeOptions(opts, { protect: true }),
});
class Lane extends pulumi.ComponentResource {
  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super('shop:Lane', name, {}, opts);
    new aws.sqs.Queue(name, { visibilityTimeoutSeconds: 30, tags: { Lane: name } }, { parent: this });
  }
}
"""
PY = """
import pulumi
import pulumi_aws as aws

config = pulumi.Config()


def encrypt(args):
    if args.type_ == "aws:sqs/queue:Queue":
        return pulumi.ResourceTransformationResult(props={**args.props, "sqs_managed_sse_enabled": True}, opts=args.opts)
    return None


def tag(args):
    args.props["tags"] = {**args.props.get("tags", {}), "Owner": "shop"}


def keep(args):
    return pulumi.ResourceTransformationResult(
        args.props, pulumi.ResourceOptions.merge(args.opts, pulumi.ResourceOptions(protect=True))
    )


class Lane(pulumi.ComponentResource):
    def __init__(self, name, opts=None):
        super().__init__("shop:Lane", name, None, opts)
        aws.sqs.Queue(name, visibility_timeout_seconds=30, tags={"Lane": name}, opts=pulumi.ResourceOptions(parent=self))


"""
OPTIONS = {"ts": "{ transformations: [@] }", "py": "pulumi.ResourceOptions(transformations=[@])"}
REGISTER = {
    "ts": "pulumi.runtime.registerStackTransformation(@);",
    "py": "pulumi.runtime.register_stack_transformation(@)",
}
NEW = {"ts": "new Lane('@', #);", "py": "Lane('@', #)"}
LANGUAGES = pytest.mark.parametrize("suffix", ["ts", "py"])


def lane(suffix: str, name: str, options: str = "") -> str:
    given = OPTIONS[suffix].replace("@", options) if options else "undefined" if suffix == "ts" else "None"
    return NEW[suffix].replace("@", name).replace("#", given) + "\n"


def registered(suffix: str, function: str) -> str:
    return REGISTER[suffix].replace("@", function) + "\n"


def queues(folder: Path, suffix: str, source: str) -> dict[str, Resource]:
    graph = program(folder, "pulumi", (TS if suffix == "ts" else PY) + source, suffix)
    return {getattr(r.id, "data", "?"): r for r in graph.deployed() if r.reached}


def plain(resource: Resource) -> dict[str, Any]:
    return properties(resource)


@LANGUAGES
def test_a_component_changes_the_resources_in_it(tmp_path: Path, suffix: str) -> None:
    found = queues(tmp_path, suffix, lane(suffix, "north", "encrypt") + lane(suffix, "south"))
    assert plain(found["north"])["sqsManagedSseEnabled"] is True
    assert plain(found["north"])["visibilityTimeoutSeconds"] == 30
    assert "sqsManagedSseEnabled" not in plain(found["south"])
    assert not found["north"].properties.open


@LANGUAGES
def test_a_transformation_of_the_stack_changes_what_is_made_after_it(tmp_path: Path, suffix: str) -> None:
    found = queues(tmp_path, suffix, lane(suffix, "before") + registered(suffix, "encrypt") + lane(suffix, "after"))
    assert "sqsManagedSseEnabled" not in plain(found["before"])
    assert plain(found["after"])["sqsManagedSseEnabled"] is True


@LANGUAGES
def test_it_may_write_into_what_it_is_given(tmp_path: Path, suffix: str) -> None:
    found = queues(tmp_path, suffix, registered(suffix, "tag") + lane(suffix, "north"))
    assert plain(found["north"])["tags"] == {"Lane": "north", "Owner": "shop"}


@LANGUAGES
def test_it_may_change_options(tmp_path: Path, suffix: str) -> None:
    found = queues(tmp_path, suffix, registered(suffix, "keep") + lane(suffix, "north"))
    assert protections(found["north"]) == ["protect"]


@LANGUAGES
def test_several_act_one_after_the_other(tmp_path: Path, suffix: str) -> None:
    found = queues(tmp_path, suffix, registered(suffix, "tag") + lane(suffix, "north", "encrypt, keep"))
    assert plain(found["north"])["sqsManagedSseEnabled"] is True
    assert plain(found["north"])["tags"]["Owner"] == "shop"
    assert protections(found["north"]) == ["protect"]


@LANGUAGES
def test_one_that_is_not_of_the_program_may_do_anything(tmp_path: Path, suffix: str) -> None:
    head = "import { undo } from 'elsewhere';\n" if suffix == "ts" else "from elsewhere import undo\n"
    found = queues(tmp_path, suffix, head + registered(suffix, "undo") + lane(suffix, "north"))
    assert "not followed" in str(found["north"].properties.open)


@LANGUAGES
def test_an_undecided_transformation_leaves_both_possible(tmp_path: Path, suffix: str) -> None:
    if suffix == "ts":
        guarded = "if (config.requireBoolean('encrypted')) {\n" + registered(suffix, "encrypt") + "}\n"
    else:
        guarded = 'if config.require_bool("encrypted"):\n    ' + registered(suffix, "encrypt")
    value = queues(tmp_path, suffix, guarded + lane(suffix, "north"))["north"].get("sqsManagedSseEnabled").value
    assert sorted(str(getattr(option, "data", "left out")) for _, option in value.alternatives()) == [
        "True",
        "left out",
    ]
