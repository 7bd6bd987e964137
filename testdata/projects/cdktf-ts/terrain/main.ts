import { App, Aspects, TerraformStack } from 'cdktn';
import { AwsProvider } from '@cdktn/provider-aws/lib/provider';
import { Construct } from 'constructs';
import { TileStore } from './lib/tile-store';
import { TagEverything } from './lib/tagging';

class TerrainStack extends TerraformStack {
  constructor(scope: Construct, id: string, readonly environmentSuffix: string) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'us-west-2' });

    const zooms = { coarse: [0, 6], middle: [7, 12], fine: [13, 18] } as const;
    for (const [name, [from, to]] of Object.entries(zooms)) {
      new TileStore(this, name, { name, from, to, environmentSuffix, durable: name !== 'coarse' });
    }
  }
}

const app = new App();
const stack = new TerrainStack(app, 'terrain', process.env.ENVIRONMENT_SUFFIX ?? 'dev');
Aspects.of(stack).add(new TagEverything({ Project: 'terrain', Environment: stack.environmentSuffix }));
app.synth();
