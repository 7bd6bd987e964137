import { Api } from '@app/api';
import { functions } from '@app/functions';
import { environmentSuffix } from '@app/environment';
import * as aws from '@pulumi/aws';
import { models } from '@models';

for (const model of models) {
  new aws.iot.ThingType(`model-${model.id}`, {
    name: `thermostat-${model.id}-${environmentSuffix}`,
    properties: { description: `every ${model.interval} s${model.beta ? ' (beta)' : ''}` },
  });
}
const api = new Api('api', functions);
export const url = api.url;
