import * as cdk from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

interface ApiStackProps extends cdk.StackProps {
  environmentSuffix: string;
  assets: s3.IBucket;
}

export class ApiStack extends cdk.Stack {
  constructor(scope: Construct, id: string, { environmentSuffix, assets, ...rest }: ApiStackProps) {
    super(scope, id, rest);

    const handler = new lambda.Function(this, 'Catalog', {
      functionName: `storefront-catalog-${environmentSuffix}`,
      runtime: lambda.Runtime.NODEJS_20_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => ({ statusCode: 200 });'),
      tracing: lambda.Tracing.ACTIVE,
      reservedConcurrentExecutions: 10,
      environment: { ASSETS: assets.bucketName },
    });
    const alias = new lambda.Alias(this, 'Live', { aliasName: 'live', version: handler.currentVersion });

    const pool = new cognito.UserPool(this, 'Customers', {
      userPoolName: `storefront-customers-${environmentSuffix}`,
      selfSignUpEnabled: false,
      removalPolicy: cdk.RemovalPolicy.DESTROY,
    });
    pool.addClient('WebClient', { userPoolClientName: `storefront-web-${environmentSuffix}` });

    const api = new apigateway.RestApi(this, 'Api', {
      restApiName: `storefront-${environmentSuffix}`,
      cloudWatchRole: false,
      deployOptions: {
        stageName: 'v1',
        accessLogDestination: new apigateway.LogGroupLogDestination(
          new logs.LogGroup(this, 'AccessLogs', { retention: logs.RetentionDays.ONE_MONTH }),
        ),
      },
    });
    const authorizer = new apigateway.CognitoUserPoolsAuthorizer(this, 'Authorizer', { cognitoUserPools: [pool] });
    const products = api.root.addResource('products');
    for (const method of ['GET', 'POST']) {
      products.addMethod(method, new apigateway.LambdaIntegration(alias), method === 'POST' ? { authorizer } : {});
    }

    const rule = new events.Rule(this, 'Refresh', {
      ruleName: `storefront-refresh-${environmentSuffix}`,
      schedule: events.Schedule.rate(cdk.Duration.hours(1)),
    });
    rule.addTarget(new targets.LambdaFunction(handler, { retryAttempts: 2 }));
  }
}
