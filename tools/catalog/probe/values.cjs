// Values for the parameters of a library's classes, made from what its assembly declares of them.
'use strict'

const cdk = require('aws-cdk-lib')

// What cannot be made from declarations alone: the checks of the library want something particular.
const TEXTS = [
  [/arn$/i, 'arn:aws:service:us-east-1:111122223333:thing/probe'], [/cidr/i, '10.0.0.0/16'], [/email/i, 'a@example.com'],
  [/(url|endpoint)$/i, 'https://example.com/path'], [/domainName$|zoneName$|^recordName$/i, 'example.com'], [/availabilityZone/i, 'us-east-1a'],
  [/region/i, 'us-east-1'], [/account/i, '111122223333'], [/^path$|Path$/i, '/probe'], [/httpMethod|^method$/i, 'GET'],
  [/expression/i, 'rate(1 hour)'], [/image/i, 'alpine'], [/vpcId/i, 'vpc-12345'], [/^alias(Name)?$/, 'alias/probe'], [/schedule/i, 'rate(1 hour)'],
  [/definition/i, '{}'], [/actions?$/i, 'probe:Action'], [/version$/i, '1.0'], [/fifo/i, 'probe.fifo'],
]
const NUMBERS = [[/port/i, 8080], [/(memory|Mi[Bb])/, 512], [/cpu/i, 256], [/storage|size/i, 20], [/capacity/i, 5], [/percent|utilization/i, 50]]

