import * as pulumi from '@pulumi/pulumi';
import { MetroStack } from '../lib/metro-stack';

const environmentSuffix = process.env.ENVIRONMENT_SUFFIX || 'dev';
const defaultTags = {
  Environment: environmentSuffix,
  Repository: process.env.REPOSITORY || 'unknown',
};

const metro = new MetroStack('metro', { environmentSuffix, tags: defaultTags });

export const vpcId = metro.vpcId;
export const lineTopics = pulumi.all(metro.topics.map((topic) => topic.arn));
