import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

export interface DatabaseArgs {
  environmentSuffix: string;
  instanceClass: string;
  tags: Record<string, string>;
}

/** A PostgreSQL instance that manages its own password. */
export class Database extends pulumi.ComponentResource {
  public readonly endpoint: pulumi.Output<string>;

  constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super('shop:data:Database', name, {}, opts);
    const instance = new aws.rds.Instance(
      `${name}-instance`,
      {
        identifier: `web-shop-${name}-${args.environmentSuffix}`,
        engine: 'postgres',
        instanceClass: args.instanceClass,
        allocatedStorage: 20,
        username: 'shop',
        manageMasterUserPassword: true,
        skipFinalSnapshot: true,
        deletionProtection: args.environmentSuffix.startsWith('pr'),
        tags: args.tags,
      },
      { parent: this, retainOnDelete: true },
    );
    this.endpoint = instance.endpoint;
    this.registerOutputs({ endpoint: this.endpoint });
  }
}
