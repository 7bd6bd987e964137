import * as cdk from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface MessagingStackProps extends cdk.NestedStackProps {
  readonly environmentSuffix: string;
  readonly table: dynamodb.ITable;
}

export class MessagingStack extends cdk.NestedStack {
  constructor(scope: Construct, id: string, props: MessagingStackProps) {
    super(scope, id, props);

    const topic = new sns.Topic(this, 'Restock', {
      topicName: `retail-restock-${props.environmentSuffix}`,
      displayName: 'Items to restock',
    });
    const dlq = new sqs.Queue(this, 'RestockDlq', {
      queueName: `retail-restock-dlq-${props.environmentSuffix}`,
      retentionPeriod: cdk.Duration.days(14),
    });
    const queue = new sqs.Queue(this, 'RestockQueue', {
      queueName: `retail-restock-${props.environmentSuffix}`,
      visibilityTimeout: cdk.Duration.seconds(120),
      deadLetterQueue: { queue: dlq, maxReceiveCount: 5 },
    });
    topic.addSubscription(new subscriptions.SqsSubscription(queue));

    const handler = new lambda.Function(this, 'RestockHandler', {
      functionName: `retail-restock-${props.environmentSuffix}`,
      runtime: lambda.Runtime.NODEJS_20_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => ({ ok: true });'),
      memorySize: 256,
      timeout: cdk.Duration.seconds(60),
      environment: { TABLE: props.table.tableName, TOPIC: topic.topicArn },
    });
    handler.addEventSource(new SqsEventSource(queue, { batchSize: 10 }));
    handler.addEventSource(
      new DynamoEventSource(props.table, { startingPosition: lambda.StartingPosition.LATEST }),
    );
    props.table.grantReadWriteData(handler);
    topic.grantPublish(handler);
  }
}
