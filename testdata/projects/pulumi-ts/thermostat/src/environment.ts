import * as pulumi from '@pulumi/pulumi';

export const environmentSuffix: string =
  process.env.ENVIRONMENT_SUFFIX || new pulumi.Config('thermostat').get('env') || 'dev';
