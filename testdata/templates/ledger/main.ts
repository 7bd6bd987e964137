import { App, S3Backend, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { Construct } from 'constructs';

interface LedgerStackProps {
  environmentSuffix: string;
  region: string;
}

class LedgerStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: LedgerStackProps) {
    super(scope, id);
    const { environmentSuffix, region } = props;

    new S3Backend(this, { bucket: 'ledger-state', key: `${environmentSuffix}/ledger.tfstate`, region });
    new AwsProvider(this, 'aws', { region, defaultTags: [{ tags: { Environment: environmentSuffix } }] });
    const password = new TerraformVariable(this, 'db_password', { type: 'string', sensitive: true });
    const account = new DataAwsCallerIdentity(this, 'current');

    const archive = new S3Bucket(this, 'archive', {
      bucket: `ledger-archive-${environmentSuffix}`,
      lifecycle: { preventDestroy: true },
    });
    new S3BucketVersioningA(this, 'archive_versioning', {
      bucket: archive.id,
      versioningConfiguration: { status: 'Enabled' },
    });
    for (const kind of ['entries', 'accounts']) {
      new DynamodbTable(this, `table_${kind}`, {
        name: `ledger-${kind}`,
        billingMode: 'PAY_PER_REQUEST',
        hashKey: 'id',
        attribute: [{ name: 'id', type: 'S' }],
      });
    }
    new DbInstance(this, 'database', {
      identifier: `ledger-${environmentSuffix}`,
      engine: 'postgres',
      instanceClass: 'db.t4g.micro',
      allocatedStorage: 20,
      username: 'ledger',
      password: password.stringValue,
      deletionProtection: true,
      skipFinalSnapshot: true,
    });

    const access = new DataAwsIamPolicyDocument(this, 'access', {
      statement: [
        { actions: ['s3:GetObject', 's3:PutObject'], resources: [`${archive.arn}/*`] },
        { actions: ['dynamodb:*'], resources: ['*'] },
      ],
    });
    const role = new IamRole(this, 'writer', {
      name: 'ledger-writer',
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
      }),
    });
    new IamRolePolicy(this, 'writer_policy', { role: role.id, policy: access.json });
    new TerraformOutput(this, 'archive_name', { value: archive.bucket });
    new TerraformOutput(this, 'account_id', { value: account.accountId });
  }
}

const app = new App();
const environmentSuffix = process.env.ENVIRONMENT_SUFFIX || 'dev';
new LedgerStack(app, `ledger-${environmentSuffix}`, { environmentSuffix, region: process.env.AWS_REGION || 'us-east-1' });
app.synth();
