from cdktn import TerraformOutput
from cdktn_provider_aws.batch_job_queue import BatchJobQueue
from cdktn_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktn_provider_aws.ecr_repository import EcrRepository
from cdktn_provider_aws.efs_file_system import EfsFileSystem
from cdktn_provider_aws.s3_bucket import S3Bucket
from cdktn_provider_aws.sqs_queue import SqsQueue
from constructs import Construct

from .base import QuarryStack


class SurveyStack(QuarryStack):
    def __init__(self, scope: Construct, id_: str, environment_suffix: str) -> None:
        super().__init__(scope, id_, environment_suffix)
        self.samples = S3Bucket(self, "samples", bucket=self.physical("samples"), force_destroy=True)
        EfsFileSystem(
            self,
            "scans",
            creation_token=self.physical("scans"),
            encrypted=True,
            lifecycle_policy=[{"transitionToIa": "AFTER_30_DAYS"}],
        )
        TerraformOutput(self, "samples-arn", value=self.samples.arn)


class CrusherStack(QuarryStack):
    REGION = "eu-west-1"

    def __init__(self, scope: Construct, id_: str, environment_suffix: str, samples: S3Bucket) -> None:
        super().__init__(scope, id_, environment_suffix)
        sizes = {"fine": 30, "coarse": 120}
        queues = [
            SqsQueue(
                self,
                f"{size}-queue",
                name=self.physical(size),
                visibility_timeout_seconds=timeout,
                tags={"Samples": samples.bucket},
            )
            for size, timeout in sizes.items()
        ]
        first, *_ = queues
        repository = EcrRepository(
            self, "images", name=self.physical("images"), image_scanning_configuration={"scan_on_push": True}
        )
        CloudwatchLogGroup(
            self, "log", name=f"/quarry/{self.physical('crusher', separator='/')}", retention_in_days=3
        )
        BatchJobQueue(
            self,
            "jobs",
            name=self.physical("jobs", "_"),
            state="ENABLED",
            priority=len(queues),
            compute_environment_order=[
                {"order": 1, "computeEnvironment": f"arn:aws:batch:{self.REGION}:000000000000:compute-environment/quarry"}
            ],
            tags={"First": first.name, "Image": repository.repository_url},
        )

    def default_tags(self) -> dict[str, str]:
        return {**super().default_tags(), "CostCentre": "stone"}
