import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Backend, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

export interface BaseStackProps {
  environmentSuffix: string;
  region?: string;
}

/** What all stacks have: a provider and a place for their state. */
export abstract class BaseStack<P extends BaseStackProps = BaseStackProps> extends TerraformStack {
  protected readonly suffix: string;

  constructor(scope: Construct, id: string, protected readonly props: P) {
    super(scope, id);
    this.suffix = props.environmentSuffix;
    new AwsProvider(this, 'aws', { region: props.region ?? 'eu-west-3' });
    new S3Backend(this, { bucket: 'workshop-states', key: `${id}/${this.suffix}.tfstate`, region: 'eu-west-3' });
    this.build();
  }

  protected abstract build(): void;

  protected physical(...parts: (string | number)[]): string {
    return ['workshop', ...parts, this.suffix].join('-');
  }
}
