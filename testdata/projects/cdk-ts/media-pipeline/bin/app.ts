import { App } from 'aws-cdk-lib';
import { MediaPipelineStack } from '../lib/media-pipeline-stack';

const app = new App();
const suffix = process.env.ENVIRONMENT_SUFFIX || 'dev';

new MediaPipelineStack(app, 'MediaPipeline', { suffix });
app.synth();
