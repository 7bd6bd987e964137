"""Physical names, and which of them need no environment suffix because two environments cannot collide in them."""

from __future__ import annotations

from functools import lru_cache

from iaclint.model import Resource, Setting
from iaclint.model.render import render_text

# Service and resource, as CloudFormation, Terraform and Pulumi agree to call it: the name is unique within the resource that it
# belongs to (a stage within its API, a node group within its cluster), or it is none of the author's choosing.
WITHIN_ANOTHER = frozenset(
    (
        # API Gateway, AppSync, AppConfig, App Mesh, Amplify
        "ApiGateway.Authorizer", "ApiGateway.Model", "ApiGateway.RequestValidator", "ApiGateway.Stage",
        "ApiGateway.ApiKey", "ApiGateway.UsagePlan",
        "ApiGatewayV2.Authorizer", "ApiGatewayV2.Model", "ApiGatewayV2.Stage",
        "AppSync.ChannelNamespace", "AppSync.DataSource", "AppSync.Datasource", "AppSync.Function",
        "AppSync.FunctionConfiguration",
        "AppConfig.ConfigurationProfile", "AppConfig.Environment",
        "AppMesh.GatewayRoute", "AppMesh.Route", "AppMesh.VirtualGateway", "AppMesh.VirtualNode", "AppMesh.VirtualRouter",
        "AppMesh.VirtualService",
        "Amplify.Branch", "Amplify.BackendEnvironment",
        # compute
        "Lambda.Alias",
        "ECS.Service",
        "EKS.FargateProfile", "EKS.NodeGroup", "EKS.Nodegroup", "EKS.Capability", "EKS.IdentityProviderConfig",
        "AutoScaling.LifecycleHook", "AutoScaling.Policy",
        "AppAutoScaling.Policy", "AppAutoScaling.ScheduledAction", "ApplicationAutoScaling.ScalingPolicy",
        "CodeDeploy.DeploymentGroup", "EMR.InstanceFleet", "EMR.InstanceGroup", "EMR.InstanceFleetConfig",
        # storage and data
        "S3.AnalyticsConfiguration", "S3.BucketAnalyticsConfiguration", "S3.BucketIntelligentTieringConfiguration",
        "S3.BucketInventory", "S3.BucketMetric", "S3.Inventory",
        "DynamoDB.GlobalSecondaryIndex", "Keyspaces.Table", "Timestreamwrite.Table", "Timestream.Table",
        "Glue.CatalogTable", "Glue.Table", "Glue.UserDefinedFunction", "Glue.Schema",
        "Athena.NamedQuery", "Athena.PreparedStatement", "S3Tables.Table", "S3Tables.Namespace",
        "Backup.Selection", "Backup.RestoreTestingSelection",
        "Kinesis.StreamConsumer", "Redshift.Partner",
        # identity
        "IAM.RolePolicy", "IAM.UserPolicy", "IAM.GroupPolicy", "IAM.GroupMembership", "IAM.PolicyAttachment",
        "Cognito.UserPoolClient", "Cognito.UserGroup", "Cognito.UserPoolGroup", "Cognito.UserInGroup", "Cognito.IdentityProvider",
        "Cognito.UserPoolIdentityProvider", "Cognito.ResourceServer", "Cognito.UserPoolResourceServer",
        "KMS.Grant", "Transfer.User",
        # a directory is named like its domain; what is in a contact centre
        "DirectoryService.MicrosoftAD", "DirectoryService.SimpleAD", "DirectoryService.Directory",
        "Connect.AgentStatus", "Connect.ContactFlow", "Connect.ContactFlowModule", "Connect.HoursOfOperation",
        "Connect.Prompt", "Connect.Queue", "Connect.QuickConnect", "Connect.RoutingProfile", "Connect.Rule",
        "Connect.SecurityProfile", "Connect.TaskTemplate", "Connect.User", "Connect.UserHierarchyGroup", "Connect.View",
        # monitoring
        "CloudWatch.LogMetricFilter", "CloudWatch.LogStream", "CloudWatch.LogSubscriptionFilter",
        "CloudWatch.QueryDefinition", "Logs.QueryDefinition", "CloudWatchQuery.Definition",
        "Logs.MetricFilter", "Logs.LogStream", "Logs.SubscriptionFilter",
        "GuardDuty.DetectorFeature", "GuardDuty.Filter", "GuardDuty.IPSet", "GuardDuty.MemberDetectorFeature",
        "GuardDuty.OrganizationConfigurationFeature", "GuardDuty.ThreatIntelSet",
        # network; domain names are names of the world
        "ServiceDiscovery.Service", "ServiceDiscovery.Instance", "ServiceDiscovery.PrivateDnsNamespace",
        "ServiceDiscovery.PublicDnsNamespace",
        "Route53.ResolverRuleAssociation", "Route53.ResolverFirewallRule", "Route53.ResolverFirewallRuleGroupAssociation",
        "Route53.KeySigningKey", "Route53.CidrLocation",
        "ELB.AppCookieStickinessPolicy", "ELB.LoadBalancerPolicy", "ELB.SslNegotiationPolicy",
        "WAFv2.WebAclRule", "VpcLattice.ListenerRule", "VpcLattice.Listener", "CloudFront.DistributionTenant",
        "SES.EmailIdentity", "SES.EventDestination", "SES.ReceiptRule",
        "SESv2.ConfigurationSetEventDestination",
        # one per account and region, whatever its name
        "Cfg.Recorder", "Cfg.RecorderStatus", "Cfg.DeliveryChannel", "Config.ConfigurationRecorder", "Config.DeliveryChannel",
        "Config.ConfigurationRecorderStatus",
        # Systems Manager: the name is that of the document
        "SSM.Association", "SSM.MaintenanceWindowTarget", "SSM.MaintenanceWindowTask",
        # assistants
        "Bedrock.AgentAgentActionGroup", "Bedrock.AgentAgentAlias", "Bedrock.AgentAlias", "Bedrock.AgentDataSource",
        "Bedrock.DataSource", "Lex.BotAlias", "Lex.V2modelsIntent", "Lex.V2modelsSlot", "Lex.V2modelsSlotType",
        "Kendra.DataSource", "Kendra.Faq", "Organizations.OrganizationalUnit",
    )
)  # fmt: skip

