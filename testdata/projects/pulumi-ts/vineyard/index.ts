import { CellarFactory } from './cellar';

const environmentSuffix = process.env.ENVIRONMENT_SUFFIX || 'dev';
const factory = new CellarFactory(environmentSuffix);

const cellars = {
  red: factory.create('red', { barrels: 3, database: true }),
  white: factory.create('white', { barrels: 1 }),
};

export const endpoints = Object.values(cellars)
  .map((cellar) => cellar.endpoint)
  .filter((endpoint) => endpoint !== undefined);
