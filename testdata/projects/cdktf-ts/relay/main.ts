import { App, TerraformStack, TerraformVariable, TerraformLocal, TerraformOutput, Fn, Token } from 'cdktf';
import * as aws from './.gen/providers/aws';
import { Password } from './.gen/providers/random/password';
import { RandomProvider } from './.gen/providers/random/provider';

class RelayStack extends TerraformStack {
  constructor(scope: App, id: string) {
    super(scope, id);
    const environmentSuffix = process.env.ENVIRONMENT_SUFFIX || 'dev';
    new aws.provider.AwsProvider(this, 'aws', { region: 'us-east-2' });
    new RandomProvider(this, 'random', {});

    const size = new TerraformVariable(this, 'size', { type: 'string', default: 'db.t3.medium' });
    const common = new TerraformLocal(this, 'common', { Project: 'relay' });

    const database = new aws.dbInstance.DbInstance(this, 'database', {
      identifier: `relay-${environmentSuffix}`,
      engine: 'postgres',
      engineVersion: '16.4',
      instanceClass: size.stringValue,
      allocatedStorage: 50,
      username: 'relay',
      password: new Password(this, 'password', { length: 24, special: false }).result,
      storageEncrypted: true,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: `relay-${environmentSuffix}-final`,
      deletionProtection: true,
      lifecycle: { ignoreChanges: ['password'], preventDestroy: true },
    });
    database.addOverride('backup_retention_period', 14);
    database.addOverride('tags', { ManagedBy: 'cdktf' });

    const zones = new aws.dataAwsAvailabilityZones.DataAwsAvailabilityZones(this, 'zones', { state: 'available' });
    const queue = new aws.sqsQueue.SqsQueue(this, 'messages', {
      name: Fn.join('-', ['relay', 'messages', environmentSuffix]),
      redrivePolicy: Fn.jsonencode({
        deadLetterTargetArn: new aws.sqsQueue.SqsQueue(this, 'undelivered', {
          name: `relay-undelivered-${environmentSuffix}`,
          messageRetentionSeconds: 1209600,
        }).arn,
        maxReceiveCount: 4,
      }),
    });
    const functionName = `relay-worker-${environmentSuffix}`.slice(0, 64);
    const worker = new aws.lambdaFunction.LambdaFunction(this, 'worker', {
      functionName,
      role: `arn:aws:iam::\${data.aws_caller_identity.current.account_id}:role/relay-worker`,
      packageType: 'Image',
      imageUri: '123456789000.dkr.ecr.us-east-2.amazonaws.com/relay:stable',
      timeout: 60,
      environment: { variables: { QUEUE: queue.url, ZONE: Fn.element(zones.names, 0), HOST: database.address } },
      tags: Token.asStringMap(common.expression),
    });
    const mapping = new aws.lambdaEventSourceMapping.LambdaEventSourceMapping(this, 'source', {
      functionName: worker.functionName,
      eventSourceArn: queue.arn,
      batchSize: 10,
    });
    mapping.addOverride('scaling_config.maximum_concurrency', 5);

    new aws.cloudwatchLogGroup.CloudwatchLogGroup(this, 'log', {
      name: `/aws/lambda/${functionName}`,
      retentionInDays: environmentSuffix.startsWith('prod') ? 90 : 7,
    });
    new TerraformOutput(this, 'endpoint', { value: database.endpoint, sensitive: true });
  }
}

const app = new App();
new RelayStack(app, 'relay');
app.synth();
