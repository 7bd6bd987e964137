from cdktf import Fn
from cdktf_cdktf_provider_aws.eip import Eip
from cdktf_cdktf_provider_aws.internet_gateway import InternetGateway
from cdktf_cdktf_provider_aws.nat_gateway import NatGateway
from cdktf_cdktf_provider_aws.route_table import RouteTable, RouteTableRoute
from cdktf_cdktf_provider_aws.route_table_association import RouteTableAssociation
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupEgress, SecurityGroupIngress
from cdktf_cdktf_provider_aws.subnet import Subnet
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs import Construct

from harbour.settings import HarbourSettings, Pier


class Network(Construct):
    def __init__(self, scope: Construct, id: str, settings: HarbourSettings):
        super().__init__(scope, id)
        self.settings = settings
        self.vpc = Vpc(self, "vpc", cidr_block=settings.cidr, enable_dns_hostnames=True, tags=self._tags("vpc"))
        self.gateway = InternetGateway(self, "igw", vpc_id=self.vpc.id, tags=self._tags("igw"))
        self.subnets = {name: self._subnet(name, pier) for name, pier in settings.piers.items()}
        self.groups = [self._group(name, pier) for name, pier in settings.piers.items() if pier.ports]

        public = [name for name in settings.piers if settings.piers[name].public]
        table = RouteTable(
            self,
            "public",
            vpc_id=self.vpc.id,
            route=[RouteTableRoute(cidr_block="0.0.0.0/0", gateway_id=self.gateway.id)],
            tags=self._tags("public"),
        )
        for name in public:
            RouteTableAssociation(
                self, f"public-{name}", subnet_id=self.subnets[name].id, route_table_id=table.id
            )
        if settings.nat:
            address = Eip(self, "nat-address", domain="vpc")
            NatGateway(self, "nat", allocation_id=address.id, subnet_id=self.subnets[public[0]].id)

    def _subnet(self, name: str, pier: Pier) -> Subnet:
        return Subnet(
            self,
            f"subnet-{name}",
            vpc_id=self.vpc.id,
            cidr_block=pier.cidr,
            map_public_ip_on_launch=pier.public,
            availability_zone=f"{self.settings.region}a",
            tags=self._tags(name),
        )

    def _group(self, name: str, pier: Pier) -> SecurityGroup:
        return SecurityGroup(
            self,
            f"group-{name}",
            name=f"{self.settings.prefix}-{name}",
            vpc_id=self.vpc.id,
            ingress=[
                SecurityGroupIngress(from_port=port, to_port=port, protocol="tcp", cidr_blocks=[self.settings.cidr])
                for port in pier.ports
            ],
            egress=[SecurityGroupEgress(from_port=0, to_port=0, protocol="-1", cidr_blocks=["0.0.0.0/0"])],
        )

    def _tags(self, kind: str) -> dict:
        return {"Name": "-".join((self.settings.prefix, kind)), "Owner": Fn.lower("HARBOUR")}
