import os
from enum import Enum

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.kms_alias import KmsAlias
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_server_side_encryption_configuration import (
    S3BucketServerSideEncryptionConfigurationA,
    S3BucketServerSideEncryptionConfigurationRuleA,
    S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA,
)
from cdktf_cdktf_provider_aws.s3_bucket_versioning import S3BucketVersioningA
from cdktf_cdktf_provider_aws.ssm_parameter import SsmParameter


class Site(str, Enum):
    PRIMARY = "eu-central-1"
    REFLECTION = "us-west-1"

    @property
    def short(self) -> str:
        return self.value.replace("-", "")


class MirrorStack(TerraformStack):
    def __init__(self, scope: App, name: str, environment_suffix: str) -> None:
        super().__init__(scope, name)
        self.environment_suffix = environment_suffix
        self.providers = {
            site: AwsProvider(self, f"aws-{site.short}", region=site.value, alias=site.short) for site in Site
        }
        self.buckets = [self.bucket(site, versioned=site is Site.PRIMARY) for site in Site]
        SsmParameter(
            self,
            "sites",
            provider=self.providers[Site.PRIMARY],
            name=f"/mirror/{environment_suffix}/sites",
            type="StringList",
            value=",".join(site.value for site in Site),
        )

    def bucket(self, site: Site, *, versioned: bool) -> S3Bucket:
        provider = self.providers[site]
        key = KmsKey(
            self,
            f"key-{site.short}",
            provider=provider,
            description=f"Mirror of {site.value}",
            enable_key_rotation=True,
            deletion_window_in_days=10,
        )
        KmsAlias(
            self,
            f"alias-{site.short}",
            provider=provider,
            name=f"alias/mirror-{site.short}-{self.environment_suffix}",
            target_key_id=key.key_id,
        )
        bucket = S3Bucket(
            self,
            f"bucket-{site.short}",
            provider=provider,
            bucket=f"mirror-{site.short}-{self.environment_suffix}",
            lifecycle={"prevent_destroy": versioned},
        )
        S3BucketServerSideEncryptionConfigurationA(
            self,
            f"encryption-{site.short}",
            provider=provider,
            bucket=bucket.id,
            rule=[
                S3BucketServerSideEncryptionConfigurationRuleA(
                    apply_server_side_encryption_by_default=S3BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultA(
                        sse_algorithm="aws:kms", kms_master_key_id=key.arn
                    ),
                    bucket_key_enabled=True,
                )
            ],
        )
        if versioned:
            S3BucketVersioningA(
                self,
                f"versioning-{site.short}",
                provider=provider,
                bucket=bucket.id,
                versioning_configuration={"status": "Enabled"},
            )
        return bucket


app = App()
MirrorStack(app, "mirror", os.getenv("ENVIRONMENT_SUFFIX", "dev"))
app.synth()
