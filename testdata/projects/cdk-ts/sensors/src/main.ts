import { App, Tags } from 'aws-cdk-lib';
import { AlertStack } from '@stacks/alert-stack';
import { StreamStack } from '@stacks/stream-stack';
import { loadAlerts } from '@shared';

const app = new App();
const environmentSuffix: string = app.node.tryGetContext('environmentSuffix') ?? 'dev';

const streams = new StreamStack(app, `SensorStreams-${environmentSuffix}`, { environmentSuffix });
const alerts = new AlertStack(app, `SensorAlerts-${environmentSuffix}`, { environmentSuffix, alerts: loadAlerts() });

for (const stack of [streams, alerts]) {
  Tags.of(stack).add('Project', 'sensors');
}
