"""Written on the level of CloudFormation."""

import aws_cdk as cdk
from aws_cdk import CfnTag, Fn
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kinesis as kinesis
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sqs as sqs
from constructs import Construct


class TollgateStack(cdk.Stack):
    def __init__(self, scope: Construct, construct_id: str, environment_suffix: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)
        name = f"tollgate-{environment_suffix}"

        passages = kinesis.CfnStream(
            self,
            "Passages",
            name=f"{name}-passages",
            shard_count=2,
            retention_period_hours=48,
            stream_encryption=kinesis.CfnStream.StreamEncryptionProperty(
                encryption_type="KMS", key_id="alias/aws/kinesis"
            ),
        )
        plates = s3.CfnBucket(
            self,
            "Plates",
            bucket_name=Fn.join("-", [name, "plates", cdk.Aws.REGION]),
            versioning_configuration={"status": "Enabled"},
            public_access_block_configuration=s3.CfnBucket.PublicAccessBlockConfigurationProperty(
                block_public_acls=True,
                block_public_policy=True,
                ignore_public_acls=True,
                restrict_public_buckets=True,
            ),
            tags=[CfnTag(key="Contains", value="images")],
        )
        plates.apply_removal_policy(cdk.RemovalPolicy.DESTROY)
        plates.add_property_override(
            "BucketEncryption.ServerSideEncryptionConfiguration",
            [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}],
        )

        role = iam.CfnRole(
            self,
            "ReaderRole",
            role_name=f"{name}-reader",
            assume_role_policy_document={
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": {"Service": "lambda.amazonaws.com"},
                        "Action": "sts:AssumeRole",
                    }
                ],
            },
            managed_policy_arns=["arn:aws:iam::aws:policy/service-role/AWSLambdaKinesisExecutionRole"],
            policies=[
                iam.CfnRole.PolicyProperty(
                    policy_name="plates",
                    policy_document=iam.PolicyDocument(
                        statements=[
                            iam.PolicyStatement(actions=["s3:PutObject"], resources=[Fn.sub("${Plates.Arn}/*")])
                        ]
                    ),
                )
            ],
        )
        reader = lambda_.CfnFunction(
            self,
            "Reader",
            function_name=f"{name}-reader",
            runtime="python3.12",
            handler="index.handler",
            role=role.attr_arn,
            memory_size=512,
            timeout=60,
            code=lambda_.CfnFunction.CodeProperty(zip_file="def handler(event, context):\n    return None\n"),
            environment={"variables": {"PLATES": plates.ref, "LEVEL": "INFO"}},
        )
        lambda_.CfnEventSourceMapping(
            self,
            "Source",
            function_name=reader.ref,
            event_source_arn=passages.attr_arn,
            starting_position="TRIM_HORIZON",
            batch_size=100,
        )

        late = sqs.Queue(self, "Late", queue_name=f"{name}-late")
        raw: sqs.CfnQueue = late.node.default_child
        raw.receive_message_wait_time_seconds = 20
        raw.add_override("Properties.MaximumMessageSize", 131072)

        vpc = ec2.CfnVPC(self, "Vpc", cidr_block="10.9.0.0/16", enable_dns_support=True, enable_dns_hostnames=True)
        for index, zone in enumerate(["a", "b"]):
            ec2.CfnSubnet(
                self,
                f"Subnet{zone.upper()}",
                vpc_id=vpc.ref,
                cidr_block=f"10.9.{index}.0/24",
                availability_zone=cdk.Fn.select(index, cdk.Fn.get_azs()),
            )
