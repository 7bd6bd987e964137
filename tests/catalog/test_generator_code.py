"""The generator on shipped code: alpha packages and v1 of CDK, components and classes by hand of Pulumi."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from iaclint.catalog.blocks import Blocks, pack
from iaclint.catalog.library import Library
from tests.catalog.test_generator import merged, package, struct
from tools.catalog.cdk import ConstructFacts, class_code
from tools.catalog.jsii import Assembly
from tools.catalog.pulumi import Sdk
from tools.catalog.v1 import removals

# --- CDK v1 and alpha packages ----------------------------------------------------------------------------------------------


def test_what_v2_removed() -> None:
    old = {
        "m.P": struct(kept=["s", 0], gone=["s", 2, "use kept"]),
        "m.Sub": {"k": "S", "b": ["m.P"]},
        "m.E": {"k": "E", "e": {"A": None, "B": "use A"}},
        "m.C": {"k": "C", "m": {"old": [2, [], "", "use new"], "plain": [0, [], "", ""]}},
        "m.Gone": {"k": "C", "d": "never again"},
        "m.CfnGone": {"k": "C"},
        "aws_x.Moved": {"k": "C"},
    }
    new = {
        "m.P": struct(kept=["s", 0]),
        "m.Sub": {"k": "S", "b": ["m.P"]},
        "m.E": {"k": "E", "e": {"A": 0}},
        "m.C": {"k": "C"},
    }
    v2 = merged(new)
    alpha = Library("@aws-cdk/aws-x-alpha", Blocks(pack({"versions": ["1"]}, {"Moved": {"k": "C"}})))
    assert dict(removals(old, v2, [alpha])) == {
        "m.P": {"m": {"gone": "use kept"}},
        "m.Sub": {"m": {"gone": "use kept"}},
        "m.E": {"m": {"B": "use A"}},
        "m.C": {"m": {"old": "use new"}},
        "m.Gone": {"d": "never again"},
        "aws_x.Moved": {"d": "use `@aws-cdk/aws-x-alpha` instead"},
    }


ALPHA_CODE = """
"use strict";
class Crate extends core_1.Resource {
    constructor(scope, id, props) {
        super(scope, id, {
            physicalName: props.crateName,
        });
        const crate = new aws_m_1.CfnBox(this, 'Resource', {
            name: this.physicalName,
        });
        if (props.removalPolicy) {
            crate.applyRemovalPolicy(props.removalPolicy);
        }
    }
}
"""


def test_a_construct_of_an_alpha_package(tmp_path: Path) -> None:
    source = ALPHA_CODE + "\n" * 50 + "//# sourceMappingURL=data:application/json;base64," + "A" * 200_000
    code = class_code(package(tmp_path, {"lib/crate.js": source}), {"Crate": "lib/crate.ts"})
    assert len(code["Crate"]) < 1000
    records: dict[str, Any] = {
        "Crate": {"k": "C", "a": [["props", "CrateProps", 0]]},
        "CrateProps": struct(crateName=["s", 0], removalPolicy=["s", 0]),
        "/aws-cdk-lib.aws_m.CfnBox": {"k": "C", "t": "Acme::M::Box", "n": "name", "cn": "Name"},
    }

    class Spec:
        def physical_name(self, deployed: str) -> str | None:
            return None

        def spelling(self, deployed: str, name: str) -> str | None:
            return name.capitalize()

    supplement: dict[str, Any] = {
        "cloudformation": {"default-removal": {}},
        "cdk": {"physical-name": {}, "resource-class": {}, "deployed-type": {}},
    }
    ConstructFacts(records, code, Spec(), supplement, "aws_m").apply()  # type: ignore[arg-type]
    crate = records["Crate"]
    assert (crate["t"], crate["n"], crate["cn"], crate["r"]) == ("Acme::M::Box", "crateName", "Name", "destroy")


def test_constructs_on_bases_of_another_library() -> None:
    bases = Library(
        "aws-cdk-lib",
        Blocks(
            pack({"versions": ["1"]}, {"Resource": {"k": "C", "b": ["/constructs.Construct"]}, "Thing": {"k": "V"}})
        ),
    )
    data = {
        "name": "acme",
        "types": {
            "acme.A": {"kind": "class", "name": "A", "base": "aws-cdk-lib.Resource"},
            "acme.B": {"kind": "class", "name": "B", "base": "acme.A"},
            "acme.C": {"kind": "class", "name": "C", "base": "aws-cdk-lib.Thing"},
        },
    }
    kinds = {identity: record["k"] for identity, record in Assembly(data, True, (), bases).records()}
    assert kinds == {"A": "C", "B": "C", "C": "V"}


def test_a_custom_resource_of_the_supplement() -> None:
    records: dict[str, Any] = {"m.LogRetention": {"k": "C"}}
    listed = {"m.LogRetention": {"t": "Custom::LogRetention", "r": "retain"}}
    supplement: dict[str, Any] = {
        "cloudformation": {"default-removal": {}},
        "cdk": {"physical-name": {}, "resource-class": {}, "deployed-type": listed},
    }
    ConstructFacts(records, {}, None, supplement).apply()  # type: ignore[arg-type]
    assert records["m.LogRetention"] == {"k": "C", "t": "Custom::LogRetention", "r": "retain"}


# --- Pulumi -----------------------------------------------------------------------------------------------------------------

DECLARED = """
import { Function as LambdaFunction } from "./function";
export declare class Vpc extends pulumi.ComponentResource {
    readonly vpcId: pulumi.Output<string>;
    constructor(name: string, args?: VpcArgs, opts?: pulumi.ComponentResourceOptions);
}
export interface VpcArgs {
    cidr?: string;
}
export declare class Local extends pulumi.ComponentResource {
    constructor(name: string, args: LocalShape, opts?: pulumi.ComponentResourceOptions);
}
export declare class Handler<E, R> extends LambdaFunction {
    constructor(name: string, args: HandlerArgs, opts?: pulumi.CustomResourceOptions);
}
export interface HandlerArgs extends Elsewhere {
    callback: any;
}
"""
SHIPPED = """
class Vpc extends pulumi.ComponentResource {
    constructor(name, args, opts) {
        super(Vpc.__pulumiType, name, resourceInputs, opts, true /*remote*/);
    }
}
Vpc.__pulumiType = 'acme:ec2:Vpc';
class Local extends pulumi.ComponentResource {
    constructor(name, args, opts) {
        super("acme:x:ec2:Local", name, {}, opts);
    }
}
"""
FUNCTION = """
export declare class Function extends pulumi.CustomResource {
    constructor(name: string, args?: FunctionArgs, opts?: pulumi.CustomResourceOptions);
}
export interface FunctionArgs {
    name?: pulumi.Input<string>;
    role: pulumi.Input<string>;
}
"""


@pytest.fixture
def sdk(tmp_path: Path) -> dict[str, Any]:
    files = {
        "ec2/vpc.d.ts": DECLARED,
        "ec2/vpc.js": SHIPPED,
        "ec2/function.d.ts": FUNCTION,
        "ec2/function.js": "class Function extends pulumi.CustomResource {\n static __pulumiType = 'acme:e.c/v2:Function';",
        "other/function.d.ts": FUNCTION,
    }
    written = {"class": {"ec2.Written": {"extends": "ec2.Function", "arguments": {"role": "any", "callback": "any"}}}}
    return dict(Sdk(package(tmp_path, files, pulumi={"resource": True}, name="@pulumi/acme"), written).records())


def test_components_of_the_provider_and_of_the_program(sdk: dict[str, Any]) -> None:
    assert (sdk["ec2.Vpc"]["k"], sdk["ec2.Vpc"]["t"], sdk["ec2.Vpc"]["o"]) == ("R", "acme:ec2:Vpc", ["vpcId"])
    assert sdk["ec2.Local"] == {"k": "B", "t": "acme:x:ec2:Local", "x": 1}


def test_the_token_is_the_one_that_the_code_has(sdk: dict[str, Any]) -> None:
    assert sdk["ec2.Function"]["t"] == "acme:e.c/v2:Function"
    assert sdk["other.Function"]["t"] == "acme:other/function:Function"


def test_classes_on_top_of_a_resource(sdk: dict[str, Any]) -> None:
    handler = sdk["ec2.Handler"]
    assert (handler["k"], handler["b"], handler["x"]) == ("R", ["ec2.Function"], 1)
    assert sdk["ec2.Written"] == {
        "k": "R",
        "b": ["ec2.Function"],
        "t": "acme:e.c/v2:Function",
        "n": "name",
        "p": {"name": ["s", 0, "", ""], "role": ["any", 0, "", ""], "callback": ["any", 0, "", ""]},
    }


def test_a_slim_sdk_has_no_outputs(tmp_path: Path) -> None:
    files = {"ec2/vpc.d.ts": DECLARED, "ec2/vpc.js": SHIPPED, "ec2/function.d.ts": FUNCTION}
    records = dict(Sdk(package(tmp_path, files, pulumi={"name": "acme"}), {}, slim=True).records())
    assert "o" not in records["ec2.Vpc"]
    assert records["ec2.Vpc"]["p"] == {"cidr": ["s", 0, "", ""]}
