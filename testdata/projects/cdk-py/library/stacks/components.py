"""Constructs of the house: each has the settings that all of them need."""

from abc import ABC, abstractmethod

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from constructs import Construct

COMMON_FUNCTION = {"runtime": lambda_.Runtime.PYTHON_3_11, "handler": "index.handler", "memory_size": 256}


class StandardBucket(s3.Bucket):
    def __init__(self, scope: Construct, construct_id: str, *, bucket_name: str, **kwargs) -> None:
        kwargs.setdefault("removal_policy", RemovalPolicy.DESTROY)
        kwargs.setdefault("encryption", s3.BucketEncryption.S3_MANAGED)
        super().__init__(
            scope,
            construct_id,
            bucket_name=bucket_name,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            **kwargs,
        )


class Worker(Construct):
    """A function with a log group of its own."""

    kind = "worker"

    def __init__(self, scope: Construct, construct_id: str, environment_suffix: str, **overrides) -> None:
        super().__init__(scope, construct_id)
        self.environment_suffix = environment_suffix
        self.function = lambda_.Function(
            self,
            "Function",
            function_name=self.physical_name,
            code=lambda_.Code.from_inline(self.code()),
            **{**COMMON_FUNCTION, "timeout": Duration.seconds(30), **overrides},
        )
        self.log_group = logs.LogGroup(
            self,
            "Logs",
            log_group_name=f"/aws/lambda/{self.physical_name}",
            retention=logs.RetentionDays.ONE_WEEK,
            removal_policy=RemovalPolicy.DESTROY,
        )

    @property
    def physical_name(self) -> str:
        return f"library-{self.kind}-{self.environment_suffix}"

    def code(self) -> str:
        return "def handler(event, context):\n    return event\n"


class Reminder(Worker):
    kind = "reminder"


class Importer(Worker):
    kind = "importer"

    def __init__(self, scope: Construct, construct_id: str, environment_suffix: str, source: s3.IBucket) -> None:
        super().__init__(scope, construct_id, environment_suffix, memory_size=1024)
        source.grant_read(self.function)
        self.function.add_environment("SOURCE", source.bucket_name)
