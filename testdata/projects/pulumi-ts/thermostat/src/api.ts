import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { environmentSuffix } from './environment';

export class Api extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;

  constructor(name: string, functions: Record<string, aws.lambda.Function>, opts: pulumi.ComponentResourceOptions = {}) {
    super('thermostat:http:Api', name, undefined, opts);
    const parent = { parent: this };
    const api = new aws.apigatewayv2.Api(
      name,
      { name: `thermostat-${environmentSuffix}`, protocolType: 'HTTP', corsConfiguration: { allowMethods: ['GET'], maxAge: 300 } },
      parent,
    );
    for (const key in functions) {
      const integration = new aws.apigatewayv2.Integration(
        `${name}-${key}`,
        { apiId: api.id, integrationType: 'AWS_PROXY', integrationUri: functions[key].invokeArn, payloadFormatVersion: '2.0' },
        parent,
      );
      new aws.apigatewayv2.Route(
        `${name}-${key}-route`,
        { apiId: api.id, routeKey: `POST /${key}`, target: pulumi.interpolate`integrations/${integration.id}` },
        { ...parent, dependsOn: [integration] },
      );
    }
    const stage = new aws.apigatewayv2.Stage(`${name}-stage`, { apiId: api.id, name: '$default', autoDeploy: true }, parent);
    this.url = stage.invokeUrl;
  }
}
