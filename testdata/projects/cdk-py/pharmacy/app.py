import aws_cdk as cdk

from pharmacy.access_stack import AccessStack

app = cdk.App()
environment_suffix = app.node.try_get_context("environmentSuffix") or "dev"
AccessStack(app, f"PharmacyAccess{environment_suffix}", environment_suffix)
app.synth()
