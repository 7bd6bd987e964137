import * as aws from '@cdktf/provider-aws';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { REGIONS, Region, StandbyConfig } from './config';

export class StandbyStack extends TerraformStack {
  private readonly providers = new Map<Region, aws.provider.AwsProvider>();

  constructor(scope: Construct, id: string, private readonly config: StandbyConfig) {
    super(scope, id);
    for (const region of REGIONS) {
      this.providers.set(
        region,
        new aws.provider.AwsProvider(this, `aws-${region}`, {
          region,
          alias: region === config.primary ? undefined : region.replace(/-/g, '_'),
        }),
      );
    }

    const buckets = REGIONS.map((region) => this.regional(region));
    const [primary, secondary] = buckets;
    const role = this.replicationRole(primary.arn, secondary.arn);

    new aws.s3BucketReplicationConfiguration.S3BucketReplicationConfigurationA(this, 'replication', {
      provider: this.providers.get(config.primary),
      bucket: primary.id,
      role: role.arn,
      rule: [{ id: 'all', status: 'Enabled', destination: { bucket: secondary.arn, storageClass: 'STANDARD_IA' } }],
      dependsOn: buckets,
    });
    new aws.dynamodbTable.DynamodbTable(this, 'table', {
      provider: this.providers.get(config.primary),
      name: this.nameOf('table'),
      billingMode: 'PAY_PER_REQUEST',
      hashKey: config.table.hashKey,
      attribute: [{ name: config.table.hashKey, type: 'S' }],
      streamEnabled: true,
      streamViewType: 'NEW_AND_OLD_IMAGES',
      pointInTimeRecovery: config.table.pitr ? { enabled: true } : undefined,
      replica: REGIONS.filter((region) => region !== config.primary).map((region) => ({ regionName: region })),
      lifecycle: { preventDestroy: true },
    });
  }

  private regional(region: Region): aws.s3Bucket.S3Bucket {
    const provider = this.providers.get(region);
    const bucket = new aws.s3Bucket.S3Bucket(this, `bucket-${region}`, {
      provider,
      bucket: this.nameOf(`data-${region}`),
    });
    new aws.s3BucketVersioning.S3BucketVersioningA(this, `versioning-${region}`, {
      provider,
      bucket: bucket.id,
      versioningConfiguration: { status: 'Enabled' },
    });
    const contact = this.config.alarms?.[region];
    if (contact) {
      const topic = new aws.snsTopic.SnsTopic(this, `alarms-${region}`, { provider, name: this.nameOf('alarms') });
      new aws.snsTopicSubscription.SnsTopicSubscription(this, `alarms-mail-${region}`, {
        provider,
        topicArn: topic.arn,
        protocol: 'email',
        endpoint: contact,
      });
    }
    return bucket;
  }

  private replicationRole(source: string, target: string): aws.iamRole.IamRole {
    const role = new aws.iamRole.IamRole(this, 'replication-role', {
      name: this.nameOf('replication'),
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      }),
    });
    new aws.iamRolePolicy.IamRolePolicy(this, 'replication-policy', {
      name: this.nameOf('replication'),
      role: role.id,
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: ['s3:GetReplicationConfiguration', 's3:ListBucket'], Resource: source },
          { Effect: 'Allow', Action: ['s3:GetObjectVersionForReplication'], Resource: `${source}/*` },
          { Effect: 'Allow', Action: ['s3:ReplicateObject', 's3:ReplicateTags'], Resource: [`${target}/*`] },
        ],
      }),
    });
    return role;
  }

  private nameOf(kind: string): string {
    return `standby-${kind}-${this.config.environmentSuffix}`;
  }
}
