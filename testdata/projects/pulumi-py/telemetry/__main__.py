import os

import pulumi

from telemetry.pipeline import Pipeline, PipelineArgs

environment_suffix = os.getenv("ENVIRONMENT_SUFFIX") or pulumi.Config().get("environment_suffix") or "dev"

pipeline = Pipeline("telemetry", PipelineArgs(environment_suffix=environment_suffix, sources=["web", "mobile"]))

pulumi.export("stream_names", [stream.name for stream in pipeline.streams])
pulumi.export("bucket_name", pipeline.bucket.bucket)
