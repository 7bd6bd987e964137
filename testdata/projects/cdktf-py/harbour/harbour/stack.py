from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.db_instance import DbInstance
from cdktf_cdktf_provider_aws.db_subnet_group import DbSubnetGroup
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

from .network import Network
from .settings import HarbourSettings


class HarbourStack(TerraformStack):
    def __init__(self, scope: Construct, id: str, settings: HarbourSettings):
        super().__init__(scope, id)
        AwsProvider(self, "aws", region=settings.region)
        network = Network(self, "network", settings)
        group = DbSubnetGroup(
            self,
            "manifest-subnets",
            name=f"{settings.prefix}-manifest",
            subnet_ids=[subnet.id for subnet in network.subnets.values()],
        )
        options = dict(engine="mysql", engine_version="8.0", instance_class="db.t3.small", allocated_storage=20)
        DbInstance(
            self,
            "manifest",
            identifier=f"{settings.prefix}-manifest",
            db_subnet_group_name=group.name,
            username="harbour",
            manage_master_user_password=True,
            skip_final_snapshot=True,
            storage_encrypted=True,
            vpc_security_group_ids=[network.groups[-1].id],
            **options,
        )
