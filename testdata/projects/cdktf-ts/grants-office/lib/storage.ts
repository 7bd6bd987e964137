import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';

export class Storage extends Construct {
  readonly bucket: S3Bucket;
  readonly queue: SqsQueue;
  readonly key: KmsKey;

  constructor(scope: Construct, id: string, environmentSuffix: string) {
    super(scope, id);
    this.bucket = new S3Bucket(this, 'applications', { bucket: `grants-applications-${environmentSuffix}` });
    this.queue = new SqsQueue(this, 'reviews', {
      name: `grants-reviews-${environmentSuffix}`,
      visibilityTimeoutSeconds: 60,
      sqsManagedSseEnabled: true,
    });
    this.key = new KmsKey(this, 'key', {
      description: 'Applications',
      enableKeyRotation: true,
      deletionWindowInDays: 7,
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Sid: 'Admin', Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:DescribeKey', Resource: '*' },
        ],
      }),
    });
    new S3BucketPolicy(this, 'tls-only', {
      bucket: this.bucket.id,
      policy: Fn.jsonencode({
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'TlsOnly',
            Effect: 'Deny',
            Principal: '*',
            Action: ['s3:GetObject', 's3:PutObject'],
            Resource: [this.bucket.arn, `${this.bucket.arn}/*`],
            Condition: { Bool: { 'aws:SecureTransport': false } },
          },
        ],
      }),
    });
  }
}
