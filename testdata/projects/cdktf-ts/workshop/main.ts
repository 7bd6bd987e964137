import { App } from 'cdktf';
import { ServiceStack } from './stacks/service-stack';
import { SharedStack } from './stacks/shared-stack';

const environmentSuffix = process.env.ENVIRONMENT_SUFFIX || 'dev';
const app = new App();

const shared = new SharedStack(app, 'shared', { environmentSuffix });
for (const service of ['lathe', 'mill']) {
  const stack = new ServiceStack(app, `service-${service}`, { environmentSuffix, service, cluster: shared.cluster });
  stack.addDependency(shared);
}
app.synth();
