import * as cdk from 'aws-cdk-lib';
import { configFor } from '../config/environments';
import { FleetStack } from '../lib/fleet-stack';

const app = new cdk.App();
const environmentSuffix = app.node.tryGetContext('environmentSuffix') ?? 'dev';
const profile = process.env.FLEET_PROFILE ?? 'staging';

new FleetStack(app, `Fleet-${environmentSuffix}`, configFor(profile), { environmentSuffix });
