import { Duration } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface StageProps {
  readonly suffix: string;
  readonly bucket: IBucket;
  readonly memorySize?: number;
}

/** One step of the pipeline: a queue, and a function that works on it. */
export abstract class Stage extends Construct {
  public readonly queue: Queue;
  protected readonly handler: Function;

  constructor(scope: Construct, id: string, protected readonly props: StageProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      queueName: this.nameOf('queue'),
      visibilityTimeout: Duration.minutes(6),
    });
    this.handler = new Function(this, 'Handler', {
      functionName: this.nameOf('handler'),
      runtime: Runtime.NODEJS_20_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => {};'),
      memorySize: props.memorySize ?? this.defaultMemory(),
      environment: { BUCKET: props.bucket.bucketName, STAGE: this.stageName },
    });
    this.grant();
  }

  protected abstract get stageName(): string;
  protected abstract grant(): void;

  protected defaultMemory(): number {
    return 512;
  }

  protected nameOf(kind: string): string {
    return `media-${this.stageName}-${kind}-${this.props.suffix}`;
  }
}
