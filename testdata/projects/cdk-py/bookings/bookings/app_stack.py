from aws_cdk import Duration, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_ecs_patterns as ecs_patterns
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from constructs import Construct


class BookingsStack(Stack):
    def __init__(self, scope: Construct, construct_id: str, *, environment_suffix: str, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)

        table = dynamodb.TableV2(
            self,
            "Bookings",
            table_name=f"bookings-{environment_suffix}",
            partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING),
        )
        tickets = s3.Bucket(self, "Tickets", bucket_name=f"bookings-tickets-{environment_suffix}")
        handler = lambda_.Function(
            self,
            "Api",
            function_name=f"bookings-api-{environment_suffix}",
            runtime=lambda_.Runtime.PYTHON_3_12,
            handler="index.handler",
            code=lambda_.Code.from_inline("def handler(event, context):\n    return {'statusCode': 200}\n"),
            timeout=Duration.seconds(29),
            environment={"TABLE": table.table_name},
        )
        table.grant_read_write_data(handler)

        api = apigateway.LambdaRestApi(
            self, "Rest", handler=handler, rest_api_name=f"bookings-{environment_suffix}", proxy=False, cloud_watch_role=False
        )
        for resource, methods in {"bookings": ["GET", "POST"], "seats": ["GET"]}.items():
            item = api.root.add_resource(resource)
            for method in methods:
                item.add_method(method)

        vpc = ec2.Vpc(self, "Vpc", max_azs=2, nat_gateways=1)
        cluster = ecs.Cluster(self, "Cluster", cluster_name=f"bookings-{environment_suffix}", vpc=vpc)
        printer = ecs_patterns.QueueProcessingFargateService(
            self,
            "Printer",
            cluster=cluster,
            service_name=f"bookings-printer-{environment_suffix}",
            image=ecs.ContainerImage.from_registry("public.ecr.aws/docker/library/python:3.12"),
            cpu=256,
            memory_limit_mib=512,
            max_scaling_capacity=4,
            environment={"TICKETS": tickets.bucket_name},
        )
        tickets.grant_put(printer.task_definition.task_role)
