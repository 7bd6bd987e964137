import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { Access } from './lib/access';
import { Storage } from './lib/storage';

class GrantsOfficeStack extends TerraformStack {
  constructor(scope: App, id: string, environmentSuffix: string) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'ca-central-1' });
    const storage = new Storage(this, 'storage', environmentSuffix);
    new Access(this, 'access', { environmentSuffix, storage });
  }
}

const app = new App();
new GrantsOfficeStack(app, 'grants-office', process.env.ENVIRONMENT_SUFFIX || 'dev');
app.synth();
