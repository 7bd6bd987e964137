import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import * as fs from 'fs';
import * as yaml from 'js-yaml';
import { environmentSuffix } from './environment';

interface Settings {
  memory: number;
  timeout?: number;
  schedule?: string;
}

const role = new aws.iam.Role('functions', {
  name: `thermostat-functions-${environmentSuffix}`,
  assumeRolePolicy: JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } }],
  }),
});

function createFunction(name: string, { memory, timeout = 30, schedule }: Settings): aws.lambda.Function {
  const made = new aws.lambda.Function(name, {
    name: `thermostat-${name}-${environmentSuffix}`,
    role: role.arn,
    runtime: aws.lambda.Runtime.NodeJS20dX,
    handler: 'index.handler',
    memorySize: memory,
    timeout,
    code: new pulumi.asset.AssetArchive({ 'index.js': new pulumi.asset.StringAsset('exports.handler = async () => 1;') }),
    environment: { variables: { NAME: name, SUFFIX: environmentSuffix } },
  });
  if (schedule) {
    const rule = new aws.cloudwatch.EventRule(`${name}-schedule`, {
      name: `thermostat-${name}-schedule-${environmentSuffix}`,
      scheduleExpression: schedule,
    });
    new aws.cloudwatch.EventTarget(`${name}-schedule-target`, { rule: rule.name, arn: made.arn });
    new aws.lambda.Permission(`${name}-schedule-permission`, {
      action: 'lambda:InvokeFunction',
      function: made.name,
      principal: 'events.amazonaws.com',
      sourceArn: rule.arn,
    });
  }
  return made;
}

const described = yaml.load(fs.readFileSync('functions.yaml', 'utf8')) as Record<string, Settings>;

export const functions: Record<string, aws.lambda.Function> = {};
for (const [name, settings] of Object.entries(described)) {
  functions[name] = createFunction(name, settings);
}
