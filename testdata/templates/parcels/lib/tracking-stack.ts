import * as cdk from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface TrackingStackProps extends cdk.NestedStackProps {
  readonly environmentSuffix: string;
  readonly topic: sns.ITopic;
}

export class TrackingStack extends cdk.NestedStack {
  constructor(scope: Construct, id: string, props: TrackingStackProps) {
    super(scope, id, props);
    new sqs.Queue(this, 'Events', { queueName: 'parcel-events' });

    new dynamodb.CfnTable(this, 'Table', {
      tableName: `parcel-tracking-${props.environmentSuffix}`,
      attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
      keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
      billingMode: 'PAY_PER_REQUEST',
      deletionProtectionEnabled: true,
      tags: [{ key: 'announced-on', value: props.topic.topicArn }],
    });
  }
}
