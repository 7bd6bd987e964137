"""Prices of the past: a database for the last month, a bucket for everything."""

from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.db_subnet_group import DbSubnetGroup
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import (
    S3BucketLifecycleConfiguration,
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleTransition,
)
from cdktf_cdktf_provider_aws.s3_bucket_versioning import S3BucketVersioningA
from cdktf_cdktf_provider_aws.secretsmanager_secret import SecretsmanagerSecret
from constructs import Construct

from .naming import Naming
from .network import Network


class PriceHistory(Construct):
    def __init__(self, scope: Construct, construct_id: str, *, naming: Naming, network: Network) -> None:
        super().__init__(scope, construct_id)
        self.archive = S3Bucket(self, "archive", bucket=naming.of("archive"), force_destroy=True)
        S3BucketVersioningA(
            self,
            "archive_versioning",
            bucket=self.archive.id,
            versioning_configuration={"status": "Enabled"},
        )
        S3BucketLifecycleConfiguration(
            self,
            "archive_lifecycle",
            bucket=self.archive.id,
            rule=[
                S3BucketLifecycleConfigurationRule(
                    id="cold",
                    status="Enabled",
                    filter=[{"prefix": "ticks/"}],
                    transition=[S3BucketLifecycleConfigurationRuleTransition(days=30, storage_class="GLACIER")],
                )
            ],
        )
        # quotes that were bought elsewhere, delivered once a day
        S3Bucket(self, "vendor_drop", bucket="market-data-vendor-drop")

        self.secret = SecretsmanagerSecret(self, "database_secret", name=naming.of("database"))
        subnet_group = DbSubnetGroup(
            self,
            "subnet_group",
            name=naming.of("database"),
            subnet_ids=[subnet.id for subnet in network.subnets],
        )
        self.database = DbInstance(
            self,
            "database",
            identifier=naming.of("prices"),
            engine="postgres",
            instance_class="db.t4g.medium",
            allocated_storage=50,
            storage_encrypted=True,
            db_name="prices",
            username="prices_admin",
            manage_master_user_password=True,
            db_subnet_group_name=subnet_group.name,
            vpc_security_group_ids=[network.database_group.id],
            backup_retention_period=1,
        )
