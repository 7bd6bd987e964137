import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { Stage, StageProps } from './stage';

export class IngestStage extends Stage {
  protected get stageName() {
    return 'ingest';
  }

  protected grant(): void {
    this.props.bucket.grantPut(this.handler);
  }
}

export class TranscodeStage extends Stage {
  protected get stageName() {
    return 'transcode';
  }

  protected override defaultMemory(): number {
    return super.defaultMemory() * 4;
  }

  protected grant(): void {
    this.props.bucket.grantReadWrite(this.handler);
  }
}

export class PublishStage extends Stage {
  public readonly topic: Topic;

  constructor(scope: Construct, id: string, props: StageProps) {
    super(scope, id, props);
    this.topic = new Topic(this, 'Published', { topicName: this.nameOf('topic') });
    this.topic.grantPublish(this.handler);
  }

  protected get stageName() {
    return 'publish';
  }

  protected grant(): void {
    this.props.bucket.grantRead(this.handler);
  }
}

const STAGES = { ingest: IngestStage, transcode: TranscodeStage, publish: PublishStage };
export type StageKind = keyof typeof STAGES;

export function createStage(scope: Construct, kind: StageKind, props: StageProps): Stage {
  return new STAGES[kind](scope, kind.charAt(0).toUpperCase() + kind.slice(1), props);
}
