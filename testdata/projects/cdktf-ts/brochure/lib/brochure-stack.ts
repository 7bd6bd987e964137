import { S3Backend, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { AwsProvider } from '../.gen/providers/aws/provider';
import { CloudfrontDistribution } from '../.gen/providers/aws/cloudfront-distribution';
import { CloudfrontOriginAccessControl } from '../.gen/providers/aws/cloudfront-origin-access-control';
import { S3Bucket } from '../.gen/providers/aws/s3-bucket';
import { S3BucketPublicAccessBlock } from '../.gen/providers/aws/s3-bucket-public-access-block';
import { S3BucketVersioningA } from '../.gen/providers/aws/s3-bucket-versioning';
import { S3Object } from '../.gen/providers/aws/s3-object';

interface BrochureStackProps {
  environmentSuffix?: string;
  stateBucket?: string;
  awsRegion?: string;
}

export class BrochureStack extends TerraformStack {
  constructor(scope: Construct, id: string, props?: BrochureStackProps) {
    super(scope, id);
    const environmentSuffix = props?.environmentSuffix || 'dev';
    const awsRegion = props?.awsRegion || 'us-east-1';

    new AwsProvider(this, 'aws', {
      region: awsRegion,
      defaultTags: [{ tags: { Environment: environmentSuffix, Project: 'brochure' } }],
    });
    new S3Backend(this, {
      bucket: props?.stateBucket ?? 'iac-states',
      key: `${environmentSuffix}/${id}.tfstate`,
      region: 'us-east-1',
      encrypt: true,
    });
    this.addOverride('terraform.backend.s3.use_lockfile', true);

    const site = new S3Bucket(this, 'site', {
      bucket: `brochure-site-${environmentSuffix}`,
      forceDestroy: true,
      tags: { Name: `brochure-site-${environmentSuffix}` },
    });
    new S3BucketVersioningA(this, 'site-versioning', {
      bucket: site.id,
      versioningConfiguration: { status: 'Enabled' },
    });
    new S3BucketPublicAccessBlock(this, 'site-private', {
      bucket: site.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });

    ['index.html', 'error.html'].forEach((page) => {
      new S3Object(this, `page-${page.split('.')[0]}`, {
        bucket: site.bucket,
        key: page,
        content: `<h1>${page}</h1>`,
        contentType: 'text/html',
      });
    });

    const access = new CloudfrontOriginAccessControl(this, 'oac', {
      name: `brochure-${environmentSuffix}`,
      originAccessControlOriginType: 's3',
      signingBehavior: 'always',
      signingProtocol: 'sigv4',
    });
    const cdn = new CloudfrontDistribution(this, 'cdn', {
      enabled: true,
      comment: `brochure ${environmentSuffix}`,
      defaultRootObject: 'index.html',
      origin: [
        {
          domainName: site.bucketRegionalDomainName,
          originId: 'site',
          originAccessControlId: access.id,
        },
      ],
      defaultCacheBehavior: {
        allowedMethods: ['GET', 'HEAD'],
        cachedMethods: ['GET', 'HEAD'],
        targetOriginId: 'site',
        viewerProtocolPolicy: 'redirect-to-https',
        forwardedValues: { queryString: false, cookies: { forward: 'none' } },
      },
      restrictions: { geoRestriction: { restrictionType: 'none' } },
      viewerCertificate: { cloudfrontDefaultCertificate: true },
    });
    new TerraformOutput(this, 'domain', { value: cdn.domainName });
  }
}
