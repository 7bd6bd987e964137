import { FlowLog } from '@cdktf/provider-aws/lib/flow-log';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Firewall } from './modules/firewall';
import { Network } from './modules/network';

export class CampusStack extends TerraformStack {
  constructor(scope: Construct, id: string, { environmentSuffix }: { environmentSuffix: string }) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'eu-west-1' });

    const prefix = `campus-${environmentSuffix}`;
    const network = new Network(this, 'network', { cidr: '10.40.0.0/16', zones: 2, nat: true, prefix });
    new Firewall(this, 'library', network.vpc.id, `${prefix}-library`, {
      https: { port: 443, cidr: '10.40.0.0/16' },
      dns: { port: 53, cidr: '10.40.0.0/16', protocol: 'udp' },
    });
    new Firewall(this, 'labs', network.vpc.id, `${prefix}-labs`, { ssh: { port: 22, cidr: '10.40.100.0/24' } });

    const flows = new S3Bucket(this, 'flows', { bucket: `${prefix}-flows` });
    new FlowLog(this, 'flow-log', {
      vpcId: network.vpc.id,
      trafficType: 'REJECT',
      logDestination: flows.arn,
      logDestinationType: 's3',
    });
    new TerraformOutput(this, 'vpc', { value: network.vpc.id });
  }
}
