"""A VPC with private subnets only: nothing in it is reached from outside."""

from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs import Construct

from .naming import Naming


class Network(Construct):
    def __init__(self, scope: Construct, construct_id: str, *, naming: Naming, zones: list[str]) -> None:
        super().__init__(scope, construct_id)
        self.vpc = Vpc(
            self,
            "vpc",
            cidr_block="10.20.0.0/16",
            enable_dns_hostnames=True,
            enable_dns_support=True,
            tags={"Name": naming.of("vpc")},
        )
        self.subnets = [
            Subnet(
                self,
                f"private_{position}",
                vpc_id=self.vpc.id,
                cidr_block=f"10.20.{position}.0/24",
                availability_zone=zone,
                tags={"Name": naming.of(f"private-{position}")},
            )
            for position, zone in enumerate(zones)
        ]
        self.database_group = SecurityGroup(
            self,
            "database_group",
            name=naming.of("database"),
            vpc_id=self.vpc.id,
            description="The database, from within the VPC",
            ingress=[
                SecurityGroupIngress(
                    from_port=5432, to_port=5432, protocol="tcp", cidr_blocks=[self.vpc.cidr_block]
                )
            ],
        )