const MADE = {
  'Duration': () => cdk.Duration.minutes(5),
  'Size': () => cdk.Size.gibibytes(1),
  'SecretValue': () => cdk.SecretValue.unsafePlainText('probe'),
  'RemovalPolicy': () => cdk.RemovalPolicy.DESTROY,
  'aws_lambda.Runtime': () => cdk.aws_lambda.Runtime.NODEJS_20_X,
  'aws_lambda.Code': () => cdk.aws_lambda.Code.fromInline('exports.handler = 1'),
  'aws_lambda.LayerVersion': w => cdk.aws_lambda.LayerVersion.fromLayerVersionArn(w.deps(), w.name(), 'arn:aws:lambda:us-east-1:111122223333:layer:probe:1'),
  'aws_lambda.DockerImageCode': () => cdk.aws_lambda.DockerImageCode.fromEcr(repository()),
  'aws_lambda.FunctionUrl': w => w.make('aws_lambda.Function').addFunctionUrl(),
  'aws_lambda.Alias': w => new cdk.aws_lambda.Alias(w.deps(), w.name(), { aliasName: 'live', version: w.make('aws_lambda.Function').currentVersion }),
  'aws_lambda.Version': w => w.make('aws_lambda.Function').currentVersion,
  'aws_ec2.MachineImage': () => cdk.aws_ec2.MachineImage.latestAmazonLinux2023(),
  'aws_ec2.IMachineImage': () => cdk.aws_ec2.MachineImage.latestAmazonLinux2023(),
  'aws_ec2.InstanceType': () => new cdk.aws_ec2.InstanceType('t3.micro'),
  'aws_ec2.LaunchTemplate': w => new cdk.aws_ec2.LaunchTemplate(w.scope(), w.name(), {
    instanceType: MADE['aws_ec2.InstanceType'](), machineImage: MADE['aws_ec2.MachineImage'](), securityGroup: w.make('aws_ec2.SecurityGroup'), role: w.make('aws_iam.Role') }),
  'aws_ec2.IPeer': w => w.make('aws_ec2.SecurityGroup'),
  'aws_ec2.Port': () => cdk.aws_ec2.Port.tcp(8080),
  'aws_ec2.IConnectable': w => w.make('aws_ec2.SecurityGroup'),
  'aws_ec2.AclCidr': () => cdk.aws_ec2.AclCidr.anyIpv4(),
  'aws_ec2.AclTraffic': () => cdk.aws_ec2.AclTraffic.allTraffic(),
  'aws_ec2.SubnetSelection': () => ({}),
  'aws_ec2.FlowLogResourceType': w => cdk.aws_ec2.FlowLogResourceType.fromVpc(w.make('aws_ec2.Vpc')),
  'aws_ec2.IInterfaceVpcEndpointService': () => cdk.aws_ec2.InterfaceVpcEndpointAwsService.SQS,
  'aws_ec2.IGatewayVpcEndpointService': () => cdk.aws_ec2.GatewayVpcEndpointAwsService.S3,
  'aws_ec2.SubnetType': () => cdk.aws_ec2.SubnetType.PUBLIC,
  'aws_ecs.ContainerImage': () => cdk.aws_ecs.ContainerImage.fromRegistry('alpine'),
  'aws_ecs.ITaskDefinition': w => w.make('aws_ecs.FargateTaskDefinition'),
  'aws_ecs.TaskDefinition': w => w.make('aws_ecs.FargateTaskDefinition'),
  'aws_ecs.FargateTaskDefinition': w => {
    const made = new cdk.aws_ecs.FargateTaskDefinition(w.scope(), w.name())
    made.addContainer('main', { image: cdk.aws_ecs.ContainerImage.fromRegistry('alpine'), memoryLimitMiB: 64, portMappings: [{ containerPort: 80 }] })
    return made
  },
  'aws_ecs.Ec2TaskDefinition': w => {
    const made = new cdk.aws_ecs.Ec2TaskDefinition(w.scope(), w.name())
    made.addContainer('main', { image: cdk.aws_ecs.ContainerImage.fromRegistry('alpine'), memoryLimitMiB: 64, portMappings: [{ containerPort: 80 }] })
    return made
  },
  'aws_ecs.Cluster': w => new cdk.aws_ecs.Cluster(w.scope(), w.name(), { vpc: w.make('aws_ec2.Vpc') }),
  'aws_ecs.IBaseService': w => w.make('aws_ecs.FargateService'),
  'aws_ecs.ScalableTaskCount': w => w.fresh('aws_ecs.FargateService').autoScaleTaskCount({ maxCapacity: 4 }),
  'aws_dynamodb.Attribute': () => ({ name: 'id', type: cdk.aws_dynamodb.AttributeType.STRING }),
  'aws_dynamodb.IScalableTableAttribute': w => w.fresh('aws_dynamodb.Table', { billingMode: cdk.aws_dynamodb.BillingMode.PROVISIONED }).autoScaleReadCapacity({ minCapacity: 1, maxCapacity: 4 }),
  'aws_iam.IGrantable': w => w.grantee(),
  'aws_iam.IPrincipal': w => w.grantee(),
  'aws_iam.IIdentity': w => w.grantee(),
  'aws_iam.IRole': w => w.make('aws_iam.Role'),
  'aws_iam.Role': w => new cdk.aws_iam.Role(w.scope(), w.name(), { assumedBy: new cdk.aws_iam.ServicePrincipal('lambda.amazonaws.com') }),
  'aws_iam.PolicyStatement': () => new cdk.aws_iam.PolicyStatement({ sid: 'Probe', actions: ['probe:Statement'], resources: ['*'], principals: [new cdk.aws_iam.AccountRootPrincipal()] }),
  'aws_iam.PolicyDocument': () => new cdk.aws_iam.PolicyDocument({ statements: [MADE['aws_iam.PolicyStatement']()] }),
  'aws_iam.IManagedPolicy': () => cdk.aws_iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'),
  'aws_kms.IKey': w => w.make('aws_kms.Key'),
  'aws_events.EventPattern': () => ({ source: ['probe'] }),
  'aws_events.Rule': w => new cdk.aws_events.Rule(w.scope(), w.name(), { schedule: cdk.aws_events.Schedule.rate(cdk.Duration.hours(1)) }),
  'aws_events.Schedule': () => cdk.aws_events.Schedule.rate(cdk.Duration.hours(1)),
  'aws_stepfunctions.DefinitionBody': w => cdk.aws_stepfunctions.DefinitionBody.fromChainable(new cdk.aws_stepfunctions.Pass(w.deps(), w.name())),
  'aws_stepfunctions.IChainable': w => new cdk.aws_stepfunctions.Pass(w.deps(), w.name()),
  'aws_stepfunctions.StateMachine': w => new cdk.aws_stepfunctions.StateMachine(w.scope(), w.name(), { definitionBody: MADE['aws_stepfunctions.DefinitionBody'](w) }),
  'aws_rds.IClusterEngine': () => cdk.aws_rds.DatabaseClusterEngine.auroraPostgres({ version: cdk.aws_rds.AuroraPostgresEngineVersion.VER_16_4 }),
  'aws_rds.IInstanceEngine': () => cdk.aws_rds.DatabaseInstanceEngine.postgres({ version: cdk.aws_rds.PostgresEngineVersion.VER_16 }),
  'aws_rds.IClusterInstance': () => cdk.aws_rds.ClusterInstance.serverlessV2('writer'),
  'aws_rds.DatabaseCluster': w => new cdk.aws_rds.DatabaseCluster(w.scope(), w.name(), { engine: MADE['aws_rds.IClusterEngine'](), vpc: w.make('aws_ec2.Vpc'), writer: MADE['aws_rds.IClusterInstance']() }),
  'aws_route53.RecordTarget': () => cdk.aws_route53.RecordTarget.fromValues('1.2.3.4'),
  'aws_route53.IHostedZone': w => cdk.aws_route53.HostedZone.fromHostedZoneAttributes(w.deps(), w.name(), { hostedZoneId: 'Z1', zoneName: 'example.com' }),
  'aws_route53.HostedZone': w => new cdk.aws_route53.HostedZone(w.scope(), w.name(), { zoneName: 'example.com' }),
  'aws_certificatemanager.ICertificate': w => cdk.aws_certificatemanager.Certificate.fromCertificateArn(w.deps(), w.name(), 'arn:aws:acm:us-east-1:111122223333:certificate/probe'),
  'aws_cloudfront.IOrigin': () => new cdk.aws_cloudfront_origins.HttpOrigin('example.com'),
  'aws_cloudwatch.IMetric': () => new cdk.aws_cloudwatch.Metric({ namespace: 'n', metricName: 'm' }),
  'aws_cloudwatch.Metric': () => new cdk.aws_cloudwatch.Metric({ namespace: 'n', metricName: 'm' }),
  'aws_logs.IFilterPattern': () => cdk.aws_logs.FilterPattern.allEvents(),
  'aws_logs.QueryString': () => new cdk.aws_logs.QueryString({ fields: ['@message'] }),
  'aws_codebuild.BuildSpec': () => cdk.aws_codebuild.BuildSpec.fromObject({ version: '0.2', phases: { build: { commands: ['true'] } } }),
  'aws_codebuild.Project': w => new cdk.aws_codebuild.Project(w.scope(), w.name(), { buildSpec: MADE['aws_codebuild.BuildSpec']() }),
  'aws_codepipeline.Artifact': () => new cdk.aws_codepipeline.Artifact('probe'),
  'aws_codecommit.Repository': w => new cdk.aws_codecommit.Repository(w.scope(), w.name(), { repositoryName: 'probe' }),
  'aws_apigateway.RestApi': w => {
    const api = new cdk.aws_apigateway.RestApi(w.scope(), w.name())
    api.root.addMethod('GET')
    return api
  },
  'aws_apigateway.Stage': w => w.make('aws_apigateway.RestApi').deploymentStage,
  'aws_apigateway.Resource': w => w.make('aws_apigateway.RestApi').root.addResource(w.name()),
  'aws_apigateway.Method': w => w.make('aws_apigateway.RestApi').root.addMethod('POST'),
  'aws_apigatewayv2.WebSocketApi': w => new cdk.aws_apigatewayv2.WebSocketApi(w.scope(), w.name()),
  'aws_autoscaling.AutoScalingGroup': w => new cdk.aws_autoscaling.AutoScalingGroup(w.scope(), w.name(), {
    vpc: w.make('aws_ec2.Vpc'), instanceType: MADE['aws_ec2.InstanceType'](), machineImage: MADE['aws_ec2.MachineImage']() }),
  'aws_elasticloadbalancingv2.ApplicationListener': w => w.make('aws_elasticloadbalancingv2.ApplicationLoadBalancer').addListener(w.name(), { port: 80, open: false, defaultAction: cdk.aws_elasticloadbalancingv2.ListenerAction.fixedResponse(200) }),
  'aws_elasticloadbalancingv2.NetworkListener': w => w.make('aws_elasticloadbalancingv2.NetworkLoadBalancer').addListener(w.name(), { port: 80, defaultAction: cdk.aws_elasticloadbalancingv2.NetworkListenerAction.forward([w.make('aws_elasticloadbalancingv2.NetworkTargetGroup')]) }),
  'aws_elasticloadbalancingv2.ApplicationTargetGroup': w => new cdk.aws_elasticloadbalancingv2.ApplicationTargetGroup(w.scope(), w.name(), { vpc: w.make('aws_ec2.Vpc'), port: 80 }),
  'aws_elasticloadbalancingv2.NetworkTargetGroup': w => new cdk.aws_elasticloadbalancingv2.NetworkTargetGroup(w.scope(), w.name(), { vpc: w.make('aws_ec2.Vpc'), port: 80 }),
  'aws_elasticloadbalancingv2.ListenerAction': () => cdk.aws_elasticloadbalancingv2.ListenerAction.fixedResponse(200),
  'aws_s3_deployment.ISource': () => cdk.aws_s3_deployment.Source.data('probe.txt', 'probe'),
  'aws_secretsmanager.ISecretAttachmentTarget': w => w.make('aws_rds.DatabaseInstance'),
  'aws_secretsmanager.ISecret': w => w.make('aws_secretsmanager.Secret'),
  'aws_secretsmanager.SecretRotationApplication': () => cdk.aws_secretsmanager.SecretRotationApplication.POSTGRES_ROTATION_SINGLE_USER,
  'aws_backup.BackupResource': () => cdk.aws_backup.BackupResource.fromTag('probe', 'yes'),
  'aws_sns_subscriptions.UrlSubscription': () => new cdk.aws_sns_subscriptions.UrlSubscription('https://example.com'),
  'aws_s3.Bucket': w => new cdk.aws_s3.Bucket(w.scope(), w.name(), { }),
  'custom_resources.AwsSdkCall': () => ({ service: 'S3', action: 'listBuckets', physicalResourceId: cdk.custom_resources.PhysicalResourceId.of('probe') }),
  'custom_resources.AwsCustomResourcePolicy': () => cdk.custom_resources.AwsCustomResourcePolicy.fromStatements([MADE['aws_iam.PolicyStatement']()]),
  'custom_resources.AwsCustomResource': w => new cdk.custom_resources.AwsCustomResource(w.scope(), w.name(), { onCreate: MADE['custom_resources.AwsSdkCall'](), policy: MADE['custom_resources.AwsCustomResourcePolicy']() }),
}

