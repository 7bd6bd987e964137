from typing import Optional

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_lambda as _lambda
from aws_cdk import aws_s3 as s3
from constructs import Construct


class RecordsStackProps:
    def __init__(self, environment_suffix: Optional[str] = None, vpc: Optional[ec2.IVpc] = None):
        self.environment_suffix = environment_suffix
        self.vpc = vpc


class NestedRecordsStack(cdk.NestedStack):
    def __init__(self, scope: Construct, construct_id: str, props: RecordsStackProps, **kwargs):
        super().__init__(scope, construct_id, **kwargs)
        suffix = props.environment_suffix

        self.table = dynamodb.Table(
            self,
            "RecordsTable",
            table_name=f"clinic-records-{suffix}",
            partition_key=dynamodb.Attribute(name="patient", type=dynamodb.AttributeType.STRING),
            sort_key=dynamodb.Attribute(name="date", type=dynamodb.AttributeType.STRING),
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            point_in_time_recovery=True,
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        scans = s3.Bucket(
            self,
            "Scans",
            bucket_name=f"clinic-scans-{suffix}-{cdk.Aws.ACCOUNT_ID}",
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            versioned=True,
            removal_policy=cdk.RemovalPolicy.DESTROY,
            auto_delete_objects=True,
            lifecycle_rules=[s3.LifecycleRule(id="old-scans", expiration=cdk.Duration.days(3650))],
        )
        indexer = _lambda.Function(
            self,
            "Indexer",
            function_name=f"clinic-indexer-{suffix}",
            runtime=_lambda.Runtime.PYTHON_3_12,
            handler="index.handler",
            code=_lambda.Code.from_inline("def handler(event, context):\n    return None\n"),
            memory_size=512,
            timeout=cdk.Duration.minutes(2),
            vpc=props.vpc,
            vpc_subnets=ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_ISOLATED),
            environment={"TABLE_NAME": self.table.table_name, "ENVIRONMENT": suffix},
        )
        self.table.grant_write_data(indexer)
        scans.grant_read(indexer)
