"""One HTTP API with one route for each provider."""

import pulumi
import pulumi_aws as aws

from .worker import Worker


def make_gateway(name: str, workers: dict[str, Worker], opts: pulumi.ResourceOptions) -> pulumi.Output[str]:
    api = aws.apigatewayv2.Api("api", name=name, protocol_type="HTTP", opts=opts)
    for provider, worker in workers.items():
        integration = aws.apigatewayv2.Integration(
            f"{provider}-integration",
            api_id=api.id,
            integration_type="AWS_PROXY",
            integration_uri=worker.function.invoke_arn,
            payload_format_version="2.0",
            opts=opts,
        )
        aws.apigatewayv2.Route(
            f"{provider}-route",
            api_id=api.id,
            route_key=f"POST /webhooks/{provider}",
            target=integration.id.apply(lambda identity: f"integrations/{identity}"),
            opts=opts,
        )
        aws.lambda_.Permission(
            f"{provider}-permission",
            action="lambda:InvokeFunction",
            function=worker.function.name,
            principal="apigateway.amazonaws.com",
            source_arn=pulumi.Output.concat(api.execution_arn, "/*/*"),
            opts=opts,
        )
    aws.apigatewayv2.Stage("stage", api_id=api.id, name="$default", auto_deploy=True, opts=opts)
    return api.api_endpoint
