import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { SecurityGroupRule } from '@cdktf/provider-aws/lib/security-group-rule';
import { Construct } from 'constructs';

type Rules = Record<string, { port: number; cidr: string; protocol?: string }>;

export class Firewall extends Construct {
  readonly group: SecurityGroup;

  constructor(scope: Construct, id: string, vpcId: string, name: string, rules: Rules) {
    super(scope, id);
    this.group = new SecurityGroup(this, 'group', { name, vpcId, description: `Managed: ${name}` });
    for (const [key, rule] of Object.entries(rules)) {
      new SecurityGroupRule(this, `ingress-${key}`, {
        type: 'ingress',
        securityGroupId: this.group.id,
        fromPort: rule.port,
        toPort: rule.port,
        protocol: rule.protocol ?? 'tcp',
        cidrBlocks: [rule.cidr],
      });
    }
  }
}
