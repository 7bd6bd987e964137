"""The function of one provider, with its queue and its log."""

from typing import Optional

import pulumi
import pulumi_aws as aws

SOURCE = """
def handler(event, context):
    return {"statusCode": 202}
"""


class Worker(pulumi.ComponentResource):
    def __init__(
        self,
        name: str,
        *,
        function_name: str,
        role_arn: pulumi.Input[str],
        table_name: pulumi.Input[str],
        opts: Optional[pulumi.ResourceOptions] = None,
    ) -> None:
        super().__init__("shop:webhooks:Worker", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)
        self.failed = aws.sqs.Queue(
            f"{name}-failed",
            name=f"{function_name}-failed",
            message_retention_seconds=1209600,
            sqs_managed_sse_enabled=True,
            opts=child,
        )
        aws.cloudwatch.LogGroup(
            f"{name}-log",
            name=f"/aws/lambda/{function_name}",
            retention_in_days=14,
            opts=child,
        )
        self.function = aws.lambda_.Function(
            f"{name}-function",
            name=function_name,
            runtime="python3.12",
            handler="index.handler",
            role=role_arn,
            timeout=30,
            code=pulumi.AssetArchive({"index.py": pulumi.StringAsset(SOURCE)}),
            environment=aws.lambda_.FunctionEnvironmentArgs(variables={"TABLE": table_name}),
            dead_letter_config=aws.lambda_.FunctionDeadLetterConfigArgs(target_arn=self.failed.arn),
            opts=child,
        )
        self.secret = aws.secretsmanager.Secret(
            f"{name}-signing-key",
            name=f"{function_name}-signing-key",
            description="The key that the provider signs its webhooks with",
            opts=child,
        )
        self.register_outputs({})
