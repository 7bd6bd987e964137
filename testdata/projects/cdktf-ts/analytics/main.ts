import { App } from 'cdktf';
import { AnalyticsStack } from './lib/analytics-stack';

const environmentSuffix = process.env.ENVIRONMENT_SUFFIX || 'dev';
const app = new App();
new AnalyticsStack(app, `analytics-${environmentSuffix}`, {
  environmentSuffix,
  awsRegion: process.env.AWS_REGION || 'us-east-1',
  state: {
    bucket: process.env.TERRAFORM_STATE_BUCKET || 'iac-states',
    region: process.env.TERRAFORM_STATE_BUCKET_REGION || 'us-east-1',
  },
});
app.synth();
