from aws_cdk import RemovalPolicy, Stack
from aws_cdk import aws_dynamodb as ddb
from aws_cdk import aws_sns as sns
from constructs import Construct

from stacks.components import Importer, Reminder, StandardBucket


class LibraryStack(Stack):
    def __init__(self, scope: Construct, construct_id: str, **kwargs) -> None:
        self.environment_suffix = kwargs.pop("environment_suffix", "dev")
        super().__init__(scope, construct_id, **kwargs)

        catalogue = StandardBucket(
            self, "Catalogue", bucket_name=f"library-catalogue-{self.environment_suffix}", versioned=True
        )
        Reminder(self, "Reminder", self.environment_suffix)
        Importer(self, "Importer", self.environment_suffix, source=catalogue)

        branches = self.node.try_get_context("branches") or {}
        for branch, desks in branches.items():
            table = ddb.Table(
                self,
                f"{branch}-loans",
                table_name="library-{}-loans-{}".format(branch, self.environment_suffix),
                partition_key={"name": "isbn", "type": ddb.AttributeType.STRING},
                billing_mode=ddb.BillingMode.PAY_PER_REQUEST,
                removal_policy=RemovalPolicy.DESTROY,
            )
            for desk in range(1, desks + 1):
                topic = sns.Topic(
                    self, f"{branch}-desk-{desk}", topic_name=f"library-{branch}-desk{desk}-{self.environment_suffix}"
                )
                topic.add_to_resource_policy(self.publish_statement(topic.topic_arn))
            table.add_global_secondary_index(
                index_name="due", partition_key=ddb.Attribute(name="due", type=ddb.AttributeType.STRING)
            )

    @staticmethod
    def publish_statement(arn: str):
        from aws_cdk import aws_iam as iam

        return iam.PolicyStatement(
            actions=["sns:Publish"], resources=[arn], principals=[iam.ServicePrincipal("events.amazonaws.com")]
        )
