"""The generator: what it makes of assemblies, declarations, shipped code, and of several versions."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest

from iaclint.catalog.blocks import Blocks, pack
from iaclint.catalog.library import Library
from tools.catalog.cdk import ConstructFacts, class_code
from tools.catalog.cloudformation import _physical_name
from tools.catalog.history import History
from tools.catalog.iam import action_records, managed_policy_records
from tools.catalog.jsii import Assembly, simplified
from tools.catalog.packages import Package
from tools.catalog.pulumi import Sdk, physical_name
from tools.catalog.pulumi_core import core_records
from tools.catalog.terraform import Bridge, index_records
from tools.catalog.typescript import TypeReader


def package(folder: Path, files: dict[str, str], **manifest: Any) -> Package:
    described = {"name": "acme", "version": "1.0.0", "license": "MIT", **manifest}
    path = folder / "acme-1.0.0.tgz"
    with tarfile.open(path, "w:gz") as archive:
        for name, text in {"package.json": json.dumps(described), **files}.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
    return Package(path, "2026-01-01")


def library(versions: list[str], records: dict[str, Any], deploys: str = "cloudformation") -> Library:
    meta = {"library": "acme", "versions": versions, "deploys": deploys}
    return Library("acme", Blocks(pack(meta, records)))


def struct(**properties: list[Any]) -> dict[str, Any]:
    return {"k": "S", "p": {name: [*fields, "", ""][:4] for name, fields in properties.items()}}


def test_what_the_members_of_an_enum_are() -> None:
    history = History()
    history.add("1.0", {"m.E": {"k": "E", "e": {"On": [None, ""], "NodeJS20dX": [None, "nodejs18.x"]}}}.items())
    members = {"On": [None, ""], "NodeJS20dX": ["old", "nodejs20.x"], "One": [None, 1], "None": [None, None]}
    history.add("2.0", {"m.E": {"k": "E", "e": members}}.items())
    kind = library(history.versions, history.records(), "pulumi").get("m.E")
    assert kind is not None
    values = {name: member.value for name, member in kind.properties().items()}
    assert values == {"On": "On", "NodeJS20dX": "nodejs20.x", "One": 1, "None": ""}
    member = kind.member("NODE_JS20D_X")
    assert member is not None
    assert (member.value, member.deprecated, member.since) == ("nodejs20.x", "old", None)
    other = library(["1"], {"m.E": {"k": "E", "e": {"A": 0}}}).get("m.E")
    assert other is not None
    assert [each.value for each in other.properties().values()] == [None]


# --- several versions -------------------------------------------------------------------------------------------------


def merged(*versions: dict[str, Any]) -> Library:
    history = History()
    for number, records in enumerate(versions, 1):
        history.add(f"{number}.0", records.items())
    return library(history.versions, history.records())


def test_a_property_has_the_versions_it_was_seen_in() -> None:
    found = merged(
        {"m.P": struct(stays=["s", 0], goes=["s", 0])},
        {"m.P": struct(stays=["s", 0], goes=["s", 0], comes=["n", 1])},
        {"m.P": struct(stays=["s", 0], comes=["n", 1])},
    ).get("m.P")
    assert found is not None
    facts = {name: (each.since, each.until) for name, each in found.properties().items()}
    assert facts == {"stays": (None, None), "goes": (None, "2.0"), "comes": ("2.0", None)}


def test_a_deprecation_has_the_first_version_and_the_last_message() -> None:
    found = merged(
        {"m.P": struct(a=["s", 0], b=["s", 2, "old"])},
        {"m.P": struct(a=["s", 2, "first"], b=["s", 2, "old"])},
        {"m.P": struct(a=["s", 2, "use `b`"], b=["s", 0])},
    ).get("m.P")
    assert found is not None
    a, b = found.properties()["a"], found.properties()["b"]
    assert (a.deprecated, a.deprecated_since) == ("use `b`", "2.0")
    assert b.deprecated is None


def test_a_property_that_moves_to_a_base_is_not_removed() -> None:
    found = merged(
        {"m.P": struct(a=["s", 0])},
        {"m.P": {"k": "S", "b": ["m.Base"]}, "m.Base": struct(a=["s", 0])},
    ).get("m.P")
    assert found is not None
    assert (found.properties()["a"].since, found.properties()["a"].until) == (None, None)


def test_an_inherited_property_that_came_later_tells_so() -> None:
    loaded = merged(
        {"m.P": struct(a=["s", 0])},
        {"m.P": {"k": "S", "b": ["m.Base"], "p": {"a": ["s", 0, "", ""]}}, "m.Base": struct(b=["s", 0])},
    )
    found = loaded.get("m.P")
    assert found is not None
    assert found.properties()["b"].since == "2.0"


def test_what_a_base_says_is_not_stored_twice() -> None:
    history = History()
    history.add("1.0", {"m.P": {"k": "S", "b": ["m.Base"]}, "m.Base": struct(a=["s", 0])}.items())
    assert "p" not in history.records()["m.P"]


def test_types_and_members_have_versions_too() -> None:
    enum = {"k": "E", "e": {"A": None}}
    loaded = merged(
        {"m.E": enum},
        {"m.E": {"k": "E", "e": {"A": "no longer", "B": None}}, "m.New": struct()},
        {"m.E": {"k": "E", "e": {"A": "no longer", "B": None}}, "m.New": {**struct(), "d": "soon gone"}},
    )
    found, new = loaded.get("m.E"), loaded.get("m.New")
    assert found is not None
    a, b = found.member("A"), found.member("B")
    assert a is not None
    assert (a.deprecated, a.deprecated_since) == ("no longer", "2.0")
    assert b is not None
    assert b.since == "2.0"
    assert new is not None
    assert (new.since, new.deprecated, new.deprecated_since) == ("2.0", "soon gone", "3.0")


def test_a_cycle_of_bases_ends() -> None:
    loaded = merged({"m.A": {"k": "I", "b": ["m.B"]}, "m.B": {"k": "I", "b": ["m.A"]}})
    found = loaded.get("m.A")
    assert found is not None
    assert [each.id for each in found.lineage()] == ["m.A", "m.B"]


# --- jsii ---------------------------------------------------------------------------------------------------------------

ASSEMBLY = {
    "name": "acme",
    "types": {
        "acme.m.Bucket": {
            "kind": "class",
            "name": "Bucket",
            "base": "acme.m.Base",
            "initializer": {
                "parameters": [
                    {"name": "id", "type": {"primitive": "string"}},
                    {"name": "props", "optional": True, "type": {"fqn": "acme.m.BucketProps"}},
                ]
            },
            "methods": [
                {"name": "grant", "returns": {"type": {"fqn": "acme.m.Grant"}}, "docs": {"deprecated": "use\n x"}}
            ],
        },
        "acme.m.Base": {"kind": "class", "name": "Base", "base": "constructs.Construct", "abstract": True},
        "acme.m.BucketProps": {
            "kind": "interface",
            "name": "BucketProps",
            "datatype": True,
            "properties": [
                {"name": "rules", "type": {"collection": {"kind": "array", "elementtype": {"fqn": "acme.m.Rule"}}}},
                {
                    "name": "old",
                    "optional": True,
                    "type": {"primitive": "string"},
                    "docs": {"deprecated": "Use the `rules` property instead of this fine one"},
                },
            ],
        },
        "acme.m.CfnBucket": {
            "kind": "class",
            "name": "CfnBucket",
            "base": "acme.CfnResource",
            "docs": {"custom": {"cloudformationResource": "AWS::S3::Bucket"}},
        },
        "acme.mixins.Thing": {"kind": "enum", "name": "Thing", "members": [{"name": "A"}]},
    },
}


def test_records_of_an_assembly() -> None:
    records = dict(Assembly(ASSEMBLY, True, ["mixins"]).records())
    assert sorted(records) == ["m.Base", "m.Bucket", "m.BucketProps", "m.CfnBucket"]
    assert records["m.Bucket"] == {
        "k": "C",
        "b": ["m.Base"],
        "a": [["id", "s", 0], ["props", "m.BucketProps", 1]],
        "m": {"grant": [2, [], "m.Grant", "use x"]},
    }
    assert records["m.BucketProps"]["p"]["rules"] == ["[]m.Rule", 1, "", ""]
    assert records["m.CfnBucket"]["t"] == "AWS::S3::Bucket"


def test_without_prose_only_the_replacements_name_is_kept() -> None:
    records = dict(Assembly(ASSEMBLY, False).records())
    assert records["m.BucketProps"]["p"]["old"] == ["s", 2, "use `rules` instead", ""]
    assert records["m.Bucket"]["m"]["grant"][3] == "deprecated"


@pytest.mark.parametrize(
    ("expression", "shorter"),
    [
        ("(IResolvable|s)", "~s"),
        ("(/cdktf.IResolvable|[](a.B|b))", "(/cdktf.IResolvable|[](a.B|b))"),
        ("([]a.B|/cdktn.IResolvable)", "~[]a.B"),
        ("[](IResolvable|a.B)", "[]~a.B"),
        ("(IResolvable|[](IResolvable|a.B))", "~[]~a.B"),
        ("(a.B|s)", "(a.B|s)"),
    ],
)
def test_tokens_in_types(expression: str, shorter: str) -> None:
    assert simplified(expression) == shorter


# --- the code that aws-cdk-lib ships --------------------------------------------------------------------------------------

CODE = """
class PrivateBase extends core().Resource{constructor(scope,id,props){super(scope,id,{physicalName:props.boxName})}}
let Box=(()=>{let _classSuper=PrivateBase;var Box2=class extends _classSuper{
static fromName(scope,id){class Import extends core().Resource{}return new Import(scope,id)}
constructor(scope,id,props){super(scope,id,props);const resource=new(m_generated_1()).CfnBox(this,"Resource",
{name:this.physicalName,size:{n:1}});resource.applyRemovalPolicy(props.removalPolicy);new(m_generated_1()).CfnLid(this,"Lid",{})}};return Box2})();
class Crate extends core().Resource{constructor(scope,id,props){super(scope,id);const crate=new(m_generated_1()).CfnBox(this,"Resource",{name:props.label});
crate.applyRemovalPolicy(props.removalPolicy??core().RemovalPolicy.SNAPSHOT)}}
class Chest extends core().Resource{constructor(scope,id,props){super(scope,id);this.r=new(m_generated_1()).CfnBox(this,"Resource",{});
props.removalPolicy&&this.r.applyRemovalPolicy(props.removalPolicy)}}
"""


class Spec:
    """Stands for CloudFormation's schema."""

    def physical_name(self, deployed: str) -> str | None:
        return "Name" if deployed == "Acme::M::Box" else None

    def spelling(self, deployed: str, name: str) -> str | None:
        return {"name": "Name"}.get(name)


