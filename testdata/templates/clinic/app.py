import os

import aws_cdk as cdk

from clinic.records_stack import RecordsStack

app = cdk.App()
environment_suffix = os.environ.get("ENVIRONMENT_SUFFIX", "dev")
RecordsStack(app, f"Clinic{environment_suffix}", environment_suffix=environment_suffix)
app.synth()
