#!/usr/bin/env python
import os

from cdktf import App

from stacks.bakery_stack import BakeryStack

app = App()
environment_suffix = os.getenv("ENVIRONMENT_SUFFIX", "dev")
BakeryStack(
    app,
    f"Bakery{environment_suffix}",
    environment_suffix=environment_suffix,
    state_bucket=os.getenv("TERRAFORM_STATE_BUCKET", "iac-states"),
    aws_region=os.getenv("AWS_REGION", "us-east-1"),
)
app.synth()
