import * as cdk from 'aws-cdk-lib';
import { ParcelsStack } from '../lib/parcels-stack';

const app = new cdk.App();
const environmentSuffix = process.env.ENVIRONMENT_SUFFIX ?? 'dev';

new ParcelsStack(app, `Parcels-${environmentSuffix}`, { environmentSuffix });
