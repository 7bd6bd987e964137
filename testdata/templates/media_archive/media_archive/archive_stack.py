from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_kms as kms
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from constructs import Construct

from media_archive.naming import Naming


class ArchiveStack(Stack):
    def __init__(self, scope: Construct, construct_id: str, *, environment_suffix: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)
        self.naming = Naming(environment_suffix)
        is_production = environment_suffix in ("prod", "production")

        key = kms.Key(self, "Key", alias="alias/media-archive", enable_key_rotation=True)
        self.originals = self._bucket("originals", key, RemovalPolicy.RETAIN)
        self.previews = self._bucket("previews", key, RemovalPolicy.DESTROY)

        self.index = dynamodb.Table(
            self,
            "Index",
            table_name=self.naming.of("index"),
            partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING),
            deletion_protection=True,
            removal_policy=RemovalPolicy.RETAIN if is_production else RemovalPolicy.DESTROY,
        )
        self.renderer = lambda_.Function(
            self,
            "Renderer",
            function_name="media-renderer",
            runtime=lambda_.Runtime.PYTHON_3_12,
            handler="index.handler",
            code=lambda_.Code.from_inline("def handler(event, context):\n    return event\n"),
            timeout=Duration.seconds(30),
            log_retention=logs.RetentionDays.ONE_WEEK,
            environment={"STAGE": "production", "INDEX": self.index.table_name},
        )
        self.index.grant_read_write_data(self.renderer)

    def _bucket(self, kind: str, key: kms.IKey, removal_policy: RemovalPolicy) -> s3.Bucket:
        return s3.Bucket(
            self,
            f"{kind.title()}Bucket",
            bucket_name=self.naming.of(kind),
            encryption=s3.BucketEncryption.KMS,
            encryption_key=key,
            removal_policy=removal_policy,
        )
