"""A shop behind a load balancer, with its database."""

import os

import pulumi
import pulumi_aws as aws
import pulumi_random as random
from pulumi_aws import ecs, lb, rds

suffix = os.getenv("ENVIRONMENT_SUFFIX", "dev")
prefix = f"bazaar-{suffix}"
subnets = ["subnet-aaaa1111", "subnet-bbbb2222"]

STALLS = [
    {"name": "spices", "port": 8080, "count": 2},
    {"name": "carpets", "port": 8081, "count": 1, "path": "/carpets"},
]

cluster = ecs.Cluster(
    "cluster", name=f"{prefix}-cluster", settings=[ecs.ClusterSettingArgs(name="containerInsights", value="enabled")]
)
balancer = lb.LoadBalancer(
    "gate",
    name=f"{prefix}-gate"[:32],
    load_balancer_type="application",
    subnets=subnets,
    enable_deletion_protection=True,
    access_logs={"bucket": f"{prefix}-logs", "enabled": True},
)
listener = lb.Listener(
    "http",
    load_balancer_arn=balancer.arn,
    port=80,
    protocol="HTTP",
    default_actions=[lb.ListenerDefaultActionArgs(type="fixed-response", fixed_response={"content_type": "text/plain", "status_code": "404"})],
)
role = aws.iam.Role(
    "execution",
    name=f"{prefix}-execution",
    assume_role_policy="""{
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}
        ]
    }""",
)

for priority, stall in enumerate(STALLS, 10):
    name, port = stall["name"], stall["port"]
    group = lb.TargetGroup(
        f"{name}-targets",
        name=f"{prefix}-{name}",
        port=port,
        protocol="HTTP",
        target_type="ip",
        vpc_id="vpc-cccc3333",
        health_check={"path": stall.get("path", "/") + "health", "matcher": "200"},
    )
    lb.ListenerRule(
        f"{name}-rule",
        listener_arn=listener.arn,
        priority=priority,
        actions=[{"type": "forward", "target_group_arn": group.arn}],
        conditions=[{"path_pattern": {"values": [f"/{name}/*"]}}],
    )
    task = ecs.TaskDefinition(
        f"{name}-task",
        family=f"{prefix}-{name}",
        cpu="256",
        memory="512",
        network_mode="awsvpc",
        requires_compatibilities=["FARGATE"],
        execution_role_arn=role.arn,
        container_definitions=pulumi.Output.json_dumps(
            [{"name": name, "image": f"public.ecr.aws/bazaar/{name}:2", "portMappings": [{"containerPort": port}]}]
        ),
    )
    ecs.Service(
        f"{name}-service",
        name=f"{prefix}-{name}",
        cluster=cluster.arn,
        task_definition=task.arn,
        desired_count=stall["count"],
        launch_type="FARGATE",
        network_configuration=ecs.ServiceNetworkConfigurationArgs(subnets=subnets, assign_public_ip=False),
        load_balancers=[{"target_group_arn": group.arn, "container_name": name, "container_port": port}],
        opts=pulumi.ResourceOptions(depends_on=[listener]),
    )

password = random.RandomPassword("password", length=24, special=False)
database = rds.Instance(
    "ledger",
    identifier=f"{prefix}-ledger",
    engine="postgres",
    engine_version="16.4",
    instance_class="db.t4g.micro",
    allocated_storage=20,
    username="bazaar",
    password=password.result,
    storage_encrypted=True,
    skip_final_snapshot=False,
    final_snapshot_identifier=f"{prefix}-ledger-final",
    deletion_protection=True,
    backup_retention_period=7 if suffix in ("prod", "staging") else 1,
)
pulumi.export("url", balancer.dns_name.apply(lambda name: f"http://{name}"))
