import * as cdk from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';

export interface LedgerProps {
  readonly environmentSuffix: string;
}

/** What was charged: relational, because the accountants want to ask questions. */
export class Ledger extends Construct {
  readonly database: rds.DatabaseInstance;

  constructor(scope: Construct, id: string, props: LedgerProps) {
    super(scope, id);
    const vpc = new ec2.Vpc(this, 'Vpc', {
      maxAzs: 2,
      natGateways: 0,
      subnetConfiguration: [{ name: 'database', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 }],
    });
    this.database = new rds.DatabaseInstance(this, 'Database', {
      instanceIdentifier: `order-ledger-${props.environmentSuffix}`,
      engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
      instanceType: ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.MICRO),
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      storageEncrypted: true,
      backupRetention: cdk.Duration.days(1),
      deletionProtection: props.environmentSuffix === 'prod',
    });
  }

  grantAccess(user: lambda.Function): void {
    this.database.secret?.grantRead(user);
  }
}
