import * as pulumi from '@pulumi/pulumi';
import { RecoveryStack } from './src/recovery-stack';

const config = new pulumi.Config();
const environmentSuffix = process.env.ENVIRONMENT_SUFFIX || config.get('env') || 'dev';
const defaultTags = { Project: 'shop', Environment: environmentSuffix };

const stack = new RecoveryStack('recovery', {
  primaryRegion: 'us-east-1',
  standbyRegion: 'us-west-2',
  tags: defaultTags,
});

export const primaryEndpoint = stack.primary.endpoint;
export const standbyEndpoint = stack.standby.endpoint;
export const healthCheckId = stack.failover.healthCheckId;
