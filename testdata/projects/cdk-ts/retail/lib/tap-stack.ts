import * as cdk from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DataStack } from './data-stack';
import { NetworkStack } from './network-stack';
import { MessagingStack } from './messaging-stack';

interface TapStackProps extends cdk.StackProps {
  environmentSuffix?: string;
}

export class TapStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: TapStackProps) {
    super(scope, id, props);

    const environmentSuffix =
      props?.environmentSuffix || this.node.tryGetContext('environmentSuffix') || 'dev';

    const network = new NetworkStack(this, 'Network', { environmentSuffix, cidr: '10.20.0.0/16' });
    const data = new DataStack(this, 'Data', { environmentSuffix, vpc: network.vpc });
    const messaging = new MessagingStack(this, 'Messaging', {
      environmentSuffix,
      table: data.table,
    });
    messaging.addDependency(data);

    new cdk.CfnOutput(this, 'TableName', {
      value: data.table.tableName,
      exportName: `retail-table-${environmentSuffix}`,
    });
  }
}
