"""The vocabulary of meanings: which property says what, in each framework's notation.

One row is ``(deployed type glob, path)`` or, with a third element, what the property's values mean; a ``@`` path is a Pulumi resource option; a
path ``type>link>path`` reads the satellite resource of that type whose ``link`` property refers to this one (Terraform splits a bucket into
several resources). The first row that the resource says anything about decides. Constructs of CDK (L2 and L1) are listed under
the CloudFormation type they become.
"""

from __future__ import annotations

Constant = str | int | float | bool | None
Meaning = dict[Constant, Constant]
Row = tuple[str, str] | tuple[str, str, Meaning]

INVERTED: Meaning = {True: False, False: True, "true": False, "false": True}
ACTIVE: Meaning = {"ACTIVE": True, "INACTIVE": False}
ENABLED: Meaning = {"Enabled": True, "Suspended": False, "Disabled": False}

FORCED_BY_DELETE = ("aws_ecr_repository", "aws:ecr/repository:Repository")


def _rows(types: tuple[str, ...], path: str) -> tuple[Row, ...]:
    return tuple((glob, path) for glob in types)


FACETS: dict[str, tuple[Row, ...]] = {
    "deletion_protection": (
        ("AWS::Cognito::UserPool", "deletionProtection", ACTIVE),
        ("aws_cognito_user_pool", "deletionProtection", ACTIVE),
        ("aws:cognito/userPool:UserPool", "deletionProtection", ACTIVE),
        ("*", "deletionProtection"),
        ("*", "deletionProtectionEnabled"),
        ("*", "enableDeletionProtection"),
    ),
    # of a stack, which no resource in it has a say in; of the instances of a cluster
    "termination_protection": (
        ("aws-cdk-lib.Stack", "terminationProtection"),
        ("AWS::EMR::Cluster", "instances.terminationProtected"),
    ),
    "removal_policy": (("AWS::*", "removalPolicy"), ("AWS::*", "deletionPolicy")),
    "prevent_destroy": (("*_*", "lifecycle.preventDestroy"),),
    "protect": (("*:*/*:*", "@protect"),),
    "retain_on_delete": (("*:*/*:*", "@retainOnDelete"),),
    "final_snapshot": (("*", "skipFinalSnapshot", INVERTED),),
    "final_snapshot_name": (("*", "finalSnapshotIdentifier"),),
    "force_destroy": (
        ("AWS::S3::Bucket", "autoDeleteObjects"),
        ("AWS::ECR::Repository", "emptyOnDelete"),
        ("AWS::ECR::Repository", "autoDeleteImages"),
        *_rows(FORCED_BY_DELETE, "forceDelete"),
        ("*", "forceDestroy"),
    ),
    "recovery_window": (("*", "recoveryWindowInDays"),),
    "tags": (("*", "tags"),),
    "encrypted": (
        ("*", "storageEncrypted"),
        ("*", "encrypted"),
        ("AWS::DynamoDB::*", "encryption"),
        ("AWS::S3::Bucket", "encryption"),
        ("AWS::S3::Bucket", "bucketEncryption"),
    ),
    "kms_key": (("*", "kmsKeyId"), ("*", "kmsMasterKeyId"), ("*", "encryptionKey"), ("*", "masterKey")),
    "public": (("*", "publiclyAccessible"), ("AWS::S3::Bucket", "publicReadAccess")),
    "versioned": (
        ("AWS::S3::Bucket", "versioned"),
        ("AWS::S3::Bucket", "versioningConfiguration.status", ENABLED),
        ("aws_s3_bucket", "versioning.enabled"),
        ("aws_s3_bucket", "aws_s3_bucket_versioning>bucket>versioningConfiguration.status", ENABLED),
        ("aws:s3/bucket*:*", "versioning.enabled"),
        ("aws:s3/bucket*:*", "aws:s3/bucketVersioning*:*>bucket>versioningConfiguration.status", ENABLED),
    ),
    "multi_az": (("*", "multiAz"), ("*", "multiAzEnabled")),
    "backup_retention": (("*", "backupRetentionPeriod"), ("*", "backupRetention"), ("*", "backup.retention")),
    "log_retention": (("AWS::Logs::LogGroup", "retention"), ("*", "retentionInDays")),
}
