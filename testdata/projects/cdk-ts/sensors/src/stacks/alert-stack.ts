import { RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { Alerts, resourceName } from '@shared';

export class AlertStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { environmentSuffix: string; alerts: Alerts }) {
    super(scope, id, props);
    const { alerts, environmentSuffix } = props;
    for (const { name, display } of alerts.topics) {
      new Topic(this, name, { topicName: resourceName(name, environmentSuffix), displayName: display });
    }
    new LogGroup(this, 'Log', {
      logGroupName: resourceName('alerts', environmentSuffix),
      retention: alerts.retentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}
