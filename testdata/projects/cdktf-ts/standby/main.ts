import { App } from 'cdktf';
import { loadConfig } from './config';
import { StandbyStack } from './standby-stack';

const app = new App();
const config = loadConfig();
new StandbyStack(app, `standby-${config.environmentSuffix}`, config);
app.synth();
