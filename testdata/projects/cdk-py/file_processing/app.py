#!/usr/bin/env python3
"""The file processing service, one stack for each environment."""
import os

import aws_cdk as cdk

from file_processing.stack import FileProcessingStack, FileProcessingProps

app = cdk.App()
environment_suffix = app.node.try_get_context("environmentSuffix") or "dev"

cdk.Tags.of(app).add("Project", "file-processing")
cdk.Tags.of(app).add("Environment", environment_suffix)

FileProcessingStack(
    app,
    f"FileProcessing{environment_suffix}",
    props=FileProcessingProps(
        environment_suffix=environment_suffix,
        env=cdk.Environment(
            account=os.getenv("CDK_DEFAULT_ACCOUNT"),
            region=os.getenv("CDK_DEFAULT_REGION", "us-east-1"),
        ),
    ),
)
app.synth()
