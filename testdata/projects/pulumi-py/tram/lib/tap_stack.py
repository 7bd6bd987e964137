from typing import Optional

import pulumi
import pulumi_aws as aws
from pulumi import Output, ResourceOptions


class TapStackArgs:
    def __init__(self, environment_suffix: Optional[str] = None, tags: Optional[dict] = None):
        self.environment_suffix = environment_suffix or "dev"
        self.tags = tags


class TapStack(pulumi.ComponentResource):
    def __init__(self, name: str, args: TapStackArgs, opts: Optional[ResourceOptions] = None):
        super().__init__("tap:stack:TapStack", name, None, opts)
        self.environment_suffix = args.environment_suffix
        self.tags = args.tags or {}
        self.vpc = self._create_vpc()
        self.subnets = [self._create_subnet(i, public=i < 2) for i in range(4)]
        self.depot = self._create_depot()
        self.register_outputs({"vpc_id": self.vpc.id})

    def _create_vpc(self) -> aws.ec2.Vpc:
        vpc = aws.ec2.Vpc(
            f"tram-vpc-{self.environment_suffix}",
            cidr_block="10.90.0.0/16",
            enable_dns_hostnames=True,
            tags={**self.tags, "Name": f"tram-vpc-{self.environment_suffix}"},
            opts=ResourceOptions(parent=self),
        )
        aws.ec2.InternetGateway(
            f"tram-igw-{self.environment_suffix}",
            vpc_id=vpc.id,
            tags=self.tags | {"Kind": "gateway"},
            opts=ResourceOptions(parent=vpc, depends_on=[vpc]),
        )
        return vpc

    def _create_subnet(self, index: int, public: bool) -> aws.ec2.Subnet:
        zones = aws.get_availability_zones(state="available")
        kind = "public" if public else "private"
        return aws.ec2.Subnet(
            f"tram-{kind}-{index}-{self.environment_suffix}",
            vpc_id=self.vpc.id,
            cidr_block=f"10.90.{index}.0/24",
            availability_zone=zones.names[index % 2],
            map_public_ip_on_launch=public,
            tags={"Name": f"tram-{kind}-{index}-{self.environment_suffix}", "Kind": kind},
            opts=ResourceOptions(parent=self),
        )

    def _create_depot(self) -> aws.ec2.Instance:
        group = aws.ec2.SecurityGroup(
            "depot-group",
            name=f"tram-depot-{self.environment_suffix}",
            vpc_id=self.vpc.id,
            ingress=[
                aws.ec2.SecurityGroupIngressArgs(
                    protocol="tcp", from_port=port, to_port=port, cidr_blocks=["10.90.0.0/16"]
                )
                for port in (80, 443)
            ],
            egress=[{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}],
            opts=ResourceOptions(parent=self),
        )
        image = aws.ec2.get_ami(
            most_recent=True, owners=["amazon"], filters=[{"name": "name", "values": ["al2023-ami-*"]}]
        )
        return aws.ec2.Instance(
            "depot",
            ami=image.id,
            instance_type="t3.micro",
            subnet_id=self.subnets[0].id,
            vpc_security_group_ids=[group.id],
            disable_api_termination=True,
            metadata_options=aws.ec2.InstanceMetadataOptionsArgs(http_tokens="required"),
            user_data=Output.concat("#!/bin/bash\necho ", self.vpc.id, " > /etc/tram\n"),
            tags={"Name": f"tram-depot-{self.environment_suffix}"},
            opts=ResourceOptions(parent=self, protect=True),
        )
