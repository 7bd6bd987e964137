"""What properties may be set to, in CloudFormation, Terraform and Pulumi."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.catalog.blocks import Blocks, pack
from iaclint.catalog.cloudformation import Constraint
from iaclint.catalog.values import Limits, limits, plain
from tests.catalog.test_generator import package
from tools.catalog.pulumi import Sdk
from tools.catalog.values import CloudFormationValues, Values, written_values

TABLES = ("AWS::DynamoDB::Table", "aws_dynamodb_table", "aws:dynamodb/table:Table", "aws-native:dynamodb:Table")


def of(type: str) -> Limits:
    found = limits(type)
    assert found is not None, type
    return found


def constraint(type: str, path: str) -> Constraint | None:
    *blocks, last = path.split(".")
    found: Limits | None = of(type)
    for name in blocks:
        found = found.within(name) if found is not None else None
    return found.of(last) if found is not None else None


def fault(type: str, path: str, value: str | int) -> str | None:
    found = constraint(type, path)
    assert found is not None, path
    return found.fault(value)


@pytest.mark.parametrize("type", TABLES)
@pytest.mark.parametrize("name", ["billingMode", "BillingMode", "billing_mode"])
def test_one_constraint_in_all_notations(type: str, name: str) -> None:
    if name == "billing_mode" and ":" in type and not type.startswith("aws:"):
        return  # CloudFormation has no such notation
    assert fault(type, name, "PAY_PER_REQUEST") is None
    assert fault(type, name, "ON_DEMAND") == "value"


def test_blocks_within_blocks() -> None:
    path = "rules.transitions.storageClass"
    assert fault("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", path, "COLD") == "value"
    path = "rule.transition.storage_class"
    assert fault("aws_s3_bucket_lifecycle_configuration", path, "COLD") == "value"
    assert fault("aws_s3_bucket_lifecycle_configuration", path, "GLACIER_IR") is None
    assert fault("AWS::S3::Bucket", "VersioningConfiguration.Status", "On") == "value"
    assert of("AWS::S3::Bucket").within("BucketName") is None
    assert of("aws_dynamodb_table").within("billing_mode") is None


def test_what_terraform_has_beside_cloudformation() -> None:
    assert fault("aws_cloudwatch_log_group", "retention_in_days", 0) is None
    assert fault("aws_cloudwatch_log_group", "retention_in_days", 45) == "value"
    assert fault("AWS::Logs::LogGroup", "RetentionInDays", 0) == "value"
    assert fault("aws_s3_bucket_versioning", "versioning_configuration.status", "Disabled") is None
    secret = constraint("aws_ssm_parameter", "type")
    assert secret is None or secret.fault("SecureString") is None


def test_resources_that_terraform_calls_otherwise() -> None:
    assert fault("aws_vpc", "instance_tenancy", "shared") == "value"
    assert fault("aws:ec2/vpc:Vpc", "instanceTenancy", "shared") == "value"


@pytest.mark.parametrize(
    "type",
    ["aws_no_such_thing", "google_storage_bucket", "AWS::S3::Bocket", "aws-native:s3:Bocket", "random:index:X", ""],
)
def test_types_of_which_nothing_is_known(type: str) -> None:
    assert limits(type) is None


@given(st.text(max_size=30), st.sampled_from(["AWS::S3::Bucket", "aws_s3_bucket", "aws-native:", "aws:"]))
def test_any_name_gets_an_answer(name: str, prefix: str) -> None:
    found = limits(prefix) if name == "" else limits("aws_s3_bucket_versioning")
    if found is not None:
        found.of(name)
        found.within(name)
    limits(prefix + name)


def test_names_without_what_notations_differ_in() -> None:
    assert plain("retentionInDays") == plain("retention_in_days") == plain("RetentionInDays")
    assert plain("policies") == plain("policy")


# --- the generator ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("How. The valid values are `A` and `B-C`. Defaults to `A`.", {"A", "B-C"}),
        ("Valid Values: `GLACIER`, `A.b`.", {"GLACIER", "A.b"}),
        ("Possible values are: 1, 3, 3653, and 0.\nIf you select 7, never.", {"1", "3", "3653", "0"}),
        ("Valid types are `String` and `SecureString`.", {"String", "SecureString"}),
        ("One of `on` or `off`", {"on", "off"}),
        ("The mode of the thing.", set()),
        ("Valid values: [`A`](https://example.com/B), `C`", {"A", "C"}),
    ],
)
def test_the_values_that_a_documentation_lists(text: str, values: set[str]) -> None:
    assert written_values(text) == values


def test_only_what_both_sources_say_is_taken_over(tmp_path: Path) -> None:
    declared = {
        "same": "Valid values are `ON` and `OFF`.",
        "cased": "Valid values are `on` and `off`.",
        "other": "Valid values are `yes` and `no`.",
        "untold": "The state.",
        "mentioned": "The state, `ON` by default; `AUTO` on Sundays.",
        "anyhow": "Valid values are `ON` and `OFF`, case insensitive.",
        "size": "The size.",
        "large": "Valid values are `1` and `900`.",
        "elsewhere": "Valid values are `HOT` and `COLD`.",
    }
    members = "".join(
        f"    /**\n     * {text}\n     */\n    {name}?: pulumi.Input<string>;\n" for name, text in declared.items()
    )
    files = {
        "svc/thing.d.ts": "export declare class Thing extends pulumi.CustomResource {\n}\n"
        "export interface ThingArgs {\n" + members + "}\n",
        "types/input.d.ts": "",
    }
    sdk = Sdk(package(tmp_path, files, pulumi={"name": "aws"}), {})
    switch = ["s", 0, {"e": ["OFF", "ON"], "p": "^O"}]
    known = {
        "AWS::Svc::Thing": {
            "p": {
                **dict.fromkeys(["Same", "Cased", "Other", "Untold", "Mentioned", "Anyhow"], switch),
                "Size": ["i", 0, {"r": [1, 10]}],
                "Large": ["i", 0, {"r": [1, 10]}],
            }
        },
        "AWS::Svc::Other": {"p": {"Elsewhere": ["s", 0, {"e": ["COLD", "HOT", "WARM"]}]}},
    }
    found = Values([sdk], CloudFormationValues(Blocks(pack({}, known)), {})).records()
    assert json.loads(json.dumps(found)) == {
        "svcthing": {
            "same": {"e": ["OFF", "ON"]},
            "cased": {"e": ["OFF", "ON", "off", "on"], "ci": 1},
            "untold": {"e": ["OFF", "ON"], "ci": 1},
            "mentioned": {"e": ["AUTO", "OFF", "ON"], "ci": 1},
            "anyhow": {"e": ["OFF", "ON"], "ci": 1},
            "size": {"r": [1, 10]},
            "elsewhere": {"e": ["COLD", "HOT", "WARM"]},
        }
    }
