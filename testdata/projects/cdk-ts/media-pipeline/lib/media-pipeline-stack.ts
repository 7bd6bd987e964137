import { RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { SecureBucket } from './secure-bucket';
import { StageKind, createStage } from './stages';

interface MediaPipelineStackProps extends StackProps {
  readonly suffix: string;
}

export class MediaPipelineStack extends Stack {
  constructor(scope: Construct, id: string, { suffix, ...props }: MediaPipelineStackProps) {
    super(scope, id, { stackName: `media-pipeline-${suffix}`, ...props });

    const bucket = new SecureBucket(this, 'Assets', `media-assets-${suffix}`, {
      versioned: true,
    });
    new SecureBucket(this, 'AccessLogs', `media-access-logs-${suffix}`);

    const kinds: StageKind[] = this.node.tryGetContext('stages') ?? ['ingest'];
    for (const kind of kinds) {
      const stage = createStage(this, kind, { suffix, bucket });
      new LogGroup(stage, 'Logs', {
        logGroupName: `/media/${kind}/${suffix}`,
        retention: RetentionDays.TWO_WEEKS,
        removalPolicy: RemovalPolicy.DESTROY,
      });
    }
  }
}
