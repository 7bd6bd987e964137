import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Construct } from 'constructs';
import { Storage } from './storage';

interface Statement {
  Effect: 'Allow' | 'Deny';
  Action: string[];
  Resource: string | string[];
}

const document = (...statements: Statement[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const allow = (resource: string, ...actions: string[]): Statement => ({ Effect: 'Allow', Action: actions, Resource: resource });

const MANAGED = ['service-role/AWSLambdaBasicExecutionRole', 'AWSXRayDaemonWriteAccess'];

export class Access extends Construct {
  constructor(scope: Construct, id: string, props: { environmentSuffix: string; storage: Storage }) {
    super(scope, id);
    const { environmentSuffix, storage } = props;
    const caller = new DataAwsCallerIdentity(this, 'caller');

    const trust = new DataAwsIamPolicyDocument(this, 'trust', {
      statement: [
        {
          actions: ['sts:AssumeRole'],
          principals: [{ type: 'Service', identifiers: ['lambda.amazonaws.com'] }],
          condition: [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: [caller.accountId] }],
        },
      ],
    });
    const reviewing = new DataAwsIamPolicyDocument(this, 'reviewing', {
      statement: [
        { sid: 'Read', actions: ['s3:GetObject'], resources: [`${storage.bucket.arn}/open/*`] },
        { sid: 'Take', effect: 'Allow', actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'], resources: [storage.queue.arn] },
        { sid: 'Keep', effect: 'Deny', actions: ['s3:DeleteObject'], resources: [storage.bucket.arn, `${storage.bucket.arn}/*`] },
      ],
    });

    const role = new IamRole(this, 'reviewer', {
      name: `grants-reviewer-${environmentSuffix}`,
      assumeRolePolicy: trust.json,
      inlinePolicy: [{ name: 'decrypt', policy: document(allow(storage.key.arn, 'kms:Decrypt')) }],
    });
    const policy = new IamPolicy(this, 'review', { name: `grants-review-${environmentSuffix}`, policy: reviewing.json });
    new IamRolePolicyAttachment(this, 'reviewer-review', { role: role.name, policyArn: policy.arn });
    MANAGED.forEach((name, index) => {
      new IamRolePolicyAttachment(this, `managed-${index}`, {
        role: role.name,
        policyArn: `arn:aws:iam::aws:policy/${name}`,
      });
    });
    new IamPolicy(this, 'publish', {
      name: `grants-publish-${environmentSuffix}`,
      policy: `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:PutObject", "Resource": "${storage.bucket.arn}/public/*"}]}`,
    });
  }
}
