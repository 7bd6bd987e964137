import { Construct } from 'constructs';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { KinesisFirehoseDeliveryStream } from '@cdktf/provider-aws/lib/kinesis-firehose-delivery-stream';
import { Lake } from './lake';

export interface StreamProps {
  readonly environmentSuffix: string;
  readonly lake: Lake;
}

/** Firehose writes what comes in to the lake. */
export class Stream extends Construct {
  readonly delivery: KinesisFirehoseDeliveryStream;

  constructor(scope: Construct, id: string, props: StreamProps) {
    super(scope, id);
    const log = new CloudwatchLogGroup(this, 'log', {
      name: '/analytics/delivery',
      retentionInDays: 14,
    });
    const trust = new DataAwsIamPolicyDocument(this, 'trust', {
      statement: [
        {
          actions: ['sts:AssumeRole'],
          principals: [{ type: 'Service', identifiers: ['firehose.amazonaws.com'] }],
        },
      ],
    });
    const access = new DataAwsIamPolicyDocument(this, 'access', {
      statement: [
        {
          sid: 'Lake',
          actions: ['s3:PutObject', 's3:AbortMultipartUpload', 's3:GetBucketLocation', 's3:ListBucket'],
          resources: [props.lake.raw.arn, `${props.lake.raw.arn}/*`],
        },
        { sid: 'Log', actions: ['logs:PutLogEvents'], resources: [`${log.arn}:*`] },
      ],
    });
    const role = new IamRole(this, 'role', {
      name: `analytics-delivery-${props.environmentSuffix}`,
      assumeRolePolicy: trust.json,
    });
    new IamRolePolicy(this, 'role-policy', { role: role.id, policy: access.json });

    this.delivery = new KinesisFirehoseDeliveryStream(this, 'delivery', {
      name: `analytics-clicks-${props.environmentSuffix}`,
      destination: 'extended_s3',
      extendedS3Configuration: {
        roleArn: role.arn,
        bucketArn: props.lake.raw.arn,
        prefix: 'clicks/',
        bufferingInterval: 60,
        cloudwatchLoggingOptions: { enabled: true, logGroupName: log.name, logStreamName: 'delivery' },
      },
    });
  }
}
