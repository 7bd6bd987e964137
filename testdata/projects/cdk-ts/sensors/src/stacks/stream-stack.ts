import { Duration, Stack, StackProps } from 'aws-cdk-lib';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import { Construct } from 'constructs';
import streams from '@config/streams.json';
import { resourceName } from '@shared';

export interface StreamStackProps extends StackProps {
  environmentSuffix: string;
}

export class StreamStack extends Stack {
  readonly streams: Map<string, Stream> = new Map();

  constructor(scope: Construct, id: string, props: StreamStackProps) {
    super(scope, id, props);
    for (const [name, settings] of Object.entries(streams)) {
      const stream = new Stream(this, `${name}Stream`, {
        streamName: resourceName(name, props.environmentSuffix),
        streamMode: StreamMode.PROVISIONED,
        shardCount: settings.shards,
        retentionPeriod: Duration.hours(settings.retentionHours),
        encryption: StreamEncryption.MANAGED,
      });
      this.streams.set(name, stream);
    }
  }
}
