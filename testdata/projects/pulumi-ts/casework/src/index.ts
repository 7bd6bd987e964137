import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { documentFor, trustOf } from './policies';

const config = new pulumi.Config();
const environmentSuffix = config.get('environmentSuffix') || 'dev';
const name = (kind: string) => `casework-${kind}-${environmentSuffix}`;
const account = aws.getCallerIdentityOutput().accountId;
const region = aws.getRegionOutput().name;

const files = new aws.s3.Bucket('files', { bucket: name('files') });
const cases = new aws.dynamodb.Table('cases', {
  name: name('cases'),
  billingMode: 'PAY_PER_REQUEST',
  hashKey: 'id',
  attributes: [{ name: 'id', type: 'S' }],
});
const inbox = new aws.sqs.Queue('inbox', { name: name('inbox'), kmsMasterKeyId: 'alias/aws/sqs' });
const key = new aws.kms.Key('key', {
  description: 'Case files',
  enableKeyRotation: true,
  policy: account.apply((id) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Sid: 'Root', Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${id}:root` }, Action: 'kms:*', Resource: '*' },
      ],
    }),
  ),
});

const clerk = new aws.iam.Role('clerk', {
  name: name('clerk'),
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: 'lambda.amazonaws.com' }),
  inlinePolicies: [
    {
      name: 'inbox',
      policy: inbox.arn.apply((arn) => documentFor({ actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'], resources: [arn] })),
    },
  ],
});
const judge = new aws.iam.Role('judge', { name: name('judge'), assumeRolePolicy: trustOf('states.amazonaws.com') });

new aws.iam.RolePolicyAttachment('clerk-logs', {
  role: clerk.name,
  policyArn: aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole,
});

// JSON.stringify of several outputs
new aws.iam.RolePolicy('clerk-cases', {
  name: name('clerk-cases'),
  role: clerk.id,
  policy: pulumi.all([cases.arn, files.arn, key.arn]).apply(([table, bucket, keyArn]) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:Query'], Resource: [table, `${table}/index/*`] },
        { Effect: 'Allow', Action: 's3:GetObject', Resource: `${bucket}/*` },
        { Effect: 'Allow', Action: ['kms:Decrypt'], Resource: keyArn },
      ],
    }),
  ),
});
// the same of named outputs
new aws.iam.RolePolicy('judge-cases', {
  role: judge.name,
  policy: pulumi.all({ table: cases.arn, region, account }).apply((v) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'dynamodb:UpdateItem', Resource: v.table },
        { Effect: 'Allow', Action: 'logs:PutLogEvents', Resource: `arn:aws:logs:${v.region}:${v.account}:log-group:/casework/*` },
      ],
    }),
  ),
});
const archive = new aws.iam.Policy('archive', {
  name: name('archive'),
  policy: pulumi.jsonStringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['s3:PutObject'], Resource: pulumi.interpolate`${files.arn}/archive/*` }],
  }),
});
new aws.iam.RolePolicyAttachment('judge-archive', { role: judge, policyArn: archive.arn });
new aws.sqs.QueuePolicy('inbox-policy', {
  queueUrl: inbox.id,
  policy: pulumi.interpolate`{
    "Version": "2012-10-17",
    "Statement": [{
      "Effect": "Allow",
      "Principal": {"Service": "s3.amazonaws.com"},
      "Action": "sqs:SendMessage",
      "Resource": "${inbox.arn}",
      "Condition": {"ArnLike": {"aws:SourceArn": "${files.arn}"}}
    }]
  }`,
});
const tls = aws.iam.getPolicyDocumentOutput({
  statements: [
    {
      sid: 'TlsOnly',
      effect: 'Deny',
      principals: [{ type: '*', identifiers: ['*'] }],
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: [files.arn, pulumi.interpolate`${files.arn}/*`],
      conditions: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
    },
  ],
});
new aws.s3.BucketPolicy('tls-only', { bucket: files.id, policy: tls.json });
new aws.iam.GroupPolicy('auditors', {
  group: new aws.iam.Group('auditors', { name: name('auditors') }).name,
  policy: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: ['s3:ListBucket'], Resource: [files.arn] }],
  },
});
