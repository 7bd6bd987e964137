import * as cdk from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

export interface DataStackProps extends cdk.NestedStackProps {
  readonly environmentSuffix: string;
  readonly vpc: ec2.IVpc;
}

export class DataStack extends cdk.NestedStack {
  public readonly table: dynamodb.Table;
  public readonly bucket: s3.Bucket;

  constructor(scope: Construct, id: string, props: DataStackProps) {
    super(scope, id, props);
    const { environmentSuffix } = props;

    const key = new kms.Key(this, 'DataKey', {
      alias: `alias/retail-data-${environmentSuffix}`,
      enableKeyRotation: true,
      pendingWindow: cdk.Duration.days(7),
      removalPolicy: cdk.RemovalPolicy.DESTROY,
    });

    this.table = new dynamodb.Table(this, 'Catalog', {
      tableName: `retail-catalog-${environmentSuffix}`,
      partitionKey: { name: 'sku', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'store', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      stream: dynamodb.StreamViewType.NEW_IMAGE,
      removalPolicy: cdk.RemovalPolicy.DESTROY,
    });
    this.table.addGlobalSecondaryIndex({
      indexName: 'by-store',
      partitionKey: { name: 'store', type: dynamodb.AttributeType.STRING },
    });

    this.bucket = new s3.Bucket(this, 'Images', {
      bucketName: `retail-images-${environmentSuffix}-${this.account}`,
      encryption: s3.BucketEncryption.KMS,
      encryptionKey: key,
      versioned: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      removalPolicy: cdk.RemovalPolicy.DESTROY,
      lifecycleRules: [{ id: 'archive', expiration: cdk.Duration.days(365) }],
    });
  }
}
