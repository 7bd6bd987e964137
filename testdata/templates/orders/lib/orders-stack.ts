import * as cdk from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { Storage } from './storage';

export interface OrdersStackProps extends cdk.StackProps {
  readonly environmentSuffix: string;
}

export class OrdersStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props: OrdersStackProps) {
    super(scope, id, props);
    const { environmentSuffix } = props;
    const isProd = environmentSuffix === 'prod';

    const storage = new Storage(this, 'Storage', { prefix: `orders-${environmentSuffix}` });

    const deadLetters = new sqs.Queue(this, 'DeadLetters', {
      queueName: 'orders-dead-letters',
    });
    for (const kind of ['created', 'paid', 'shipped']) {
      new sqs.Queue(this, `Queue-${kind}`, {
        queueName: `orders-${kind}-${environmentSuffix}`,
        deadLetterQueue: { queue: deadLetters, maxReceiveCount: 3 },
      });
    }

    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2, natGateways: isProd ? 2 : 0 });
    new rds.DatabaseInstance(this, 'Database', {
      instanceIdentifier: `orders-${environmentSuffix}`,
      engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      // deletionProtection: true in production only
      deletionProtection: environmentSuffix !== 'dev',
      removalPolicy: isProd ? cdk.RemovalPolicy.SNAPSHOT : cdk.RemovalPolicy.DESTROY,
    });

    new cdk.CfnOutput(this, 'BucketName', { value: storage.bucket.bucketName });
  }
}
