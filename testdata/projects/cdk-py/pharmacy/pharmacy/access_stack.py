from aws_cdk import Aws, RemovalPolicy, Stack
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sns as sns
from constructs import Construct

from pharmacy.policies import DocumentBuilder, deny_unencrypted, table_statement


class AccessStack(Stack):
    def __init__(self, scope: Construct, construct_id: str, environment_suffix: str) -> None:
        super().__init__(scope, construct_id)

        stock = dynamodb.Table(
            self,
            "Stock",
            table_name=f"pharmacy-stock-{environment_suffix}",
            partition_key=dynamodb.Attribute(name="drug", type=dynamodb.AttributeType.STRING),
            removal_policy=RemovalPolicy.DESTROY,
        )
        scripts = s3.Bucket(
            self, "Scripts", bucket_name=f"pharmacy-scripts-{environment_suffix}", removal_policy=RemovalPolicy.DESTROY
        )
        scripts.add_to_resource_policy(
            iam.PolicyStatement(
                principals=[iam.ArnPrincipal(f"arn:aws:iam::{Aws.ACCOUNT_ID}:root")],
                actions=["s3:GetObject"],
                resources=[scripts.arn_for_objects("public/*")],
            )
        )
        key = kms.Key(
            self,
            "Key",
            removal_policy=RemovalPolicy.DESTROY,
            policy=iam.PolicyDocument(
                statements=[
                    iam.PolicyStatement(
                        actions=["kms:*"], resources=["*"], principals=[iam.AccountRootPrincipal()]
                    ),
                    iam.PolicyStatement(
                        actions=["kms:Decrypt", "kms:GenerateDataKey*"],
                        resources=["*"],
                        principals=[iam.ServicePrincipal("sns.amazonaws.com")],
                    ),
                ]
            ),
        )
        recalls = sns.Topic(self, "Recalls", topic_name=f"pharmacy-recalls-{environment_suffix}", master_key=key)

        desk = iam.Role(
            self,
            "Desk",
            role_name=f"pharmacy-desk-{environment_suffix}",
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
            inline_policies={
                "scripts": DocumentBuilder()
                .allow("s3:GetObject", "s3:GetObjectTagging", on=f"{scripts.bucket_arn}/*")
                .allow("s3:ListBucket", on=scripts.bucket_arn)
                .build(),
            },
        )
        desk.add_managed_policy(
            iam.ManagedPolicy.from_aws_managed_policy_name("service-role/AWSLambdaBasicExecutionRole")
        )
        desk.add_to_policy(table_statement(stock.table_arn))
        desk.add_to_principal_policy(iam.PolicyStatement.from_json(deny_unencrypted(scripts.bucket_arn)))

        manager = iam.Role(
            self,
            "Manager",
            role_name=f"pharmacy-manager-{environment_suffix}",
            assumed_by=iam.AccountPrincipal(self.account).with_conditions({"Bool": {"aws:MultiFactorAuthPresent": "true"}}),
        )
        iam.ManagedPolicy(
            self,
            "Managing",
            managed_policy_name=f"pharmacy-managing-{environment_suffix}",
            statements=[table_statement(stock.table_arn, write=True)],
            roles=[manager],
        )
        statement = iam.PolicyStatement()
        statement.add_actions("sns:Publish")
        statement.add_resources(recalls.topic_arn)
        iam.Policy(self, "Recalling", policy_name=f"pharmacy-recalling-{environment_suffix}", statements=[statement]).attach_to_role(manager)
        recalls.grant_publish(desk)
        scripts.grant_read_write(manager, "drafts/*")
