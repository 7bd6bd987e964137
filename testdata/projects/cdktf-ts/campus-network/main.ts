import { App } from 'cdktf';
import { CampusStack } from './lib/campus-stack';

const app = new App();
new CampusStack(app, 'campus', { environmentSuffix: process.env.ENVIRONMENT_SUFFIX ?? 'dev' });
app.synth();
