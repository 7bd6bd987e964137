import * as cdk from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { Ledger } from './ledger';
import { Orders } from './orders';
import { OrderSteps } from './order-steps';

export interface OrderWorkflowStackProps extends cdk.StackProps {
  readonly environmentSuffix?: string;
}

export class OrderWorkflowStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props: OrderWorkflowStackProps = {}) {
    super(scope, id, { ...props, terminationProtection: true });
    const environmentSuffix = props.environmentSuffix ?? this.node.tryGetContext('environmentSuffix') ?? 'dev';

    const notifications = new sns.Topic(this, 'Notifications', {
      topicName: `order-notifications-${environmentSuffix}`,
      enforceSSL: true,
    });
    const orders = new Orders(this, 'Orders', { environmentSuffix });
    const ledger = new Ledger(this, 'Ledger', { environmentSuffix });
    const steps = new OrderSteps(this, 'Steps', { environmentSuffix, orders, notifications });
    ledger.grantAccess(steps.charge);

    const api = new apigateway.RestApi(this, 'Api', {
      restApiName: `orders-${environmentSuffix}`,
      deployOptions: { stageName: 'v1', throttlingRateLimit: 100, throttlingBurstLimit: 200 },
    });
    api.root
      .addResource('orders')
      .addMethod('POST', apigateway.StepFunctionsIntegration.startExecution(steps.machine));

    new cdk.CfnOutput(this, 'OrdersTable', { value: orders.table.tableName });
    new cdk.CfnOutput(this, 'StateMachine', { value: steps.machine.stateMachineArn });
  }
}
