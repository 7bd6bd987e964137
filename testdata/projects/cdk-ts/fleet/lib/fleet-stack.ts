import * as cdk from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { EnvironmentConfig, ServiceConfig, Tier } from '../config/environments';

type FleetProps = cdk.StackProps & { environmentSuffix: string };

export class FleetStack extends cdk.Stack {
  private readonly suffix: string;

  constructor(scope: Construct, id: string, private readonly config: EnvironmentConfig, props: FleetProps) {
    super(scope, id, props);
    this.suffix = props.environmentSuffix;

    Object.entries(config.services).forEach(([name, service]) => this.service(name, service));

    const premium = Object.keys(config.services).filter((name) => config.services[name].tier === Tier.Premium);
    premium.map(
      (name) =>
        new dynamodb.Table(this, `${name}-ledger`, {
          tableName: this.nameOf(name, 'ledger'),
          partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
          billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
          deletionProtection: config.deletionProtection,
          removalPolicy: cdk.RemovalPolicy.DESTROY,
        }),
    );
  }

  private service(name: string, { memory, timeoutSeconds = 30, queue, tier }: ServiceConfig): void {
    const handler = new lambda.Function(this, `${name}-handler`, {
      functionName: this.nameOf(name, 'handler'),
      description: `${name} (${tier})`,
      runtime: lambda.Runtime.PYTHON_3_12,
      handler: 'index.handler',
      code: lambda.Code.fromInline('def handler(event, context):\n    return event\n'),
      memorySize: memory,
      timeout: cdk.Duration.seconds(timeoutSeconds),
    });
    if (queue) {
      const { fifo, retentionDays } = queue;
      const work = new sqs.Queue(this, `${name}-queue`, {
        queueName: `${this.nameOf(name, 'queue')}${fifo ? '.fifo' : ''}`,
        ...(fifo && { fifo: true, contentBasedDeduplication: true }),
        retentionPeriod: cdk.Duration.days(retentionDays),
      });
      work.grantConsumeMessages(handler);
    }
    if (this.config.alarms) {
      new cloudwatch.Alarm(this, `${name}-errors`, {
        alarmName: this.nameOf(name, 'errors'),
        metric: handler.metricErrors({ period: cdk.Duration.minutes(5) }),
        threshold: tier === Tier.Premium ? 1 : 5,
        evaluationPeriods: 1,
      });
    }
  }

  private nameOf = (service: string, kind: string): string => ['fleet', service, kind, this.suffix].join('-');
}
