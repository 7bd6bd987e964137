import os

import jsii
from cdktf import App, Aspects, Fn, IAspect, S3Backend, TerraformOutput, TerraformResourceLifecycle, TerraformStack, TerraformVariable, Token
from cdktf_cdktf_provider_aws.autoscaling_group import AutoscalingGroup, AutoscalingGroupLaunchTemplate, AutoscalingGroupTag
from cdktf_cdktf_provider_aws.data_aws_ami import DataAwsAmi, DataAwsAmiFilter
from cdktf_cdktf_provider_aws.data_aws_region import DataAwsRegion
from cdktf_cdktf_provider_aws.launch_template import LaunchTemplate
from cdktf_cdktf_provider_aws.lb import Lb
from cdktf_cdktf_provider_aws.lb_target_group import LbTargetGroup, LbTargetGroupHealthCheck
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.rds_cluster import RdsCluster
from cdktf_cdktf_provider_aws.rds_cluster_instance import RdsClusterInstance
from constructs import IConstruct

SUFFIX = os.getenv("ENVIRONMENT_SUFFIX", "dev")


@jsii.implements(IAspect)
class KeepClusters:
    def visit(self, node: IConstruct) -> None:
        if isinstance(node, RdsCluster):
            node.lifecycle = TerraformResourceLifecycle(prevent_destroy=True)


class LighthouseStack(TerraformStack):
    def __init__(self, scope: App, id: str) -> None:
        super().__init__(scope, id)
        AwsProvider(self, "aws", region="ap-south-1")
        backend = S3Backend(self, bucket="lighthouse-states", key=f"{id}/{SUFFIX}", region="ap-south-1")
        self.add_override("terraform.backend.s3.use_lockfile", True)
        region = DataAwsRegion(self, "region")

        size = TerraformVariable(self, "instance_type", type="string", default="t3.small")
        image = DataAwsAmi(
            self,
            "image",
            most_recent=True,
            owners=["amazon"],
            filter=[DataAwsAmiFilter(name="name", values=["al2023-ami-*-x86_64"])],
        )
        template = LaunchTemplate(
            self,
            "lamp-template",
            name_prefix=f"lighthouse-{SUFFIX}-",
            image_id=image.id,
            instance_type=size.string_value,
            metadata_options={"http_tokens": "required", "http_endpoint": "enabled"},
            user_data=Fn.base64encode("#!/bin/bash\nsystemctl start lamp\n"),
        )
        group = AutoscalingGroup(
            self,
            "lamps",
            name=f"lighthouse-lamps-{SUFFIX}",
            min_size=1,
            max_size=3,
            vpc_zone_identifier=["subnet-11111111", "subnet-22222222"],
            launch_template=AutoscalingGroupLaunchTemplate(id=template.id, version="$Latest"),
            tag=[AutoscalingGroupTag(key="Name", value=f"lighthouse-{SUFFIX}", propagate_at_launch=True)],
            lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
        )
        group.add_override("instance_refresh", {"strategy": "Rolling", "preferences": {"min_healthy_percentage": 50}})

        balancer = Lb(
            self,
            "beam",
            name=f"lighthouse-beam-{SUFFIX}"[:32],
            load_balancer_type="application",
            subnets=["subnet-11111111", "subnet-22222222"],
            enable_deletion_protection=False,
            drop_invalid_header_fields=True,
        )
        LbTargetGroup(
            self,
            "lamps-target",
            name=f"lighthouse-{SUFFIX}",
            port=8080,
            protocol="HTTP",
            vpc_id="vpc-33333333",
            health_check=LbTargetGroupHealthCheck(path="/health", matcher="200-299", interval=15),
        )
        cluster = RdsCluster(
            self,
            "journal",
            cluster_identifier=f"lighthouse-journal-{SUFFIX}",
            engine="aurora-mysql",
            database_name="journal",
            master_username="keeper",
            manage_master_user_password=True,
            storage_encrypted=True,
            deletion_protection=True,
            backup_retention_period=Token.as_number(7),
            availability_zones=[f"{region.name}a", f"{region.name}b"],
        )
        for index in range(2):
            RdsClusterInstance(
                self,
                f"journal-{index}",
                identifier=f"lighthouse-journal-{SUFFIX}-{index}",
                cluster_identifier=cluster.id,
                engine=cluster.engine,
                instance_class="db.r6g.large",
            )
        TerraformOutput(self, "dns", value=balancer.dns_name)


app = App()
Aspects.of(LighthouseStack(app, "lighthouse")).add(KeepClusters())
app.synth()
