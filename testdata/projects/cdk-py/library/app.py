import aws_cdk as cdk

from stacks.library_stack import LibraryStack

app = cdk.App()
suffix = app.node.try_get_context("environmentSuffix") or "dev"
LibraryStack(app, "Library" + suffix, environment_suffix=suffix, description="Books, lent and returned")
app.synth()
