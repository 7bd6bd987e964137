import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { ResourceOptions } from '@pulumi/pulumi';

export interface NetworkArgs {
  environmentSuffix: string;
  cidr?: string;
  zones?: number;
  tags?: pulumi.Input<{ [key: string]: string }>;
}

export class Network extends pulumi.ComponentResource {
  public readonly vpc: aws.ec2.Vpc;
  public readonly subnetIds: pulumi.Output<string>[] = [];

  constructor(name: string, args: NetworkArgs, opts?: ResourceOptions) {
    super('metro:network:Network', name, args, opts);
    const { environmentSuffix, cidr = '10.80.0.0/16', zones = 2, tags } = args;

    this.vpc = new aws.ec2.Vpc(
      `${name}-vpc`,
      { cidrBlock: cidr, enableDnsHostnames: true, tags: { Name: `metro-${environmentSuffix}`, ...(tags as object) } },
      { parent: this },
    );
    const gateway = new aws.ec2.InternetGateway(`${name}-igw`, { vpcId: this.vpc.id, tags }, { parent: this });
    const routes = new aws.ec2.RouteTable(
      `${name}-routes`,
      { vpcId: this.vpc.id, routes: [{ cidrBlock: '0.0.0.0/0', gatewayId: gateway.id }] },
      { parent: this },
    );
    const available = aws.getAvailabilityZonesOutput({ state: 'available' });

    for (let zone = 0; zone < zones; zone++) {
      const subnet = new aws.ec2.Subnet(
        `${name}-subnet-${zone}`,
        {
          vpcId: this.vpc.id,
          cidrBlock: `10.80.${zone}.0/24`,
          availabilityZone: available.names[zone],
          mapPublicIpOnLaunch: zone === 0,
        },
        { parent: this },
      );
      new aws.ec2.RouteTableAssociation(
        `${name}-association-${zone}`,
        { subnetId: subnet.id, routeTableId: routes.id },
        { parent: subnet },
      );
      this.subnetIds.push(subnet.id);
    }
    this.registerOutputs({ vpcId: this.vpc.id });
  }
}
