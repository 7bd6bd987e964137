import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack, TerraformOutput } from 'cdktf';
import zones from '@zones';
import { settings } from '~/settings';
import { Zone } from '~/zone';

class GreenhouseStack extends TerraformStack {}

const app = new App();
const stack = new GreenhouseStack(app, 'greenhouse');
new AwsProvider(stack, 'aws', { region: settings.region });

const built = zones
  .filter((zone) => !zone.disabled)
  .map((zone) => new Zone(stack, zone.name, { ...settings, ...zone }));
new TerraformOutput(stack, 'zones', { value: built.length });
app.synth();
