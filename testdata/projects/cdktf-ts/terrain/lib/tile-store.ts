import { CloudwatchLogGroup } from '@cdktn/provider-aws/lib/cloudwatch-log-group';
import { DynamodbTable } from '@cdktn/provider-aws/lib/dynamodb-table';
import { S3Bucket } from '@cdktn/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktn/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { Construct } from 'constructs';

export interface TileStoreProps {
  name: string;
  from: number;
  to: number;
  environmentSuffix: string;
  durable?: boolean;
}

export class TileStore extends Construct {
  public readonly bucket: S3Bucket;

  constructor(scope: Construct, id: string, props: TileStoreProps) {
    super(scope, id);
    const physical = `terrain-${props.name}-${props.environmentSuffix}`;

    this.bucket = new S3Bucket(this, 'tiles', { bucket: physical, forceDestroy: !props.durable });
    new S3BucketLifecycleConfiguration(this, 'expiry', {
      bucket: this.bucket.id,
      rule: [
        {
          id: 'old-tiles',
          status: 'Enabled',
          filter: [{ prefix: 'cache/' }],
          expiration: [{ days: props.durable ? 365 : 30 }],
        },
      ],
    });
    new CloudwatchLogGroup(this, 'logs', { name: `/terrain/${props.name}/${props.environmentSuffix}`, retentionInDays: 14 });
    if (props.durable) {
      new DynamodbTable(this, 'index', {
        name: `${physical}-index`,
        billingMode: 'PAY_PER_REQUEST',
        hashKey: 'tile',
        rangeKey: 'zoom',
        attribute: [
          { name: 'tile', type: 'S' },
          { name: 'zoom', type: 'N' },
        ],
        deletionProtectionEnabled: true,
        tags: { Zoom: `${props.from}-${props.to}` },
      });
    }
  }
}