function repository () {
  return { repositoryUri: 'probe', repositoryUriForTagOrDigest: () => 'probe', repositoryUriForTag: () => 'probe', grantPull: () => {}, addToResourcePolicy: () => ({}) }
}

// Properties that some constructs need though the assembly calls them optional.
const NEEDED = {
  'aws_autoscaling.AutoScalingGroup': () => ({ instanceType: MADE['aws_ec2.InstanceType'](), machineImage: MADE['aws_ec2.MachineImage']() }),
  'aws_elasticloadbalancingv2.BaseApplicationListenerProps': () => ({ port: 80, defaultAction: MADE['aws_elasticloadbalancingv2.ListenerAction']() }),
  'aws_elasticloadbalancingv2.BaseNetworkListenerProps': w => ({ port: 80, defaultTargetGroups: [w.make('aws_elasticloadbalancingv2.NetworkTargetGroup')] }),
  'aws_elasticloadbalancing.LoadBalancerListener': () => ({ externalPort: 80 }),
  'aws_secretsmanager.RotationScheduleOptions': w => ({ rotationLambda: w.make('aws_lambda.Function') }),
  'aws_lambda.EventSourceMappingOptions': w => ({ eventSourceArn: w.make('aws_sqs.Queue').queueArn }),
  'aws_appsync.GraphqlApi': () => ({ definition: cdk.aws_appsync.Definition.fromSchema({ bind: () => ({ bind: () => 'type Query { a: Int }' }) }) }),
  'aws_config.CustomRule': () => ({ periodic: true }),
  'aws_docdb.DatabaseCluster': w => ({ instanceType: MADE['aws_ec2.InstanceType']() }),
  'aws_apigateway.LambdaRestApi': w => ({ handler: w.make('aws_lambda.Function') }),
  'aws_stepfunctions.StateMachine': w => ({ definitionBody: MADE['aws_stepfunctions.DefinitionBody'](w) }),
  'aws_cloudwatch.Alarm': () => ({ threshold: 1, evaluationPeriods: 1 }),
  'aws_events.Rule': () => ({ schedule: MADE['aws_events.Schedule']() }),
  'aws_iam.Policy': () => ({ statements: [MADE['aws_iam.PolicyStatement']()] }),
  'aws_iam.ManagedPolicy': () => ({ statements: [MADE['aws_iam.PolicyStatement']()] }),
  'aws_ecs_patterns.ApplicationLoadBalancedFargateService': w => ({ vpc: w.make('aws_ec2.Vpc'), taskImageOptions: { image: MADE['aws_ecs.ContainerImage']() } }),
  'aws_ecs_patterns.NetworkLoadBalancedFargateService': w => ({ vpc: w.make('aws_ec2.Vpc'), taskImageOptions: { image: MADE['aws_ecs.ContainerImage']() } }),
  'aws_ecs_patterns.QueueProcessingFargateService': w => ({ vpc: w.make('aws_ec2.Vpc'), image: MADE['aws_ecs.ContainerImage']() }),
  'aws_ecs_patterns.ScheduledFargateTask': w => ({ vpc: w.make('aws_ec2.Vpc'), schedule: cdk.aws_applicationautoscaling.Schedule.rate(cdk.Duration.hours(1)), scheduledFargateTaskImageOptions: { image: MADE['aws_ecs.ContainerImage'](), memoryLimitMiB: 512 } }),
  'aws_rds.DatabaseCluster': w => ({ vpc: w.make('aws_ec2.Vpc'), writer: MADE['aws_rds.IClusterInstance']() }),
  'aws_ec2.Connections': w => ({ securityGroups: [w.make('aws_ec2.SecurityGroup')], defaultPort: cdk.aws_ec2.Port.tcp(8080) }),
  'aws_codebuild.Project': () => ({ buildSpec: MADE['aws_codebuild.BuildSpec']() }),
  'aws_elasticloadbalancingv2.ApplicationTargetGroup': w => ({ vpc: w.make('aws_ec2.Vpc'), port: 80 }),
  'aws_elasticloadbalancingv2.NetworkTargetGroup': w => ({ vpc: w.make('aws_ec2.Vpc'), port: 80 }),
  'aws_elasticloadbalancingv2.ApplicationListener': () => ({ port: 80, defaultAction: cdk.aws_elasticloadbalancingv2.ListenerAction.fixedResponse(200) }),
  'aws_s3_deployment.BucketDeployment': () => ({ sources: [cdk.aws_s3_deployment.Source.data('probe.txt', 'probe')] }),
  'aws_opensearchservice.Domain': () => ({ version: cdk.aws_opensearchservice.EngineVersion.OPENSEARCH_2_5 }),
}

