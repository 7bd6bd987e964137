import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface RegionArgs {
  region: aws.Region;
  role: 'primary' | 'standby';
  environmentSuffix: string;
  globalClusterId: pulumi.Input<string>;
  tags: Record<string, string>;
}

/** Everything that is there once in each region. */
export class Region extends pulumi.ComponentResource {
  readonly provider: aws.Provider;
  readonly assets: aws.s3.Bucket;
  readonly versioning: aws.s3.BucketVersioning;
  readonly cluster: aws.rds.Cluster;
  readonly endpoint: pulumi.Output<string>;

  constructor(name: string, args: RegionArgs, opts?: pulumi.ComponentResourceOptions) {
    super('shop:recovery:Region', name, args, opts);
    const suffix = `${args.role}-${args.environmentSuffix}`;
    this.provider = new aws.Provider(`${name}-provider`, { region: args.region }, { parent: this });
    const child = { parent: this, provider: this.provider };

    this.assets = new aws.s3.Bucket(`${name}-assets`, {
      bucket: `shop-assets-${suffix}`,
      tags: args.tags,
    }, child);
    this.versioning = new aws.s3.BucketVersioning(`${name}-versioning`, {
      bucket: this.assets.id,
      versioningConfiguration: { status: 'Enabled' },
    }, child);

    const key = new aws.kms.Key(`${name}-key`, {
      description: `Data of the shop in ${args.region}`,
      enableKeyRotation: true,
      deletionWindowInDays: 7,
      tags: args.tags,
    }, child);

    this.cluster = new aws.rds.Cluster(`${name}-cluster`, {
      clusterIdentifier: `shop-${suffix}`,
      engine: 'aurora-postgresql',
      engineVersion: '16.6',
      globalClusterIdentifier: args.globalClusterId,
      kmsKeyId: key.arn,
      storageEncrypted: true,
      masterUsername: args.role === 'primary' ? 'shop_admin' : undefined,
      manageMasterUserPassword: args.role === 'primary' ? true : undefined,
      skipFinalSnapshot: args.role === 'standby',
      deletionProtection: args.role === 'primary',
      tags: args.tags,
    }, child);
    for (let index = 0; index < 2; index++) {
      new aws.rds.ClusterInstance(`${name}-instance-${index}`, {
        identifier: `shop-${suffix}-${index}`,
        clusterIdentifier: this.cluster.id,
        engine: 'aurora-postgresql',
        instanceClass: 'db.r6g.large',
        tags: args.tags,
      }, child);
    }
    this.endpoint = this.cluster.endpoint;
    this.registerOutputs({ endpoint: this.endpoint });
  }
}
