"""The stack: back end, provider and the three layers."""

from cdktf import S3Backend, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

from .history import PriceHistory
from .ingest import Ingest
from .naming import Naming
from .network import Network


class MarketDataStack(TerraformStack):
    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        environment_suffix: str,
        state_bucket: str,
        state_bucket_region: str,
        default_tags: dict,
        aws_region: str = "us-east-1",
    ) -> None:
        super().__init__(scope, construct_id)
        AwsProvider(self, "aws", region=aws_region, default_tags=[{"tags": default_tags}])
        S3Backend(
            self,
            bucket=state_bucket,
            key=f"{environment_suffix}/{construct_id}.tfstate",
            region=state_bucket_region,
            encrypt=True,
        )
        # S3 keeps the lock itself
        self.add_override("terraform.backend.s3.use_lockfile", True)

        naming = Naming(environment_suffix)
        network = Network(self, "network", naming=naming, zones=[f"{aws_region}a", f"{aws_region}b"])
        history = PriceHistory(self, "history", naming=naming, network=network)
        ingest = Ingest(self, "ingest", naming=naming, database_secret_arn=history.secret.arn)

        TerraformOutput(self, "stream_name", value=ingest.stream.name)
        TerraformOutput(self, "database_endpoint", value=history.database.endpoint)
