import { App } from 'cdktf';
import { BrochureStack } from './lib/brochure-stack';

const app = new App();
const environmentSuffix = process.env.ENVIRONMENT_SUFFIX || 'dev';

new BrochureStack(app, `Brochure${environmentSuffix}`, {
  environmentSuffix,
  awsRegion: process.env.AWS_REGION || 'us-east-1',
  stateBucket: process.env.TERRAFORM_STATE_BUCKET || 'iac-states',
});
app.synth();
