import os
from pathlib import Path

import pulumi
import yaml

from press import Press, Settings

document = yaml.safe_load((Path(__file__).parent.parent / "presses.yaml").read_text())
suffix = os.environ.get("ENVIRONMENT_SUFFIX", "dev")


def protect_queues(args: pulumi.ResourceTransformationArgs) -> pulumi.ResourceTransformationResult | None:
    if args.type_ == "aws:sqs/queue:Queue":
        return pulumi.ResourceTransformationResult(
            props={**args.props, "sqs_managed_sse_enabled": True}, opts=args.opts
        )
    return None


presses = {
    name: Press(
        name,
        Settings(**settings),
        suffix,
        opts=pulumi.ResourceOptions(transformations=[protect_queues]),
    )
    for name, settings in document["presses"].items()
}
pulumi.export("queues", [press.queue.url for press in presses.values() if press.queue is not None])
