import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { Database } from './database';

const config = new pulumi.Config();
const environmentSuffix = config.get('environmentSuffix') || pulumi.getStack();
const tags = { Environment: 'Production', Project: 'web-shop' };

const assets = new aws.s3.Bucket('assets', {
  bucket: `web-shop-assets-${environmentSuffix}`,
  versioning: { enabled: true },
  tags,
});

const sessions = new aws.dynamodb.Table('sessions', {
  name: 'web-shop-sessions',
  billingMode: 'PAY_PER_REQUEST',
  hashKey: 'id',
  attributes: [{ name: 'id', type: 'S' }],
  tags,
});

const database = new Database('orders', {
  environmentSuffix,
  instanceClass: config.require('instanceClass'),
  tags,
});

export const assetsBucket = assets.bucket;
export const sessionsTable = sessions.name;
export const databaseEndpoint = database.endpoint;
