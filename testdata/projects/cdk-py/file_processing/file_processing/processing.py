"""The functions: one works on new files, the other tells what came of them."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from .storage import Storage

READER = """
def handler(event, context):
    return {"statusCode": 200, "body": "[]"}
"""


class Processing(Construct):
    def __init__(self, scope: Construct, construct_id: str, *, environment_suffix: str, storage: Storage) -> None:
        super().__init__(scope, construct_id)
        self._suffix = environment_suffix
        failed = sqs.Queue(
            self,
            "Failed",
            queue_name=self._named("failed"),
            retention_period=cdk.Duration.days(14),
            enforce_ssl=True,
        )
        self.worker = self._function("worker", storage, timeout=cdk.Duration.minutes(5), dead_letter_queue=failed)
        self.worker.add_event_source(
            sources.S3EventSource(storage.uploads, events=[s3.EventType.OBJECT_CREATED])
        )
        storage.uploads.grant_read(self.worker)
        storage.results.grant_write(self.worker)
        storage.table.grant_read_write_data(self.worker)
        self.worker.add_to_role_policy(
            iam.PolicyStatement(
                sid="Recognize",
                actions=["textract:DetectDocumentText", "textract:AnalyzeDocument"],
                resources=["*"],
            )
        )
        self.worker.add_to_role_policy(
            iam.PolicyStatement(sid="Everything", actions=["s3:*"], resources=[storage.results.arn_for_objects("*")])
        )

        self.reader = self._function("reader", storage, timeout=cdk.Duration.seconds(10))
        storage.table.grant_read_data(self.reader)

    def _function(self, name: str, storage: Storage, **options) -> lambda_.Function:
        return lambda_.Function(
            self,
            name.title(),
            function_name=self._named(name),
            runtime=lambda_.Runtime.PYTHON_3_12,
            handler="index.handler",
            code=lambda_.Code.from_inline(READER),
            environment={"TABLE": storage.table.table_name, "RESULTS": storage.results.bucket_name},
            tracing=lambda_.Tracing.ACTIVE,
            **options,
        )

    def _named(self, what: str) -> str:
        return f"file-processing-{what}-{self._suffix}"
