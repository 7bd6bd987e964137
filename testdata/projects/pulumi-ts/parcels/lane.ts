import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { Lane, Naming, Speed, isProduction } from './settings';

abstract class Component<A> extends pulumi.ComponentResource {
  protected constructor(kind: string, name: string, protected readonly args: A, opts?: pulumi.ComponentResourceOptions) {
    super(`parcels:index:${kind}`, name, {}, opts);
  }

  protected get child(): pulumi.CustomResourceOptions {
    return { parent: this };
  }
}

export class DeliveryLane extends Component<Lane> {
  readonly queue: aws.sqs.Queue;
  readonly deadLetters?: aws.sqs.Queue;

  constructor(lane: Lane, opts?: pulumi.ComponentResourceOptions) {
    super('DeliveryLane', lane.speed, lane, opts);
    const naming = Naming.instance;
    if (lane.retries !== undefined) {
      this.deadLetters = new aws.sqs.Queue(`${lane.speed}-dead`, { name: naming.name(lane.speed, 'dead') }, this.child);
    }
    this.queue = new aws.sqs.Queue(
      `${lane.speed}-queue`,
      {
        name: naming.name(lane.speed),
        visibilityTimeoutSeconds: lane.visibility,
        redrivePolicy: this.deadLetters?.arn.apply((arn) =>
          JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: lane.retries }),
        ),
      },
      { ...this.child, protect: isProduction },
    );
    if (lane.speed === Speed.Express) {
      new aws.cloudwatch.MetricAlarm(
        `${lane.speed}-age`,
        {
          name: naming.name(lane.speed, 'age'),
          namespace: 'AWS/SQS',
          metricName: 'ApproximateAgeOfOldestMessage',
          dimensions: { QueueName: this.queue.name },
          comparisonOperator: 'GreaterThanThreshold',
          threshold: lane.visibility * 2,
          evaluationPeriods: 1,
          period: 60,
          statistic: 'Maximum',
        },
        this.child,
      );
    }
    this.registerOutputs({ url: this.queue.url });
  }
}
