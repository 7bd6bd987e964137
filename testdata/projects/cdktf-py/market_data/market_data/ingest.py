"""Ticks come in through a stream, a function writes them away."""

import json

from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.kinesis_stream import KinesisStream
from constructs import Construct

from .naming import Naming


class Ingest(Construct):
    def __init__(self, scope: Construct, construct_id: str, *, naming: Naming, database_secret_arn: str) -> None:
        super().__init__(scope, construct_id)
        self.stream = KinesisStream(
            self,
            "ticks",
            name=naming.of("ticks"),
            shard_count=2,
            retention_period=24,
            encryption_type="KMS",
            kms_key_id="alias/aws/kinesis",
        )
        CloudwatchLogGroup(self, "log", name=f"/market-data/{naming.of('writer')}", retention_in_days=14)
        role = IamRole(
            self,
            "writer_role",
            name=naming.of("writer"),
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Principal": {"Service": "lambda.amazonaws.com"},
                            "Action": "sts:AssumeRole",
                        }
                    ],
                }
            ),
        )
        IamRolePolicy(
            self,
            "writer_policy",
            name=naming.of("writer"),
            role=role.id,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {"Effect": "Allow", "Action": "kinesis:*", "Resource": self.stream.arn},
                        {
                            "Effect": "Allow",
                            "Action": ["secretsmanager:GetSecretValue"],
                            "Resource": database_secret_arn,
                        },
                    ],
                }
            ),
        )
