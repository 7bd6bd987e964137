import * as cdk from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface OrdersProps {
  readonly environmentSuffix: string;
}

const QUEUES = ['payment', 'shipping', 'returns'] as const;
type QueueName = (typeof QUEUES)[number];

/** The orders themselves, and the queues of those who work on them. */
export class Orders extends Construct {
  readonly table: dynamodb.Table;
  readonly queues: Record<string, sqs.Queue> = {};

  constructor(scope: Construct, id: string, props: OrdersProps) {
    super(scope, id);
    this.table = new dynamodb.Table(this, 'Table', {
      tableName: `orders-${props.environmentSuffix}`,
      partitionKey: { name: 'orderId', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      encryption: dynamodb.TableEncryption.AWS_MANAGED,
      stream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
      removalPolicy: this.removalPolicy(props.environmentSuffix),
    });

    for (const name of QUEUES) {
      const failed = new sqs.Queue(this, `${name}Failed`, {
        queueName: `orders-${name}-failed-${props.environmentSuffix}`,
        retentionPeriod: cdk.Duration.days(14),
      });
      this.queues[name] = new sqs.Queue(this, `${name}Queue`, {
        queueName: `orders-${name}-${props.environmentSuffix}`,
        visibilityTimeout: cdk.Duration.minutes(6),
        deadLetterQueue: { queue: failed, maxReceiveCount: 3 },
      });
    }
  }

  queue(name: QueueName): sqs.Queue {
    return this.queues[name];
  }

  private removalPolicy(environmentSuffix: string): cdk.RemovalPolicy {
    return environmentSuffix === 'dev' ? cdk.RemovalPolicy.DESTROY : cdk.RemovalPolicy.RETAIN;
  }
}
