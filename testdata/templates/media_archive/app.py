#!/usr/bin/env python3
import os

import aws_cdk as cdk

from media_archive.archive_stack import ArchiveStack

app = cdk.App()
environment_suffix = app.node.try_get_context("environmentSuffix") or os.getenv("ENVIRONMENT_SUFFIX", "dev")

ArchiveStack(app, f"MediaArchive{environment_suffix}", environment_suffix=environment_suffix)

app.synth()
