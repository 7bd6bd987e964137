#!/usr/bin/env node
import * as cdk from 'aws-cdk-lib';
import { OrdersStack } from '../lib/orders-stack';

const app = new cdk.App();
const environmentSuffix = app.node.tryGetContext('environmentSuffix') ?? process.env.ENVIRONMENT_SUFFIX ?? 'dev';

new OrdersStack(app, `Orders${environmentSuffix}`, {
  environmentSuffix,
  tags: { Environment: environmentSuffix, Service: 'orders' },
});