// The rest of a set of properties that one property does not go without.
const COMPANIONS = [
  () => ({ removalPolicy: cdk.RemovalPolicy.DESTROY }),
  w => ({ vpc: w.make('aws_ec2.Vpc') }),
  () => ({ encryption: cdk.aws_s3.BucketEncryption.KMS }),
  () => ({ billingMode: cdk.aws_dynamodb.BillingMode.PROVISIONED }),
  () => ({ fifo: true }),
  w => ({ vpc: w.make('aws_ec2.Vpc'), domain: 'probe' }),
]

class Unmakeable extends Error {}

// One app with one stack, in which things are made. What arguments need lies in a stack of its own, so that it hides nothing of what a call makes.
class World {
  constructor (types, context) {
    this.types = types
    this.app = new cdk.App({ analyticsReporting: false, context: { 'aws:cdk:bundling-stacks': [], ...context } })
    this.stack = new cdk.Stack(this.app, 'Stack')
    this.below = new cdk.Stack(this.app, 'Deps')
    this.current = this.stack
    this.count = 0
    this.round = 0 // how often a call was made: texts differ from one to the next
    this.depth = 0
    this.bare = false // only what is declared as required, and what is asked for
    this.role = undefined
    this.kept = new Map()
    this.chosen = new Map() // the class that stands for an interface
  }