@pytest.fixture
def constructs(tmp_path: Path) -> dict[str, Any]:
    props = struct(boxName=["s", 0], label=["s", 0], removalPolicy=["s", 0])
    cfn = struct(name=["s", 0])
    init = [["scope", "/constructs.Construct", 0], ["id", "s", 0], ["props", "m.Props", 0]]
    cfn_init = [*init[:2], ["props", "m.CfnBoxProps", 0]]
    records: dict[str, Any] = {
        **{f"m.{name}": {"k": "C", "a": init} for name in ("Box", "Crate", "Chest")},
        "m.Props": props,
        "m.CfnBoxProps": cfn,
        "m.CfnBox": {"k": "C", "t": "Acme::M::Box", "a": cfn_init},
        "m.CfnLid": {"k": "C", "t": "Acme::M::Lid", "a": cfn_init},
        "m.BigBox": {"k": "C", "b": ["m.Box"], "a": init},
    }
    code = class_code(package(tmp_path, {"m/box.js": CODE}), {f"m.{n}": "m/box.ts" for n in ("Box", "Crate", "Chest")})
    supplement: dict[str, Any] = {
        "cloudformation": {"default-removal": {}},
        "cdk": {"physical-name": {}, "resource-class": {}, "deployed-type": {}},
    }
    ConstructFacts(records, code, Spec(), supplement).apply()  # type: ignore[arg-type]
    return records


