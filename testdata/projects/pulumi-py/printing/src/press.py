from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import Enum

import pulumi
import pulumi_aws as aws


class Runtime(Enum):
    PYTHON = "python3.12"
    NODE = "nodejs20.x"


@dataclass(kw_only=True)
class Settings:
    memory: int
    queue: bool = False
    fifo: bool = False
    runtime: Runtime = Runtime.PYTHON


class Press(pulumi.ComponentResource):
    queue: aws.sqs.Queue | None = None

    def __init__(self, press: str, settings: Settings, suffix: str, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("printing:index:Press", press, {}, opts)
        self.press, self.suffix = press, suffix
        child = pulumi.ResourceOptions(parent=self)
        role = aws.iam.Role(
            f"{press}-role",
            name=self.physical("role"),
            assume_role_policy=aws.iam.get_policy_document(
                statements=[
                    {
                        "actions": ["sts:AssumeRole"],
                        "principals": [{"type": "Service", "identifiers": ["lambda.amazonaws.com"]}],
                    }
                ]
            ).json,
            opts=child,
        )
        self.function = aws.lambda_.Function(
            f"{press}-function",
            name=self.physical("function"),
            role=role.arn,
            runtime=settings.runtime.value,
            handler="press.handler",
            memory_size=settings.memory,
            code=pulumi.AssetArchive({"press.py": pulumi.StringAsset("def handler(event, context): ...")}),
            environment=aws.lambda_.FunctionEnvironmentArgs(variables=self.variables(settings)),
            opts=child,
        )
        if settings.queue:
            name = self.physical("queue") + (".fifo" if settings.fifo else "")
            extra = {"fifo_queue": True, "content_based_deduplication": True} if settings.fifo else {}
            self.queue = aws.sqs.Queue(f"{press}-queue", name=name, visibility_timeout_seconds=90, **extra, opts=child)
            aws.lambda_.EventSourceMapping(
                f"{press}-source", event_source_arn=self.queue.arn, function_name=self.function.arn, batch_size=5, opts=child
            )
        self.register_outputs({})

    def variables(self, settings: Settings) -> dict[str, str]:
        return {key.upper(): str(value) for key, value in asdict(settings).items() if isinstance(value, int) and not isinstance(value, bool)}

    def physical(self, kind: str) -> str:
        return f"printing-{self.press}-{kind}-{self.suffix}"
