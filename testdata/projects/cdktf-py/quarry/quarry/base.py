from abc import ABC, abstractmethod

from cdktn import TerraformStack
from cdktn_provider_aws.provider import AwsProvider
from constructs import Construct


class QuarryStack(TerraformStack):
    """What all stacks have: a provider, and names."""

    REGION = "eu-north-2"

    def __init__(self, scope: Construct, id_: str, environment_suffix: str) -> None:
        super().__init__(scope, id_)
        self.environment_suffix = environment_suffix
        AwsProvider(self, "aws", region=self.REGION, default_tags=[{"tags": self.default_tags()}])

    def default_tags(self) -> dict[str, str]:
        return {"Project": "quarry", "Stack": self.__class__.__name__}

    def physical(self, kind: str, separator: str = "-") -> str:
        return separator.join(["quarry", kind, self.environment_suffix])
