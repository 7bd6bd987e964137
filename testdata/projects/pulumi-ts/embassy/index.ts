import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

type Site = 'home' | 'abroad';
const REGIONS: Record<Site, aws.Region> = { home: 'us-west-2', abroad: 'ap-northeast-1' };

const stack = pulumi.getStack();
const project = pulumi.getProject();
const name = (kind: string, site?: Site) => [project, kind, site, stack].filter(Boolean).join('-');

const providers = Object.fromEntries(
  (Object.keys(REGIONS) as Site[]).map((site) => [
    site,
    new aws.Provider(`aws-${site}`, { region: REGIONS[site], defaultTags: { tags: { Site: site } } }),
  ]),
) as Record<Site, aws.Provider>;

const buckets = {} as Record<Site, aws.s3.Bucket>;
for (const site of ['home', 'abroad'] as const) {
  const options: pulumi.CustomResourceOptions = { provider: providers[site], retainOnDelete: site === 'home' };
  buckets[site] = new aws.s3.Bucket(`cables-${site}`, { bucket: name('cables', site) }, options);
  new aws.s3.BucketVersioning(
    `cables-versioning-${site}`,
    { bucket: buckets[site].id, versioningConfiguration: { status: 'Enabled' } },
    options,
  );
  new aws.s3.BucketServerSideEncryptionConfiguration(
    `cables-encryption-${site}`,
    { bucket: buckets[site].id, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms' }, bucketKeyEnabled: true }] },
    options,
  );
}

const courier = new aws.iam.Role('courier', {
  name: name('courier'),
  assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal(aws.iam.Principals.LambdaPrincipal),
});
new aws.s3.BucketReplicationConfig(
  'replication',
  {
    bucket: buckets.home.id,
    role: courier.arn,
    rules: [{ id: 'cables', status: 'Enabled', destination: { bucket: buckets.abroad.arn } }],
  },
  { provider: providers.home, dependsOn: [buckets.home, buckets.abroad] },
);

const zone = new aws.route53.Zone('zone', { name: `${stack}.embassy.example`, comment: name('zone') }, { protect: true });
const records = [
  { host: 'visa', type: 'CNAME', values: ['visa.example.net'] },
  { host: 'news', type: 'TXT', values: ['v=spf1 -all'], ttl: 3600 },
];
records.forEach(
  ({ host, type, values, ttl }) =>
    new aws.route53.Record(`record-${host}`, {
      zoneId: zone.zoneId,
      name: pulumi.concat(host, '.', zone.name),
      type,
      ttl: ttl ?? 300,
      records: values,
    }),
);

export const homeBucket = buckets.home.bucket;
