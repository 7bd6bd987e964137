import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { Failover } from './failover';
import { Region } from './region';
import { replicate } from './replication';

export interface RecoveryStackArgs {
  primaryRegion: aws.Region;
  standbyRegion: aws.Region;
  environmentSuffix?: string;
  tags?: Record<string, string>;
}

/** The same set-up in two regions, and what brings data and traffic from one to the other. */
export class RecoveryStack extends pulumi.ComponentResource {
  readonly primary: Region;
  readonly standby: Region;
  readonly failover: Failover;

  constructor(name: string, args: RecoveryStackArgs, opts?: pulumi.ComponentResourceOptions) {
    super('shop:recovery:Stack', name, args, opts);
    const environmentSuffix = args.environmentSuffix || 'dev';
    const tags = args.tags ?? {};

    const globalCluster = new aws.rds.GlobalCluster(
      'global',
      {
        globalClusterIdentifier: `shop-global-${environmentSuffix}`,
        engine: 'aurora-postgresql',
        engineVersion: '16.6',
        databaseName: 'shop',
        storageEncrypted: true,
      },
      { parent: this }
    );

    this.primary = new Region('primary', {
      region: args.primaryRegion,
      role: 'primary',
      environmentSuffix,
      globalClusterId: globalCluster.id,
      tags,
    }, { parent: this });
    this.standby = new Region('standby', {
      region: args.standbyRegion,
      role: 'standby',
      environmentSuffix,
      globalClusterId: globalCluster.id,
      tags,
    }, { parent: this, dependsOn: [this.primary] });

    replicate('assets', this.primary, this.standby, environmentSuffix, { parent: this });
    this.failover = new Failover('failover', {
      environmentSuffix,
      primaryEndpoint: this.primary.endpoint,
    }, { parent: this });

    this.registerOutputs({});
  }
}
