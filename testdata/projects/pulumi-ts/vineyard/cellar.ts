import { rds, s3, ec2, secretsmanager, backup } from '@pulumi/aws';
import { ComponentResource, Output, all, interpolate } from '@pulumi/pulumi';
import { RandomPassword } from '@pulumi/random';
import { merged } from './defaults';

export interface CellarOptions {
  barrels: number;
  database?: boolean;
  bucket?: Partial<s3.BucketArgs>;
}

export class Cellar extends ComponentResource {
  endpoint?: Output<string>;

  constructor(name: string, suffix: string, options: CellarOptions) {
    super('vineyard:index:Cellar', name);

    for (let barrel = 1; barrel <= options.barrels; barrel += 1) {
      new s3.Bucket(
        `${name}-barrel-${barrel}`,
        merged({ bucket: `vineyard-${name}-barrel${barrel}-${suffix}` }, options.bucket),
        { parent: this },
      );
    }
    if (options.database) {
      this.endpoint = this.database(name, suffix);
    }
  }

  private database(name: string, suffix: string): Output<string> {
    const group = new ec2.SecurityGroup(
      `${name}-database`,
      {
        name: `vineyard-${name}-database-${suffix}`,
        description: 'Cellar book',
        ingress: [{ protocol: 'tcp', fromPort: 5432, toPort: 5432, cidrBlocks: ['10.0.0.0/8'] }],
        egress: [{ protocol: '-1', fromPort: 0, toPort: 0, cidrBlocks: ['0.0.0.0/0'] }],
      },
      { parent: this },
    );
    const password = new RandomPassword(`${name}-password`, { length: 20, special: false }, { parent: this });
    const cluster = new rds.Cluster(
      `${name}-book`,
      {
        clusterIdentifier: `vineyard-${name}-book-${suffix}`,
        engine: rds.EngineType.AuroraPostgresql,
        masterUsername: 'vintner',
        masterPassword: password.result,
        vpcSecurityGroupIds: [group.id],
        storageEncrypted: true,
        deletionProtection: true,
        finalSnapshotIdentifier: `vineyard-${name}-final-${suffix}`,
      },
      { parent: this, protect: true, ignoreChanges: ['masterPassword'] },
    );
    const instances = ['writer', 'reader'].map(
      (kind, index) =>
        new rds.ClusterInstance(
          `${name}-${kind}`,
          {
            identifier: `vineyard-${name}-${kind}-${suffix}`,
            clusterIdentifier: cluster.id,
            engine: rds.EngineType.AuroraPostgresql,
            instanceClass: 'db.t4g.medium',
            promotionTier: index,
          },
          { parent: cluster },
        ),
    );
    const secret = new secretsmanager.Secret(`${name}-secret`, { name: `vineyard/${name}/${suffix}` }, { parent: this });
    new secretsmanager.SecretVersion(
      `${name}-secret-version`,
      {
        secretId: secret.id,
        secretString: all([cluster.endpoint, password.result]).apply(([host, value]) => JSON.stringify({ host, password: value })),
      },
      { parent: secret },
    );
    new backup.Vault(`${name}-vault`, { name: `vineyard-${name}-${suffix}` }, { parent: this, deleteBeforeReplace: true });
    return interpolate`${cluster.endpoint}:5432/${instances.length}`;
  }
}

export class CellarFactory {
  private readonly made: Cellar[] = [];

  constructor(private readonly suffix: string) {}

  create(name: string, options: CellarOptions): Cellar {
    const cellar = new Cellar(name, this.suffix, options);
    this.made.push(cellar);
    return cellar;
  }
}
