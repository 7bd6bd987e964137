import os

from cdktf import App

from access.stack import AccessStack

app = App()
AccessStack(app, "archive-access", environment_suffix=os.getenv("ENVIRONMENT_SUFFIX") or "dev")
app.synth()
