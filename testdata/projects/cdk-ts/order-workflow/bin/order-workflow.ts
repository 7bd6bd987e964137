#!/usr/bin/env node
import * as cdk from 'aws-cdk-lib';
import { OrderWorkflowStack } from '../lib/order-workflow-stack';

const app = new cdk.App();
const environmentSuffix: string = app.node.tryGetContext('environmentSuffix') || 'dev';

new OrderWorkflowStack(app, `OrderWorkflow${environmentSuffix}`, {
  environmentSuffix,
  env: {
    account: process.env.CDK_DEFAULT_ACCOUNT,
    region: process.env.CDK_DEFAULT_REGION,
  },
  description: 'Takes orders, charges for them and ships them',
});
