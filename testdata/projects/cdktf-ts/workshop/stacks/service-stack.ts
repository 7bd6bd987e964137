import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { EcsCluster } from '@cdktf/provider-aws/lib/ecs-cluster';
import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { BaseStack, BaseStackProps } from './base-stack';

interface ServiceStackProps extends BaseStackProps {
  service: string;
  cluster: EcsCluster;
}

function roleFactory(stack: BaseStack, nameOf: (kind: string) => string) {
  return (kind: 'task' | 'execution'): IamRole =>
    new IamRole(stack, `${kind}-role`, {
      name: nameOf(kind),
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'ecs-tasks.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      }),
    });
}

export class ServiceStack extends BaseStack<ServiceStackProps> {
  protected build(): void {
    const { service, cluster } = this.props;
    const role = roleFactory(this, (kind) => this.physical(service, kind));
    const task = role('task');
    const execution = role('execution');
    const logs = new CloudwatchLogGroup(this, 'logs', { name: `/ecs/${this.physical(service)}`, retentionInDays: 30 });

    const definition = new EcsTaskDefinition(this, 'definition', {
      family: this.physical(service),
      cpu: '256',
      memory: '512',
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      taskRoleArn: task.arn,
      executionRoleArn: execution.arn,
      containerDefinitions: JSON.stringify([
        {
          name: service,
          image: `public.ecr.aws/workshop/${service}:1.0`,
          essential: true,
          portMappings: [{ containerPort: 8080 }],
          logConfiguration: {
            logDriver: 'awslogs',
            options: { 'awslogs-group': logs.name, 'awslogs-stream-prefix': service },
          },
        },
      ]),
    });
    new EcsService(this, 'service', {
      name: this.physical(service),
      cluster: cluster.arn,
      taskDefinition: definition.arn,
      desiredCount: 2,
      launchType: 'FARGATE',
      networkConfiguration: { subnets: ['subnet-0a1b2c3d', 'subnet-4e5f6a7b'], assignPublicIp: false },
    });
  }
}
