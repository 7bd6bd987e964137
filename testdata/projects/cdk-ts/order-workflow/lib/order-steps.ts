import * as cdk from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { Orders } from './orders';

export interface OrderStepsProps {
  readonly environmentSuffix: string;
  readonly orders: Orders;
  readonly notifications: sns.Topic;
}

const HANDLER = 'exports.handler = async event => ({ ...event, done: true });';

/** Validate, charge, ship; tell the customer when something went wrong. */
export class OrderSteps extends Construct {
  readonly machine: sfn.StateMachine;
  readonly charge: lambda.Function;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: OrderStepsProps
  ) {
    super(scope, id);
    const validate = this.step('Validate');
    this.charge = this.step('Charge');
    const ship = this.step('Ship');
    for (const step of [validate, this.charge, ship]) {
      props.orders.table.grantReadWriteData(step);
    }
    props.orders.queue('shipping').grantSendMessages(ship);

    this.charge.addToRolePolicy(
      new iam.PolicyStatement({
        actions: ['events:PutEvents', 'xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
        resources: ['*'],
      })
    );

    const failed = new tasks.SnsPublish(this, 'Tell', {
      topic: props.notifications,
      message: sfn.TaskInput.fromJsonPathAt('$.error'),
    });
    const definition = new tasks.LambdaInvoke(this, 'ValidateOrder', { lambdaFunction: validate })
      .addCatch(failed)
      .next(new tasks.LambdaInvoke(this, 'ChargeOrder', { lambdaFunction: this.charge }).addCatch(failed))
      .next(new tasks.LambdaInvoke(this, 'ShipOrder', { lambdaFunction: ship }).addCatch(failed));

    this.machine = new sfn.StateMachine(this, 'Machine', {
      stateMachineType: sfn.StateMachineType.EXPRESS,
      stateMachineName: `order-workflow-${props.environmentSuffix}`,
      definitionBody: sfn.DefinitionBody.fromChainable(definition),
      timeout: cdk.Duration.hours(1),
      logs: {
        destination: new logs.LogGroup(this, 'Log', {
          logGroupName: `/order-workflow/${props.environmentSuffix}`,
          retention: logs.RetentionDays.ONE_WEEK,
          removalPolicy: cdk.RemovalPolicy.DESTROY,
        }),
        level: sfn.LogLevel.ERROR,
      },
    });
  }

  private step(name: string): lambda.Function {
    return new lambda.Function(this, name, {
      functionName: `order-${name.toLowerCase()}-${this.props.environmentSuffix}`,
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline(HANDLER),
      timeout: cdk.Duration.seconds(30),
      environment: { ORDERS_TABLE: this.props.orders.table.tableName },
    });
  }
}
