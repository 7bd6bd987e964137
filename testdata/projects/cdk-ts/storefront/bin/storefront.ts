import * as cdk from 'aws-cdk-lib';
import { ApiStack } from '../lib/api-stack';
import { WebStack } from '../lib/web-stack';

const app = new cdk.App();
const environmentSuffix = app.node.tryGetContext('environmentSuffix') ?? 'dev';

const web = new WebStack(app, `StorefrontWeb${environmentSuffix}`, { environmentSuffix });
const api = new ApiStack(app, `StorefrontApi${environmentSuffix}`, { environmentSuffix, assets: web.assets });
api.addDependency(web);
