import { DataAwsAvailabilityZones } from '@cdktf/provider-aws/lib/data-aws-availability-zones';
import { Eip } from '@cdktf/provider-aws/lib/eip';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';

export interface NetworkConfig {
  cidr: string;
  zones: number;
  nat: boolean;
  prefix: string;
}

export class Network extends Construct {
  readonly vpc: Vpc;
  readonly publicSubnets: Subnet[] = [];
  readonly privateSubnets: Subnet[] = [];

  constructor(scope: Construct, id: string, config: NetworkConfig) {
    super(scope, id);
    this.vpc = new Vpc(this, 'vpc', {
      cidrBlock: config.cidr,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: { Name: `${config.prefix}-vpc` },
    });
    const gateway = new InternetGateway(this, 'igw', { vpcId: this.vpc.id, tags: { Name: `${config.prefix}-igw` } });
    const zones = new DataAwsAvailabilityZones(this, 'zones', { state: 'available' });

    for (let i = 0; i < config.zones; i++) {
      this.publicSubnets.push(
        new Subnet(this, `public-${i}`, {
          vpcId: this.vpc.id,
          cidrBlock: `10.40.${i}.0/24`,
          availabilityZone: Fn.element(zones.names, i),
          mapPublicIpOnLaunch: true,
          tags: { Name: `${config.prefix}-public-${i}` },
        }),
      );
      this.privateSubnets.push(
        new Subnet(this, `private-${i}`, {
          vpcId: this.vpc.id,
          cidrBlock: `10.40.${i + 100}.0/24`,
          availabilityZone: Fn.element(zones.names, i),
          tags: { Name: `${config.prefix}-private-${i}` },
        }),
      );
    }

    const routes = new RouteTable(this, 'public-routes', {
      vpcId: this.vpc.id,
      route: [{ cidrBlock: '0.0.0.0/0', gatewayId: gateway.id }],
    });
    this.publicSubnets.forEach(
      (subnet, i) => new RouteTableAssociation(this, `public-association-${i}`, { subnetId: subnet.id, routeTableId: routes.id }),
    );
    if (config.nat) {
      const address = new Eip(this, 'nat-address', { domain: 'vpc' });
      new NatGateway(this, 'nat', { allocationId: address.id, subnetId: this.publicSubnets[0].id });
    }
  }
}