@pytest.mark.parametrize(
    ("identity", "facts"),
    [
        ("m.Box", ("m.CfnBox", "Acme::M::Box", "boxName", "Name", "retain")),
        ("m.BigBox", ("m.CfnBox", "Acme::M::Box", "boxName", "Name", "retain")),
        ("m.Crate", ("m.CfnBox", "Acme::M::Box", "label", "Name", "snapshot")),
        ("m.Chest", ("m.CfnBox", "Acme::M::Box", None, None, "destroy")),
    ],
)
def test_what_shipped_code_tells(constructs: dict[str, Any], identity: str, facts: tuple[str | None, ...]) -> None:
    assert tuple(constructs[identity].get(key) for key in ("c", "t", "n", "cn", "r")) == facts


def test_a_cloudformation_property_that_only_refers_is_no_name() -> None:
    string = {"type": {"type": "string"}, "causesReplacement": "yes"}
    rule = {"properties": {"EventBusName": string, "Name": string}, "cloudFormationType": "AWS::Events::Rule"}
    version = {"properties": {"FunctionName": string}, "cloudFormationType": "AWS::Lambda::Version"}
    policy = {"properties": {"Policy": string}, "cloudFormationType": "AWS::X::ResourcePolicy"}
    assert _physical_name(rule) == "Name"
    assert _physical_name(version) is None
    assert _physical_name(policy) is None


