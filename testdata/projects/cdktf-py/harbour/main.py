import os

from cdktf import App

from harbour.stack import HarbourStack
from harbour.settings import HarbourSettings

app = App()
HarbourStack(app, "harbour", HarbourSettings(environment_suffix=os.environ.get("ENVIRONMENT_SUFFIX") or "dev"))
app.synth()
