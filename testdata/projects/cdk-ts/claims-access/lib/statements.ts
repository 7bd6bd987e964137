import * as iam from 'aws-cdk-lib/aws-iam';

/** Reads objects below a prefix. */
export function readPrefix(bucketArn: string, prefix: string): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: `Read${prefix}`,
    actions: ['s3:GetObject', 's3:GetObjectVersion'],
    resources: [`${bucketArn}/${prefix}/*`],
  });
}

export const denyInsecure = (arn: string) =>
  new iam.PolicyStatement({
    effect: iam.Effect.DENY,
    principals: [new iam.AnyPrincipal()],
    actions: ['sqs:SendMessage'],
    resources: [arn],
    conditions: { Bool: { 'aws:SecureTransport': 'false' } },
  });

export class Statements {
  static logs(...groups: string[]): iam.PolicyStatement {
    const statement = new iam.PolicyStatement();
    statement.addActions('logs:CreateLogStream', 'logs:PutLogEvents');
    statement.addResources(...groups.map((group) => `arn:aws:logs:*:*:log-group:${group}:*`));
    return statement;
  }
}