# --- Pulumi -----------------------------------------------------------------------------------------------------------------

BUCKET = """
import * as inputs from "../types/input";
export declare class Bucket extends pulumi.CustomResource {
    /**
     * Text.
     */
    readonly arn: pulumi.Output<string>;
    readonly bucket: pulumi.Output<string>;
    constructor(name: string, args?: BucketArgs, opts?: pulumi.CustomResourceOptions);
}
export interface BucketArgs {
    /**
     * The acl.
     *
     * @deprecated acl is deprecated. Use the
     * aws.s3.BucketAcl resource instead.
     */
    acl?: pulumi.Input<string | enums.s3.CannedAcl | undefined>;
    bucket?: pulumi.Input<string | undefined>;
    bucketPrefix?: pulumi.Input<string | undefined>;
    corsRules?: pulumi.Input<pulumi.Input<inputs.s3.BucketCorsRule>[] | undefined>;
    tags?: pulumi.Input<{
        [key: string]: pulumi.Input<string>;
    } | undefined>;
    topic: pulumi.Input<string | Topic>;
}
"""
INPUT = """
export declare namespace s3 {
    interface BucketCorsRule {
        allowedHeaders?: pulumi.Input<pulumi.Input<string>[] | undefined>;
        maxAge: pulumi.Input<number>;
    }
}
"""
ENUM = """
/** @deprecated no more */
export declare const CannedAcl: {
    readonly Private: "private";
    /**
     * @deprecated insecure
     */
    readonly PublicRead: "public-read";
};
"""


