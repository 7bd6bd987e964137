"""The component that everything belongs to."""

from typing import Optional

import pulumi
import pulumi_aws as aws

from .gateway import make_gateway
from .policies import assume_by, worker_policy
from .worker import Worker


class WebhookPipelineArgs:
    def __init__(
        self,
        environment_suffix: Optional[str] = None,
        providers: Optional[list[str]] = None,
        tags: Optional[dict] = None,
    ) -> None:
        self.environment_suffix = environment_suffix or "dev"
        self.providers = providers or []
        self.tags = tags or {}


class WebhookPipeline(pulumi.ComponentResource):
    def __init__(
        self, name: str, args: WebhookPipelineArgs, opts: Optional[pulumi.ResourceOptions] = None
    ) -> None:
        super().__init__("shop:webhooks:Pipeline", name, None, opts)
        self.suffix = args.environment_suffix
        self.tags = args.tags
        child = pulumi.ResourceOptions(parent=self)

        self.table = aws.dynamodb.Table(
            "events",
            name=self._named("events"),
            billing_mode="PAY_PER_REQUEST",
            hash_key="event_id",
            attributes=[aws.dynamodb.TableAttributeArgs(name="event_id", type="S")],
            ttl=aws.dynamodb.TableTtlArgs(attribute_name="expires_at", enabled=True),
            deletion_protection_enabled=self.suffix != "dev",
            tags=self.tags,
            opts=child,
        )
        self.archive = aws.s3.Bucket(
            "archive",
            bucket=self._named("archive"),
            force_destroy=True,
            tags=self.tags,
            opts=pulumi.ResourceOptions(parent=self, protect=True),
        )
        aws.s3.BucketPublicAccessBlock(
            "archive-access",
            bucket=self.archive.id,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=child,
        )

        self.role = aws.iam.Role(
            "worker-role",
            name=self._named("worker"),
            assume_role_policy=assume_by("lambda.amazonaws.com"),
            tags=self.tags,
            opts=child,
        )
        aws.iam.RolePolicyAttachment(
            "worker-logs",
            role=self.role.name,
            policy_arn="arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
            opts=child,
        )
        aws.iam.RolePolicy(
            "worker-access",
            name=self._named("worker-access"),
            role=self.role.id,
            policy=pulumi.Output.all(self.table.arn, self.archive.arn).apply(
                lambda arns: worker_policy(table_arn=arns[0], bucket_arn=arns[1])
            ),
            opts=child,
        )

        self.workers = {}
        for provider in args.providers:
            self.workers[provider] = Worker(
                f"{provider}-worker",
                function_name=self._named(provider),
                role_arn=self.role.arn,
                table_name=self.table.name,
                opts=child,
            )
        self.url = make_gateway(self._named("api"), self.workers, child)
        self.register_outputs({"url": self.url, "table": self.table.name})

    def _named(self, what: str) -> str:
        return f"webhooks-{what}-{self.suffix}"
