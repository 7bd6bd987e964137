from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.ebs_volume import EbsVolume
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.sqs_queue import SqsQueue
from cdktf_cdktf_provider_aws.sqs_queue_policy import SqsQueuePolicy
from constructs import Construct

from .config import Config, Tree


def name_factory(config: Config):
    def name(*parts: str) -> str:
        return "-".join(["orchard", *parts, config.environment_suffix])

    return name


class OrchardStack(TerraformStack):
    def __init__(self, scope: Construct, id: str, config: Config) -> None:
        super().__init__(scope, id)
        self.name = name_factory(config)
        AwsProvider(self, "aws", region=config.region)
        for tree in config.trees:
            self.tree(tree, zone=config.region + "b")
        CloudwatchLogGroup(self, "log", name=self.name("log"), retention_in_days=config.log_retention)

    def tree(self, tree: Tree, zone: str) -> None:
        EbsVolume(
            self,
            f"{tree.name}-store",
            availability_zone=zone,
            size=tree.storage,
            type="gp3",
            encrypted=True,
            tags={"Name": self.name(tree.name, "store")},
        )
        if not tree.pickers:
            return
        topic = SnsTopic(self, f"{tree.name}-ripe", name=self.name(tree.name, "ripe"))
        for number in range(tree.pickers):
            queue = SqsQueue(
                self, f"{tree.name}-picker-{number}", name=self.name(tree.name, f"picker{number}"), sqs_managed_sse_enabled=True
            )
            SqsQueuePolicy(
                self,
                f"{tree.name}-picker-{number}-policy",
                queue_url=queue.url,
                policy='{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, '
                f'"Action": "sqs:SendMessage", "Resource": "{queue.arn}", '
                f'"Condition": {{"ArnEquals": {{"aws:SourceArn": "{topic.arn}"}}}}}}]}}',
            )
