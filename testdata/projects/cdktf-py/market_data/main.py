#!/usr/bin/env python
"""Deploys the market data platform; the pipeline sets ENVIRONMENT_SUFFIX for each branch."""
import os

from cdktf import App

from market_data.stack import MarketDataStack

environment_suffix = os.getenv("ENVIRONMENT_SUFFIX", "dev")
state_bucket = os.getenv("TERRAFORM_STATE_BUCKET", "iac-states")
state_region = os.getenv("TERRAFORM_STATE_BUCKET_REGION", "us-east-1")

app = App()
MarketDataStack(
    app,
    f"MarketData{environment_suffix}",
    environment_suffix=environment_suffix,
    state_bucket=state_bucket,
    state_bucket_region=state_region,
    default_tags={"Project": "market-data", "Environment": environment_suffix},
)
app.synth()
