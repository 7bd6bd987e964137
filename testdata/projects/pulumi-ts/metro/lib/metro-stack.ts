import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { Network } from './network';

export interface MetroStackArgs {
  environmentSuffix?: string;
  tags?: Record<string, string>;
}

interface Line {
  color: string;
  stations: string[];
  night?: boolean;
}

const LINES: Record<string, Line> = {
  U1: { color: 'red', stations: ['north', 'centre', 'south'] },
  U2: { color: 'blue', stations: ['airport', 'centre'], night: true },
};

export class MetroStack extends pulumi.ComponentResource {
  public readonly vpcId: pulumi.Output<string>;
  public readonly topics: aws.sns.Topic[];

  constructor(name: string, args: MetroStackArgs, opts?: pulumi.ResourceOptions) {
    super('metro:stack:MetroStack', name, args, opts);
    const suffix = args.environmentSuffix || 'dev';
    const network = new Network('metro-network', { environmentSuffix: suffix, tags: args.tags }, { parent: this });
    this.vpcId = network.vpc.id;

    this.topics = Object.entries(LINES).map(([line, { color, stations, night }]) => {
      const topic = new aws.sns.Topic(
        `line-${line}`,
        { name: `metro-${line.toLowerCase()}-${suffix}`, displayName: `${line} (${color})`, tags: { ...args.tags, Color: color } },
        { parent: this },
      );
      stations.forEach((station) => {
        const queue = new aws.sqs.Queue(
          `${line}-${station}`,
          { name: `metro-${line.toLowerCase()}-${station}-${suffix}`, sqsManagedSseEnabled: true },
          { parent: topic },
        );
        new aws.sns.TopicSubscription(
          `${line}-${station}-subscription`,
          { topic: topic.arn, protocol: 'sqs', endpoint: queue.arn },
          { parent: queue },
        );
      });
      if (night) {
        new aws.cloudwatch.EventRule(
          `night-${line}`,
          { name: `metro-night-${line}-${suffix}`, scheduleExpression: 'cron(0 1 * * ? *)' },
          { parent: this },
        );
      }
      return topic;
    });

    const lock = new aws.dynamodb.Table(
      'timetable',
      {
        name: `metro-timetable-${suffix}`,
        billingMode: 'PAY_PER_REQUEST',
        hashKey: 'station',
        attributes: [{ name: 'station', type: 'S' }],
        tags: args.tags,
      },
      { parent: this, protect: true },
    );
    this.registerOutputs({ vpcId: this.vpcId, timetable: lock.name });
  }
}
