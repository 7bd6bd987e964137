import json

from cdktf import S3Backend, TerraformOutput, TerraformStack
from constructs import Construct
from imports.aws.apigatewayv2_api import Apigatewayv2Api
from imports.aws.apigatewayv2_stage import Apigatewayv2Stage
from imports.aws.cloudwatch_log_group import CloudwatchLogGroup
from imports.aws.dynamodb_table import DynamodbTable, DynamodbTableAttribute
from imports.aws.iam_role import IamRole
from imports.aws.iam_role_policy import IamRolePolicy
from imports.aws.lambda_function import LambdaFunction, LambdaFunctionEnvironment
from imports.aws.provider import AwsProvider


class BakeryStack(TerraformStack):
    def __init__(self, scope: Construct, construct_id: str, **kwargs):
        super().__init__(scope, construct_id)
        environment_suffix = kwargs.get("environment_suffix", "dev")
        aws_region = kwargs.get("aws_region", "us-east-1")
        default_tags = kwargs.get("default_tags", {"tags": {"Project": "bakery"}})

        AwsProvider(self, "aws", region=aws_region, default_tags=[default_tags])
        S3Backend(
            self,
            bucket=kwargs.get("state_bucket", "iac-states"),
            key=f"{environment_suffix}/{construct_id}.tfstate",
            region="us-east-1",
            encrypt=True,
        )

        orders = DynamodbTable(
            self,
            "orders",
            name=f"bakery-orders-{environment_suffix}",
            billing_mode="PAY_PER_REQUEST",
            hash_key="id",
            attribute=[
                DynamodbTableAttribute(name="id", type="S"),
                DynamodbTableAttribute(name="customer", type="S"),
            ],
            global_secondary_index=[{"name": "by-customer", "hashKey": "customer", "projectionType": "ALL"}],
            point_in_time_recovery={"enabled": True},
        )
        role = IamRole(
            self,
            "baker",
            name=f"bakery-baker-{environment_suffix}",
            assume_role_policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Action": "sts:AssumeRole",
                            "Principal": {"Service": "lambda.amazonaws.com"},
                            "Effect": "Allow",
                        }
                    ],
                }
            ),
        )
        IamRolePolicy(
            self,
            "baker-orders",
            name=f"bakery-orders-{environment_suffix}",
            role=role.id,
            policy=json.dumps(
                {
                    "Version": "2012-10-17",
                    "Statement": [
                        {
                            "Effect": "Allow",
                            "Action": ["dynamodb:GetItem", "dynamodb:PutItem"],
                            "Resource": [orders.arn, f"{orders.arn}/index/*"],
                        }
                    ],
                }
            ),
        )
        CloudwatchLogGroup(
            self, "oven-log", name=f"/aws/lambda/bakery-oven-{environment_suffix}", retention_in_days=14
        )
        oven = LambdaFunction(
            self,
            "oven",
            function_name=f"bakery-oven-{environment_suffix}",
            role=role.arn,
            handler="oven.handler",
            runtime="python3.12",
            filename="oven.zip",
            timeout=30,
            environment=LambdaFunctionEnvironment(variables={"TABLE": orders.name, "STAGE": environment_suffix}),
        )
        api = Apigatewayv2Api(
            self, "api", name=f"bakery-{environment_suffix}", protocol_type="HTTP", target=oven.arn
        )
        Apigatewayv2Stage(self, "stage", api_id=api.id, name="$default", auto_deploy=True)
        TerraformOutput(self, "url", value=api.api_endpoint)
