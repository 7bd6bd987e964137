import * as cdk from 'aws-cdk-lib';
import { ClaimsAccessStack } from '../lib/claims-access-stack';

const app = new cdk.App();
new ClaimsAccessStack(app, `ClaimsAccess${process.env.ENVIRONMENT_SUFFIX || 'dev'}`, {
  environmentSuffix: process.env.ENVIRONMENT_SUFFIX || 'dev',
});