  name () { return `Probe${this.count++}` }
  deps () { return this.below }
  scope () { return this.current }

  grantee () {
    if (!this.role) this.role = new cdk.aws_iam.Role(this.below, 'Grantee', { assumedBy: new cdk.aws_iam.ServicePrincipal('lambda.amazonaws.com') })
    return this.role
  }

  // Makes something of a type, below, the same each time when it is a construct.
  make (identity) {
    if (this.kept.has(identity)) return this.kept.get(identity)
    const before = this.current
    this.current = this.below
    try {
      const made = this.fresh(identity)
      if (made && made.node) this.kept.set(identity, made)
      return made
    } finally { this.current = before }
  }

  fresh (identity, more) {
    if (++this.depth > 12) { this.depth = 0; throw new Unmakeable('too deep') }
    try { return this._fresh(identity, more) } finally { this.depth = Math.max(0, this.depth - 1) }
  }

  _fresh (identity, more) {
    const choice = this.chosen.get(identity)
    if (choice) return this.fresh(choice)
    if (identity.startsWith('aws_eks.')) throw new Unmakeable('takes too long')
    if (MADE[identity] && !more) return MADE[identity](this)
    const declared = this.types.declared(identity)
    if (!declared) throw new Unmakeable(identity)
    if (declared.kind === 'enum') return at(identity)[declared.members[0].name]
    if (declared.datatype) return this.struct(identity, more)
    if (declared.kind === 'interface') return this.fresh(this.types.implementation(identity))
    return this.instance(identity, declared, more)
  }

