import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface FailoverArgs {
  environmentSuffix: string;
  primaryEndpoint: pulumi.Input<string>;
}

/** Notices that the primary region is gone, and tells those on call. */
export class Failover extends pulumi.ComponentResource {
  readonly healthCheckId: pulumi.Output<string>;

  constructor(name: string, args: FailoverArgs, opts?: pulumi.ComponentResourceOptions) {
    super('shop:recovery:Failover', name, args, opts);
    const child = { parent: this };
    const check = new aws.route53.HealthCheck(`${name}-check`, {
      fqdn: args.primaryEndpoint,
      port: 5432,
      type: 'TCP',
      requestInterval: 30,
      failureThreshold: 3,
    }, child);
    const topic = new aws.sns.Topic(`${name}-topic`, {
      name: 'shop-failover',
      kmsMasterKeyId: 'alias/aws/sns',
    }, child);
    new aws.cloudwatch.MetricAlarm(`${name}-alarm`, {
      name: `shop-primary-down-${args.environmentSuffix}`,
      namespace: 'AWS/Route53',
      metricName: 'HealthCheckStatus',
      dimensions: { HealthCheckId: check.id },
      statistic: 'Minimum',
      comparisonOperator: 'LessThanThreshold',
      threshold: 1,
      period: 60,
      evaluationPeriods: 2,
      alarmActions: [topic.arn],
    }, child);
    this.healthCheckId = check.id;
    this.registerOutputs({ healthCheckId: this.healthCheckId });
  }
}
