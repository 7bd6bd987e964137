from abc import abstractmethod
from typing import Any

import pulumi
import pulumi_aws as aws


class Theatre(pulumi.ComponentResource):
    """A room with a log and a recorder; what else is in it is up to its kind."""

    retention = 7
    token = "surgery:index:Theatre"

    def __init__(self, name: str, suffix: str, **options: Any) -> None:
        super().__init__(self.token, name)
        self.short = name
        self.suffix = suffix
        self.opts = pulumi.ResourceOptions(parent=self)
        self.log = aws.cloudwatch.LogGroup(
            f"{name}-log",
            name=f"/surgery/{name}/{suffix}",
            retention_in_days=options.get("retention", self.retention),
            opts=self.opts,
        )
        self.recorder = aws.kinesis.Stream(f"{name}-recorder", **self.recorder_args(), opts=self.opts)
        self.equip(**options)

    def recorder_args(self) -> dict[str, Any]:
        return {
            "name": self.physical("recorder"),
            "shard_count": 1,
            "encryption_type": "KMS",
            "kms_key_id": "alias/aws/kinesis",
        }

    @abstractmethod
    def equip(self, **options: Any) -> None:
        """Brings what this kind of theatre needs."""

    def physical(self, kind: str) -> str:
        return "-".join(["surgery", self.short, kind, self.suffix])