  instance (identity, declared, more) {
    const start = this.types.initializer(identity)
    if (!declared.abstract && start && !start.protected) {
      const args = (start.parameters || []).map(each => this.parameter(each, more, identity))
      return new (at(identity))(...trimmed(args))
    }
    for (const property of declared.properties || []) {
      if (property.static && property.type.fqn === declared.fqn) return at(identity)[property.name]
    }
    for (const method of declared.methods || []) {
      if (method.static && !method.protected && method.returns && method.returns.type.fqn === declared.fqn) {
        try { return at(identity)[method.name](...trimmed((method.parameters || []).map(each => this.parameter(each)))) } catch (error) { continue }
      }
    }
    return this.fresh(this.types.subclass(identity))
  }

  parameter (each, more, owner) {
    const fqn = each.type.fqn
    if (fqn === 'constructs.Construct' && each.name === 'scope') return this.current
    if (each.name === 'id' && each.type.primitive === 'string') return this.name()
    const identity = fqn && this.types.identity(fqn)
    const isStruct = identity && this.types.isStruct(identity)
    if (isStruct && (more || (owner && NEEDED[owner]))) return this.struct(identity, { ...(owner && NEEDED[owner] && !this.bare ? NEEDED[owner](this) : {}), ...more })
    if (each.optional) return undefined
    return isStruct ? this.struct(identity) : this.value(each.type, each.name)
  }

  struct (identity, given) {
    const made = {}
    const more = NEEDED[identity] ? { ...NEEDED[identity](this), ...given } : given
    for (const property of this.types.properties(identity)) {
      if (more && property.name in more) made[property.name] = more[property.name]
      else if (!property.optional) made[property.name] = this.value(property.type, property.name)
    }
    return { ...made, ...more }
  }

  value (type, name) {
    if (type.primitive) return primitive(type.primitive, name, this.round)
    if (type.union) return this.value(type.union.types[0], name)
    if (type.collection) {
      const element = this.value(type.collection.elementtype, name)
      return type.collection.kind === 'array' ? [element] : { probe: element }
    }
    return this.make(this.types.identity(type.fqn))
  }
}

function primitive (kind, name, round = 0) {
  if (kind === 'string' && /httpMethod|^method$/i.test(name || '')) return ['GET', 'POST', 'PUT', 'DELETE'][round % 4]
  if (kind === 'string') return (TEXTS.find(([pattern]) => pattern.test(name || '')) || [0, round > 1 ? `probe${round}` : 'probe'])[1]
  if (kind === 'number') return (NUMBERS.find(([pattern]) => pattern.test(name || '')) || [0, 1])[1]
  if (kind === 'boolean') return true
  if (kind === 'date') return new Date(Date.UTC(2030, 0, 1))
  return { probe: 'probe' }
}

function trimmed (args) {
  while (args.length && args[args.length - 1] === undefined) args.pop()
  return args
}

function at (identity) { return identity.split('.').reduce((holder, name) => holder[name], cdk) }

module.exports = { World, MADE, Unmakeable, COMPANIONS, at, trimmed, cdk }
