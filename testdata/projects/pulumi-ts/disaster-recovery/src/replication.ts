import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { Region } from './region';

/** Copies what is put into the bucket of one region into that of the other. */
export function replicate(
  name: string,
  from: Region,
  to: Region,
  environmentSuffix: string,
  opts: pulumi.CustomResourceOptions
): aws.s3.BucketReplicationConfig {
  const role = new aws.iam.Role(`${name}-replication-role`, {
    name: `shop-${name}-replication-${environmentSuffix}`,
    assumeRolePolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    }),
  }, opts);
  new aws.iam.RolePolicy(`${name}-replication-policy`, {
    role: role.id,
    policy: pulumi.all([from.assets.arn, to.assets.arn]).apply(([source, target]) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
            Resource: source,
          },
          { Effect: 'Allow', Action: ['s3:GetObjectVersion*'], Resource: `${source}/*` },
          { Effect: 'Allow', Action: 's3:*', Resource: `${target}/*` },
        ],
      })
    ),
  }, opts);
  return new aws.s3.BucketReplicationConfig(`${name}-replication`, {
    bucket: from.assets.id,
    role: role.arn,
    rules: [
      {
        id: 'everything',
        status: 'Enabled',
        filter: {},
        deleteMarkerReplication: { status: 'Enabled' },
        destination: { bucket: to.assets.arn, storageClass: 'STANDARD_IA' },
      },
    ],
  }, { ...opts, provider: from.provider, dependsOn: [from.versioning, to.versioning] });
}
