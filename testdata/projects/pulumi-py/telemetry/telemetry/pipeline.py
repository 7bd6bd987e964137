import json
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws


@dataclass
class PipelineArgs:
    environment_suffix: str
    sources: list[str]


class Pipeline(pulumi.ComponentResource):
    """A Kinesis stream for each source, and a bucket for what comes out."""

    def __init__(self, name: str, args: PipelineArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("telemetry:index:Pipeline", name, None, opts)
        self.environment_suffix = args.environment_suffix
        self.streams = [self._stream(source) for source in args.sources]
        self.bucket = aws.s3.Bucket(
            "aggregates",
            bucket="telemetry-aggregates-production",
            acceleration_status="Enabled",
            opts=pulumi.ResourceOptions(parent=self, retain_on_delete=True),
        )
        self.role = aws.iam.Role(
            "writer",
            name="telemetry-writer",
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": "sts:AssumeRole",
                            "Principal": {"Service": "lambda.amazonaws.com"},
                        }
                    ],
                }
            ),
            managed_policy_arns=["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.table = aws.dynamodb.Table(
            "sources",
            **{
                "name": self._named("sources"),
                "billing_mode": "PAY_PER_REQUEST",
                "hash_key": "id",
                "attributes": [{"name": "id", "type": "S"}],
                "deletion_protection_enabled": True,
            },
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _stream(self, source: str) -> aws.kinesis.Stream:
        return aws.kinesis.Stream(
            f"{source}-events",
            name=self._named(f"{source}-events"),
            shard_count=1,
            tags={"Environment": self.environment_suffix},
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _named(self, kind: str) -> str:
        return f"telemetry-{kind}-{self.environment_suffix}"
