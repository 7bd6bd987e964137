import * as cdk from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { CfnQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { Naming } from './naming';

export interface LedgerStackProps extends cdk.StackProps {
  readonly naming: Naming;
  readonly role: 'primary' | 'secondary';
}

export class LedgerStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props: LedgerStackProps) {
    super(scope, id, props);
    const { naming, role } = props;
    const key = new Key(this, 'Key', { alias: naming.physical(`key-${role}`), enableKeyRotation: true });

    const entries = new Queue(this, 'Entries', { queueName: naming.physical('entries', this.region), encryptionMasterKey: key });
    new CfnQueue(this, 'Corrections', { queueName: naming.physical('corrections'), delaySeconds: 5 });

    if (role === 'primary') {
      const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 0, vpcName: naming.physical('vpc') });
      const cluster = new rds.DatabaseCluster(this, 'Books', {
        clusterIdentifier: naming.physical('books'),
        engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 }),
        writer: rds.ClusterInstance.serverlessV2('writer'),
        defaultDatabaseName: 'books',
        storageEncrypted: true,
        vpc,
        vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      });
      cluster.connections.allowDefaultPortFromAnyIpv4('from the network of the books');
    } else {
      new Secret(this, 'Replica', {
        secretName: naming.path('replica', 'token'),
        generateSecretString: { excludePunctuation: true, passwordLength: 32 },
      });
    }
    new StringParameter(this, 'EntriesUrl', {
      parameterName: naming.path('entries-url'),
      stringValue: entries.queueUrl,
    });
  }
}
