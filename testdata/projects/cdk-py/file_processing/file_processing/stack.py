"""Files are uploaded, processed by a function, and what came of it is kept in a table."""

from typing import Optional

import aws_cdk as cdk
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_logs as logs
from constructs import Construct

from .processing import Processing
from .storage import Storage


class FileProcessingProps(cdk.StackProps):
    def __init__(self, environment_suffix: Optional[str] = None, **kwargs) -> None:
        super().__init__(**kwargs)
        self.environment_suffix = environment_suffix


class FileProcessingStack(cdk.Stack):
    def __init__(
        self, scope: Construct, construct_id: str, props: Optional[FileProcessingProps] = None, **kwargs
    ) -> None:
        super().__init__(scope, construct_id, env=props.env if props else None, **kwargs)
        suffix = (
            (props.environment_suffix if props else None) or self.node.try_get_context("environmentSuffix") or "dev"
        )

        storage = Storage(self, "Storage", environment_suffix=suffix)
        processing = Processing(self, "Processing", environment_suffix=suffix, storage=storage)

        access_log = logs.LogGroup(
            self,
            "AccessLog",
            log_group_name=f"/file-processing/api-{suffix}",
            retention=logs.RetentionDays.TWO_WEEKS,
        )
        api = apigateway.RestApi(
            self,
            "Api",
            rest_api_name=f"file-processing-{suffix}",
            deploy_options=apigateway.StageOptions(
                stage_name="v1",
                access_log_destination=apigateway.LogGroupLogDestination(access_log),
                throttling_rate_limit=50,
                throttling_burst_limit=100,
            ),
        )
        files = api.root.add_resource("files")
        files.add_method("GET", apigateway.LambdaIntegration(processing.reader))

        cdk.CfnOutput(self, "UploadBucket", value=storage.uploads.bucket_name)
        cdk.CfnOutput(self, "ApiUrl", value=api.url)
