#!/usr/bin/env node
import 'source-map-support/register';
import * as cdk from 'aws-cdk-lib';
import { TapStack } from '../lib/tap-stack';

const app = new cdk.App();
const environmentSuffix: string = app.node.tryGetContext('environmentSuffix') || 'dev';

cdk.Tags.of(app).add('Environment', environmentSuffix);
cdk.Tags.of(app).add('Team', process.env.TEAM ?? 'retail');

new TapStack(app, `TapStack${environmentSuffix}`, {
  stackName: `TapStack${environmentSuffix}`,
  environmentSuffix,
  env: {
    account: process.env.CDK_DEFAULT_ACCOUNT,
    region: process.env.CDK_DEFAULT_REGION,
  },
});
