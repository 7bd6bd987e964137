import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { Statements, denyInsecure, readPrefix } from './statements';

interface ClaimsAccessStackProps extends cdk.StackProps {
  environmentSuffix: string;
}

export class ClaimsAccessStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props: ClaimsAccessStackProps) {
    super(scope, id, props);
    const suffix = props.environmentSuffix;

    const key = new kms.Key(this, 'Key', { description: 'Claims', removalPolicy: cdk.RemovalPolicy.DESTROY });
    const bucket = new s3.Bucket(this, 'Claims', {
      bucketName: `claims-${suffix}`,
      encryptionKey: key,
      removalPolicy: cdk.RemovalPolicy.DESTROY,
    });
    const queue = new sqs.Queue(this, 'Review', { queueName: `claims-review-${suffix}` });
    queue.addToResourcePolicy(denyInsecure(queue.queueArn));
    bucket.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('delivery.logs.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [bucket.arnForObjects('delivery/*')],
      }),
    );
    key.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('logs.amazonaws.com')],
        actions: ['kms:Encrypt*', 'kms:Decrypt*'],
        resources: ['*'],
      }),
    );

    const adjuster = new iam.Role(this, 'Adjuster', {
      roleName: `claims-adjuster-${suffix}`,
      assumedBy: new iam.CompositePrincipal(
        new iam.ServicePrincipal('lambda.amazonaws.com'),
        new iam.AccountRootPrincipal(),
      ),
      managedPolicies: [
        iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaBasicExecutionRole'),
      ],
      inlinePolicies: {
        Claims: new iam.PolicyDocument({
          statements: [readPrefix(bucket.bucketArn, 'open'), readPrefix(bucket.bucketArn, 'closed')],
        }),
        Review: iam.PolicyDocument.fromJson({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: queue.queueArn }],
        }),
      },
    });
    adjuster.addToPolicy(Statements.logs('/claims/open', '/claims/closed'));
    bucket.grantPut(adjuster, 'uploads/*');

    const auditors = new iam.Group(this, 'Auditors', { groupName: `claims-auditors-${suffix}` });
    const policy = new iam.ManagedPolicy(this, 'Audit', {
      managedPolicyName: `claims-audit-${suffix}`,
      groups: [auditors],
      statements: [
        iam.PolicyStatement.fromJson({
          Effect: 'Allow',
          Action: ['s3:ListBucket'],
          Resource: [bucket.bucketArn],
        }),
        new iam.PolicyStatement({
          effect: iam.Effect.DENY,
          notActions: ['s3:Get*', 's3:List*'],
          resources: [bucket.bucketArn, `${bucket.bucketArn}/*`],
        }),
      ],
    });
    new iam.Policy(this, 'Decrypt', {
      policyName: `claims-decrypt-${suffix}`,
      roles: [adjuster],
      document: new iam.PolicyDocument({
        assignSids: true,
        statements: [new iam.PolicyStatement({ actions: ['kms:Decrypt'], resources: [key.keyArn] })],
      }),
    });

    const actions = { get: 'sqs:ReceiveMessage', ack: 'sqs:DeleteMessage' };
    const worker = new iam.Role(this, 'Worker', {
      roleName: `claims-worker-${suffix}`,
      assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com').withConditions({
        StringEquals: { 'aws:SourceAccount': this.account },
      }),
      permissionsBoundary: policy,
    });
    worker.addToPrincipalPolicy(
      new iam.PolicyStatement({ actions: Object.values(actions), resources: [queue.queueArn] }),
    );
  }
}
