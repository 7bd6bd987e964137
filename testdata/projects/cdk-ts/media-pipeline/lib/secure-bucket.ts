import { RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, BucketProps } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/** A bucket with the settings of the house; callers may override all but the name. */
export class SecureBucket extends Bucket {
  constructor(scope: Construct, id: string, name: string, overrides: Partial<BucketProps> = {}) {
    super(scope, id, {
      bucketName: name,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY,
      ...overrides,
    });
  }
}
