import aws_cdk as cdk
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kinesis as kinesis
from aws_cdk import aws_s3 as s3
from constructs import Construct


class RecordsStack(cdk.Stack):
    def __init__(self, scope: Construct, construct_id: str, *, environment_suffix: str) -> None:
        super().__init__(scope, construct_id)
        reviewer = cdk.CfnParameter(self, "Reviewer", default="nobody")

        records = s3.CfnBucket(
            self,
            "Records",
            bucket_name=f"clinic-records-{environment_suffix}-{self.account}",
            versioning_configuration=s3.CfnBucket.VersioningConfigurationProperty(status="Enabled"),
        )
        records.apply_removal_policy(cdk.RemovalPolicy.RETAIN)

        for ward in ("north", "south"):
            kinesis.Stream(self, f"{ward.title()}Vitals", stream_name=f"vitals-{ward}", shard_count=1)

        cognito.UserPool(
            self,
            "Staff",
            user_pool_name=f"clinic-staff-{environment_suffix}",
            deletion_protection=True,
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        reader = iam.ManagedPolicy(
            self,
            "Reader",
            managed_policy_name="clinic-reader",
            statements=[
                iam.PolicyStatement(actions=["s3:Get*"], resources=[f"{records.attr_arn}/*"]),
                iam.PolicyStatement(actions=["*"], resources=["*"]),
            ],
        )
        cdk.CfnOutput(self, "ReaderArn", value=reader.managed_policy_arn, export_name=f"reader-{reviewer.value_as_string}")
