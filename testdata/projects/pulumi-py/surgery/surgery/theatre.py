from typing import Any

import pulumi
import pulumi_aws as aws

from .base import Theatre


class GeneralTheatre(Theatre):
    def equip(self, **options: Any) -> None:
        aws.sns.Topic(f"{self.short}-pager", name=self.physical("pager"), opts=self.opts)


class CardiacTheatre(Theatre):
    retention = 365
    token = "surgery:index:CardiacTheatre"

    def recorder_args(self) -> dict[str, Any]:
        args = super().recorder_args()
        args.update(shard_count=4, retention_period=168)
        return args

    def equip(self, *, monitors: int = 1, **options: Any) -> None:
        for number in range(monitors):
            aws.ssm.Parameter(
                f"{self.short}-monitor-{number}",
                name=f"/surgery/{self.short}/monitor/{number}/{self.suffix}",
                type="String",
                value=pulumi.Output.concat("arn:", self.recorder.arn),
                opts=self.opts,
            )


THEATRES = {"general": GeneralTheatre, "cardiac": CardiacTheatre}


def theatre_for(name: str, suffix: str, **options: Any) -> Theatre:
    kind = THEATRES.get(name, GeneralTheatre)
    return kind(name, suffix, **options)