# In CloudFormation this is the inline policy of a role; the policy that stands for itself is AWS::IAM::ManagedPolicy.
INLINE_TYPES = frozenset(("AWS::IAM::Policy",))

# Names that a service looks for.
DEMANDED = frozenset(
    (
        "dms-vpc-role", "dms-cloudwatch-logs-role", "dms-access-for-endpoint", "SSM-SessionManagerRunShell", "vmimport",
        "AWSCloudFormationStackSetAdministrationRole", "AWSCloudFormationStackSetExecutionRole",
        "EMR_DefaultRole", "EMR_EC2_DefaultRole", "EMR_AutoScaling_DefaultRole",
    )
)  # fmt: skip

# API Gateway makes this log group itself, under this name.
DEMANDED_PREFIX = "API-Gateway-Execution-Logs_"


def physical_name(resource: Resource) -> Setting | None:
    """The physical name that the program gives a resource; ``None`` when it gives none, or one in which environments cannot collide."""
    if resource.name_property is None or resource.implicit or resource.type in INLINE_TYPES:
        return None
    setting = resource.get(resource.name_property)
    if not setting.given or plain_type(resource.type) in _WITHIN_ANOTHER:
        return None
    name = render_text(setting.value)
    return None if name in DEMANDED or name.startswith(DEMANDED_PREFIX) else setting


@lru_cache(maxsize=1024)
def plain_type(type: str) -> str:
    """``AWS::ApiGateway::Stage``, ``aws_api_gateway_stage`` and ``aws:apigateway/stage:Stage`` are all ``apigatewaystage``."""
    if "::" in type:
        parts = type.split("::")[1:]
    elif type.startswith("aws:"):
        module, _, name = type.removeprefix("aws:").partition(":")
        parts = [module.partition("/")[0], name]
    else:
        parts = [type.removeprefix("aws_").replace("_", "")]
    return "".join(parts).lower()


_WITHIN_ANOTHER = frozenset(name.replace(".", "").lower() for name in WITHIN_ANOTHER)