def test_records_of_a_pulumi_sdk(tmp_path: Path) -> None:
    files = {
        "s3/bucket.d.ts": BUCKET,
        "s3/topic.d.ts": "",
        "s3/getBucket.d.ts": "export declare function getBucket(args: GetBucketArgs, opts?: X): Y;\n"
        "export interface GetBucketArgs {\n    bucket: string;\n}\n",
        "types/input.d.ts": INPUT,
        "types/enums/s3/index.d.ts": ENUM,
        "utilities.d.ts": "export declare function getVersion(): string;",
    }
    records = dict(Sdk(package(tmp_path, files, pulumi={"name": "aws"}), {}).records())
    assert sorted(records) == ["s3.Bucket", "s3.CannedAcl", "s3.getBucket", "types.s3.BucketCorsRule"]
    bucket = records["s3.Bucket"]
    assert (bucket["t"], bucket["n"], bucket["o"]) == ("aws:s3/bucket:Bucket", "bucket", ["arn"])
    message = "acl is deprecated. Use the aws.s3.BucketAcl resource instead."
    assert bucket["p"]["acl"] == ["(s|s3.CannedAcl)", 2, message, ""]
    assert bucket["p"]["corsRules"] == ["[]types.s3.BucketCorsRule", 0, "", ""]
    assert bucket["p"]["tags"] == ["{}s", 0, "", ""]
    assert bucket["p"]["topic"] == ["(s|s3.Topic)", 1, "", ""]
    assert records["types.s3.BucketCorsRule"]["p"]["maxAge"] == ["n", 1, "", ""]
    assert records["s3.CannedAcl"]["e"] == {"Private": [None, "private"], "PublicRead": ["insecure", "public-read"]}
    assert records["s3.getBucket"] == {"k": "F", "p": {"bucket": ["s", 1, "", ""]}}


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("pulumi.Input<pulumi.Input<pulumi.Input<string>[]>[]>", "[][]s"),
        ("{[key: string]: pulumi.Input<number>}", "{}n"),
        ("pulumi.Input<pulumi.asset.Archive>", "any"),
        ('"a" | "b"', "s"),
        ("Promise<Thing>", "any"),
        ("pulumi.Input<", "any"),
        ("", "any"),
    ],
)
def test_pulumi_types(text: str, expression: str) -> None:
    assert TypeReader(text, {}).read() == expression


@pytest.mark.parametrize(
    ("kind", "properties", "name"),
    [
        ("Bucket", {"bucket": "s", "bucketPrefix": "s", "name": "s"}, "bucket"),
        ("Role", {"name": "s", "namePrefix": "s", "policyName": "s"}, "name"),
        ("MetricAlarm", {"alarmName": ["s", 1], "metricName": "s"}, "alarmName"),
        ("ReplicationGroup", {"replicationGroupId": "s", "subnetGroupName": "s"}, "replicationGroupId"),
        ("DomainName", {"domainName": "s"}, None),
        ("Association", {"instanceId": "s"}, None),
        ("Thing", {"name": "[]s"}, None),
        ("DefaultSubnet", {"defaultSubnetId": "s"}, None),
    ],
)
def test_physical_name_argument(kind: str, properties: dict[str, Any], name: str | None) -> None:
    assert physical_name(kind, properties) == name


# --- Terraform ------------------------------------------------------------------------------------------------------------


def test_pulumis_deprecations_on_terraform_arguments() -> None:
    config = {"k": "S", "p": {"corsRule": "[]x", "acl": ["s", 1], "fine": "s", "odd": ["s", 2, -1, -1, 0, "kept"]}}
    records: dict[str, Any] = {
        "s3Bucket.S3Bucket": {"k": "R", "t": "aws_s3_bucket", "a": [["config", "s3Bucket.S3BucketConfig", 1]]},
        "s3Bucket.S3BucketConfig": config,
        "s3BucketAcl.S3BucketAcl": {"k": "R", "t": "aws_s3_bucket_acl"},
    }
    arguments = {
        "acl": ["s", 2, "acl is deprecated. Use the aws.s3.BucketAclV2 resource instead.", ""],
        "corsRules": ["[]x", 2, "Use aws.s3.Elsewhere.", ""],
        "fine": ["s", 0, "", ""],
        "odd": ["s", 2, "other", ""],
        "missing": ["s", 2, "gone", ""],
    }
    bridge = Bridge(records, {})
    bridge.carry_deprecations({"s3.Bucket": {"k": "R", "p": arguments}, "s3.Unheard": {"k": "R", "p": arguments}}, 1)
    assert config["p"] == {
        "acl": ["s", 3, -1, -1, 1, "Use the aws_s3_bucket_acl resource instead."],
        "corsRule": ["[]x", 2, -1, -1, 1, "deprecated"],
        "fine": "s",
        "odd": ["s", 2, -1, -1, 0, "kept"],
    }


