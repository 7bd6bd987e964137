import * as cdk from 'aws-cdk-lib';
import { LandingZoneStack } from '../lib/landing-zone-stack';

const app = new cdk.App();
const environmentSuffix = process.env.ENVIRONMENT_SUFFIX ?? 'dev';
new LandingZoneStack(app, `LandingZone${environmentSuffix}`, { environmentSuffix });
