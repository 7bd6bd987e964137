import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { TrackingStack } from './tracking-stack';

export interface ParcelsStackProps extends cdk.StackProps {
  readonly environmentSuffix: string;
}

export class ParcelsStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props: ParcelsStackProps) {
    super(scope, id, props);
    const name = (part: string) => `parcels-${part}-${props.environmentSuffix}`;

    const key = new kms.Key(this, 'Key', { enableKeyRotation: true, removalPolicy: cdk.RemovalPolicy.DESTROY });
    const topic = new sns.Topic(this, 'Arrivals', { topicName: name('arrivals'), masterKey: key });
    new logs.LogGroup(this, 'Log', { logGroupName: '/parcels/sorter', removalPolicy: cdk.RemovalPolicy.RETAIN });

    const role = new iam.Role(this, 'SorterRole', {
      roleName: 'parcels-sorter',
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        table: new iam.PolicyDocument({
          statements: [new iam.PolicyStatement({ actions: ['dynamodb:*'], resources: ['*'] })],
        }),
      },
    });
    role.addToPolicy(
      new iam.PolicyStatement({ sid: 'Labels', actions: ['s3:GetObject', 's3:*'], resources: ['arn:aws:s3:::labels/*'] })
    );
    const sorter = new lambda.Function(this, 'Sorter', {
      functionName: name('sorter'),
      runtime: lambda.Runtime.NODEJS_20_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => {};'),
      environment: { TOPIC: topic.topicArn },
      role,
    });
    topic.grantPublish(sorter);

    new TrackingStack(this, 'Tracking', { environmentSuffix: props.environmentSuffix, topic });
  }
}
