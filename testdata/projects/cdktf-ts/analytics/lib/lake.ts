import { Construct } from 'constructs';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';

export interface LakeProps {
  readonly environmentSuffix: string;
}

/** Three buckets of the same kind: as it came, cleaned, and the results of queries. */
export class Lake extends Construct {
  readonly raw: S3Bucket;
  readonly clean: S3Bucket;
  readonly results: S3Bucket;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: LakeProps
  ) {
    super(scope, id);
    this.raw = this.bucket('raw', 30);
    this.clean = this.bucket('clean');
    this.results = this.bucket('results', 7);
    this.raw.addOverride('lifecycle.prevent_destroy', true);
  }

  private bucket(name: string, expireAfterDays?: number): S3Bucket {
    const bucket = new S3Bucket(this, name, {
      bucket: `analytics-${name}-${this.props.environmentSuffix}`,
      forceDestroy: true,
    });
    new S3BucketPublicAccessBlock(this, `${name}-access`, {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketServerSideEncryptionConfigurationA(this, `${name}-encryption`, {
      bucket: bucket.id,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
    });
    if (expireAfterDays !== undefined) {
      new S3BucketLifecycleConfiguration(this, `${name}-lifecycle`, {
        bucket: bucket.id,
        rule: [{ id: 'expire', status: 'Enabled', filter: [{ prefix: '' }], expiration: [{ days: expireAfterDays }] }],
      });
    }
    return bucket;
  }
}