def test_only_irregular_names_are_indexed() -> None:
    records = {
        "s3Bucket.S3Bucket": {"k": "R"},
        "provider.AwsProvider": {"k": "P"},
        "a.Twice": {"k": "R"},
        "b.Twice": {"k": "R"},
    }
    index = index_records(records, {"s3-bucket": "s3Bucket", "lexv2models-bot": "lexv2ModelsBot"})
    assert index == {
        "#AwsProvider": ["provider.AwsProvider"],
        "#Twice": ["a.Twice", "b.Twice"],
        "@lexv2models-bot": "lexv2ModelsBot",
    }
    assert library(["1"], {**records, **index}, "terraform").by_class("Twice") is None


# --- IAM --------------------------------------------------------------------------------------------------------------------


def test_iam_records(tmp_path: Path) -> None:
    actions = {
        "a": {"name": "GetIt", "accessLevel": "Read", "resourceTypes": []},
        "b": {"name": "PutIt", "accessLevel": "Permissions management, Write", "resourceTypes": [{"required": True}]},
        "c": {"name": "TagIt", "accessLevel": "Tagging, Write", "resourceTypes": [{"required": False}]},
        "d": {"name": "AskIt", "accessLevel": "Read", "resourceTypes": []},
    }
    policies: dict[str, Any] = {"svc": {"Actions": {"getit": {}, "oldit": {}}}, "old": {"Actions": {"doit": {}}}}
    (tmp_path / "actions").mkdir()
    (tmp_path / "linter").mkdir()
    found = action_records(
        package(tmp_path / "actions", {"data/actions/svc.json": json.dumps(actions)}),
        package(tmp_path / "linter", {"cfnlint/data/AdditionalSpecs/Policies.json": json.dumps(policies)}),
    )
    assert found == {
        "svc": {"R-": "AskIt,GetIt", "Pr": "PutIt", "To": "TagIt", "??": "oldit"},
        "old": {"??": "doit"},
    }


def test_the_options_of_pulumis_core(tmp_path: Path) -> None:
    resource = """
export declare abstract class Resource {
    readonly urn: Output<URN>;
}
export interface ResourceOptions {
    protect?: Input<boolean>;
    /**
     * @deprecated use aliases
     */
    name: string;
}
export interface CustomResourceOptions extends ResourceOptions {
    timeouts?: CustomTimeouts;
    import?: ID;
}
export interface CustomTimeouts {
    create?: string;
}
"""
    output = "export declare function interpolate(literals: TemplateStringsArray): Output<string>;\n"
    records = dict(core_records(package(tmp_path, {"resource.d.ts": resource, "output.d.ts": output})))
    assert records["Resource"] == {"k": "V", "x": 1}
    assert records["interpolate"] == {"k": "F", "x": 1}
    assert records["ResourceOptions"]["p"]["name"] == ["s", 3, "use aliases", ""]
    assert records["CustomResourceOptions"]["b"] == ["ResourceOptions"]
    assert records["CustomResourceOptions"]["p"]["timeouts"] == ["CustomTimeouts", 0, "", ""]


def test_managed_policies_keep_their_path(tmp_path: Path) -> None:
    policies = {"X": {"arn": "arn:aws:iam::aws:policy/service-role/X"}}
    found = managed_policy_records(package(tmp_path, {"dist/managedPolicies.json": json.dumps(policies)}))
    assert list(found) == ["service-role/X"]


def test_a_package_tells_its_source(tmp_path: Path) -> None:
    source = package(tmp_path, {}).source()
    assert {key: source[key] for key in ("name", "version", "licence", "date")} == {
        "name": "acme",
        "version": "1.0.0",
        "licence": "MIT",
        "date": "2026-01-01",
    }
    assert len(source["sha256"]) == 64
