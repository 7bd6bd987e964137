import os

import aws_cdk as cdk

from tollgate_stack import TollgateStack

app = cdk.App()
TollgateStack(app, "Tollgate", environment_suffix=os.getenv("ENVIRONMENT_SUFFIX") or "dev")
app.synth()
