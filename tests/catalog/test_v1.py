"""What CDK v2 removed."""

from __future__ import annotations

from iaclint.catalog import load
from iaclint.catalog.v1 import removed_member, removed_type


def test_members_that_v2_does_not_have() -> None:
    assert "PRIVATE_WITH_NAT" in (removed_member("aws_ec2.SubnetType", "PRIVATE") or "")
    assert removed_member("aws_ec2.SubnetType", "PUBLIC") is None
    assert removed_member("aws_ec2.SubnetType", "NEVER_WAS") is None
    assert removed_member("aws_ec2.Nothing", "PRIVATE") is None


def test_properties_in_either_spelling() -> None:
    gone = removed_member("aws_rds.DatabaseInstanceProps", "vpcPlacement")
    assert gone is not None
    assert removed_member("aws_rds.DatabaseInstanceProps", "vpc_placement") == gone
    assert removed_member("aws_rds.DatabaseInstanceProps", "vpc") is None


def test_types_that_are_gone_or_moved_to_an_alpha_package() -> None:
    assert removed_type("aws_s3.Bucket") is None
    assert removed_type("aws_lambda_python.PythonFunction") == "use `@aws-cdk/aws-lambda-python-alpha` instead"
    assert removed_type("no.Such") is None


def test_nothing_that_v2_has_is_told_as_removed() -> None:
    cdk = load("aws-cdk-lib")
    for identity in cdk.ids("aws_ec2"):
        assert removed_type(identity) is None
        kind = cdk.get(identity)
        assert kind is not None
        for name in kind.properties():
            assert removed_member(identity, name) is None, f"{identity}.{name}"
