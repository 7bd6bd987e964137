import * as cdk from 'aws-cdk-lib';
import * as cloudtrail from 'aws-cdk-lib/aws-cloudtrail';
import * as config from 'aws-cdk-lib/aws-config';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';

export interface LandingZoneStackProps extends cdk.StackProps {
  environmentSuffix: string;
}

/** Written on the level of CloudFormation, with a few escape hatches. */
export class LandingZoneStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props: LandingZoneStackProps) {
    super(scope, id, props);
    const suffix = props.environmentSuffix;

    const retention = new cdk.CfnParameter(this, 'RetentionInDays', { type: 'Number', default: 30 });

    const trail = new s3.CfnBucket(this, 'TrailBucket', {
      bucketName: cdk.Fn.sub('trail-${AWS::AccountId}-' + suffix),
      versioningConfiguration: { status: 'Enabled' },
      bucketEncryption: {
        serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
      },
      publicAccessBlockConfiguration: {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
    });
    trail.applyRemovalPolicy(cdk.RemovalPolicy.RETAIN);
    trail.addPropertyOverride('OwnershipControls.Rules.0.ObjectOwnership', 'BucketOwnerEnforced');
    trail.addPropertyDeletionOverride('VersioningConfiguration');

    new s3.CfnBucketPolicy(this, 'TrailBucketPolicy', {
      bucket: trail.ref,
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'AclCheck',
            Effect: 'Allow',
            Principal: { Service: 'cloudtrail.amazonaws.com' },
            Action: 's3:GetBucketAcl',
            Resource: trail.attrArn,
          },
          {
            Sid: 'Write',
            Effect: 'Allow',
            Principal: { Service: 'cloudtrail.amazonaws.com' },
            Action: ['s3:PutObject'],
            Resource: cdk.Fn.join('/', [trail.attrArn, 'AWSLogs', cdk.Aws.ACCOUNT_ID, '*']),
            Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
          },
        ],
      },
    });

    const logGroup = new logs.CfnLogGroup(this, 'TrailLogs', {
      logGroupName: `/landing-zone/${suffix}/trail`,
      retentionInDays: retention.valueAsNumber,
    });
    const role = new iam.CfnRole(this, 'TrailRole', {
      roleName: `landing-zone-trail-${suffix}`,
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
      policies: [
        {
          policyName: 'write-logs',
          policyDocument: {
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: logGroup.attrArn },
            ],
          },
        },
      ],
    });
    new cloudtrail.CfnTrail(this, 'Trail', {
      trailName: `landing-zone-${suffix}`,
      isLogging: true,
      isMultiRegionTrail: true,
      enableLogFileValidation: true,
      s3BucketName: trail.ref,
      cloudWatchLogsLogGroupArn: logGroup.attrArn,
      cloudWatchLogsRoleArn: role.attrArn,
    });

    for (const [index, rule] of ['S3_BUCKET_VERSIONING_ENABLED', 'ENCRYPTED_VOLUMES'].entries()) {
      new config.CfnConfigRule(this, `Rule${index}`, {
        configRuleName: `${rule.toLowerCase().replace(/_/g, '-')}-${suffix}`,
        source: { owner: 'AWS', sourceIdentifier: rule },
      });
    }

    const vpc = new ec2.CfnVPC(this, 'Vpc', { cidrBlock: '10.0.0.0/16', enableDnsHostnames: true });
    [0, 1].forEach((n) => {
      const subnet = new ec2.CfnSubnet(this, `Subnet${n}`, {
        vpcId: vpc.ref,
        cidrBlock: `10.0.${n * 16}.0/20`,
        availabilityZone: cdk.Fn.select(n, cdk.Fn.getAzs()),
        mapPublicIpOnLaunch: false,
      });
      subnet.overrideLogicalId(`LandingSubnet${n + 1}`);
    });

    const parameter = new ssm.StringParameter(this, 'VpcId', {
      parameterName: `/landing-zone/${suffix}/vpc-id`,
      stringValue: vpc.ref,
    });
    const raw = parameter.node.defaultChild as ssm.CfnParameter;
    raw.addPropertyOverride('Tier', 'Standard');
    raw.description = 'The VPC of the landing zone';

    new cdk.CfnResource(this, 'Group', {
      type: 'AWS::ResourceGroups::Group',
      properties: { Name: `landing-zone-${suffix}`, Description: 'All of it' },
    });
  }
}
