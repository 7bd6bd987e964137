import { CfnResource, IAspect, RemovalPolicy } from 'aws-cdk-lib';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { IConstruct } from 'constructs';

export class DestroyEverything implements IAspect {
  visit(node: IConstruct): void {
    if (node instanceof CfnResource) {
      node.applyRemovalPolicy(RemovalPolicy.DESTROY);
    }
  }
}

export class EncryptQueues implements IAspect {
  visit(node: IConstruct): void {
    if (node instanceof CfnQueue) {
      node.sqsManagedSseEnabled = true;
    }
  }
}
