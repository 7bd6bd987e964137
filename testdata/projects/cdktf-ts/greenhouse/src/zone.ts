import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { KinesisStream } from '@cdktf/provider-aws/lib/kinesis-stream';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { Construct } from 'constructs';
import type { Settings } from './settings';

export type ZoneProps = Settings & { name: string; sensors: number; humid: boolean };

const shards = (sensors: number): number => (sensors > 10 ? 2 : 1);

export class Zone extends Construct {
  constructor(scope: Construct, id: string, props: ZoneProps) {
    super(scope, id);
    const name = `greenhouse-${props.name}-${props.environmentSuffix}`;
    const stream = new KinesisStream(this, 'readings', {
      name,
      shardCount: shards(props.sensors),
      encryptionType: 'KMS',
      kmsKeyId: 'alias/aws/kinesis',
      ...(props.humid ? { retentionPeriod: 72 } : {}),
    });
    new CloudwatchLogGroup(this, 'log', { name: `/greenhouse/${props.name}/${props.environmentSuffix}`, retentionInDays: props.retention });
    const topic = new SnsTopic(this, 'alarms', { name: `${name}-alarms` });
    for (const [index, owner] of props.owners.entries()) {
      new SnsTopicSubscription(this, `owner${index}`, { topicArn: topic.arn, protocol: 'email', endpoint: owner });
    }
    new CloudwatchMetricAlarm(this, 'silent', {
      alarmName: `${name}-silent`,
      namespace: 'AWS/Kinesis',
      metricName: 'IncomingRecords',
      dimensions: { StreamName: stream.name },
      comparisonOperator: 'LessThanThreshold',
      evaluationPeriods: 2,
      period: 300,
      statistic: 'Sum',
      threshold: props.sensors * 10,
      alarmActions: [topic.arn],
    });
  }
}
