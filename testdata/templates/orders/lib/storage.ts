import * as cdk from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

export interface StorageProps {
  readonly prefix: string;
}

/** Where orders and their invoices are kept. */
export class Storage extends Construct {
  public readonly bucket: s3.Bucket;
  public readonly table: dynamodb.Table;

  constructor(scope: Construct, id: string, props: StorageProps) {
    super(scope, id);
    this.bucket = new s3.Bucket(this, 'Invoices', {
      bucketName: `${props.prefix}-invoices`,
      removalPolicy: cdk.RemovalPolicy.RETAIN,
    });
    this.table = new dynamodb.Table(this, 'Orders', {
      tableName: 'prod-orders',
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
      pointInTimeRecovery: true,
      removalPolicy: cdk.RemovalPolicy.DESTROY,
    });
  }
}
