import { S3Backend, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Lake } from './lake';
import { Queries } from './queries';
import { Stream } from './stream';

export interface AnalyticsStackProps {
  readonly environmentSuffix: string;
  readonly awsRegion: string;
  readonly state: { readonly bucket: string; readonly region: string };
}

/** Clicks come in through a stream, lie in a lake, and are asked about with SQL. */
export class AnalyticsStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: AnalyticsStackProps) {
    super(scope, id);
    const { environmentSuffix, awsRegion, state } = props;
    new AwsProvider(this, 'aws', {
      region: awsRegion,
      defaultTags: [{ tags: { Project: 'analytics', Environment: environmentSuffix } }],
    });
    const backend = new S3Backend(this, {
      bucket: state.bucket,
      key: `${environmentSuffix}/${id}.tfstate`,
      region: state.region,
      encrypt: true,
    });
    this.addOverride('terraform.required_version', '>= 1.10.0');
    backend.addOverride('use_lockfile', true);
    this.addOverride('terraform.backend.s3.maxRetries', 10);

    const lake = new Lake(this, 'lake', { environmentSuffix });
    const stream = new Stream(this, 'stream', { environmentSuffix, lake });
    const queries = new Queries(this, 'queries', { environmentSuffix, lake });

    new TerraformOutput(this, 'stream_name', { value: stream.delivery.name });
    new TerraformOutput(this, 'workgroup', { value: queries.workgroup.name });
  }
}
