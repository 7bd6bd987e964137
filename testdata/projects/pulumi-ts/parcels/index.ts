import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { DeliveryLane } from './lane';
import { Naming, lanes } from './settings';

interface Tracking {
  retention: number;
  partners: string[];
}

const tracking = new pulumi.Config().requireObject<Tracking>('tracking');

pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
  if (type === 'aws:sqs/queue:Queue') {
    return { props: { ...props, sqsManagedSseEnabled: true }, opts };
  }
  return undefined;
});

const built = lanes.map((lane) => new DeliveryLane(lane));

const events = new aws.cloudwatch.EventBus('events', { name: Naming.instance.name('events') });
const rule = new aws.cloudwatch.EventRule('delivered', {
  name: Naming.instance.name('delivered'),
  eventBusName: events.name,
  eventPattern: JSON.stringify({ source: ['parcels'], 'detail-type': ['delivered'] }),
});
new aws.cloudwatch.EventTarget('delivered-target', { rule: rule.name, eventBusName: events.name, arn: built[0].queue.arn });
new aws.cloudwatch.LogGroup('tracking', { name: `/parcels/${Naming.instance.name('tracking')}`, retentionInDays: tracking.retention });

export const urls = built.map((lane) => lane.queue.url);
