import { EcsCluster } from '@cdktf/provider-aws/lib/ecs-cluster';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { BaseStack } from './base-stack';

export class SharedStack extends BaseStack {
  declare cluster: EcsCluster;

  protected build(): void {
    this.cluster = new EcsCluster(this, 'cluster', {
      name: this.physical('cluster'),
      setting: [{ name: 'containerInsights', value: 'enabled' }],
    });
    new EcrRepository(this, 'images', {
      name: this.physical('images'),
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      forceDelete: true,
    });
  }
}
