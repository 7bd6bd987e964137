#!/usr/bin/env python3
"""Entry point."""

import os

import pulumi
from pulumi import Config, ResourceOptions

from lib.tap_stack import TapStack, TapStackArgs

config = Config()
environment_suffix = os.getenv("ENVIRONMENT_SUFFIX") or config.get("env") or "dev"
STACK_NAME = f"TapStack{environment_suffix}"

default_tags = {"Environment": environment_suffix, "Author": "tram"}

stack = TapStack(
    name="pulumi-infra",
    args=TapStackArgs(environment_suffix=environment_suffix, tags=default_tags),
    opts=ResourceOptions(),
)
pulumi.export("vpc_id", stack.vpc.id)
