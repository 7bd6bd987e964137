"""The webhook pipeline: gateway, queue, workers, table."""

import os

import pulumi

from webhooks.pipeline import WebhookPipeline, WebhookPipelineArgs

config = pulumi.Config()
environment_suffix = os.getenv("ENVIRONMENT_SUFFIX") or config.get("env") or "dev"

pipeline = WebhookPipeline(
    "webhooks",
    WebhookPipelineArgs(
        environment_suffix=environment_suffix,
        providers=["stripe", "paypal"],
        tags={"Environment": environment_suffix, "Team": "payments"},
    ),
)

pulumi.export("api_url", pipeline.url)
pulumi.export("table_name", pipeline.table.name)
