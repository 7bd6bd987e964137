import aws_cdk as cdk

from bookings.app_stack import BookingsStack
from bookings.aspects import DeletionAspect, StandardTags

app = cdk.App()
environment_suffix = app.node.try_get_context("environmentSuffix") or "dev"

stack = BookingsStack(app, f"Bookings{environment_suffix}", environment_suffix=environment_suffix)
cdk.Aspects.of(stack).add(DeletionAspect())
cdk.Aspects.of(app).add(StandardTags({"Owner": "bookings", "Environment": environment_suffix}))

app.synth()
