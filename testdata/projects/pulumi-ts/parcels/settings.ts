import * as pulumi from '@pulumi/pulumi';

export enum Speed {
  Express = 'express',
  Standard = 'standard',
}

export interface Lane {
  readonly speed: Speed;
  readonly visibility: number;
  readonly retries?: number;
}

const config = new pulumi.Config();

export const environmentSuffix = config.get('environmentSuffix') ?? process.env.ENVIRONMENT_SUFFIX ?? 'dev';
export const isProduction = ['prod', 'production'].includes(environmentSuffix);

export const lanes: ReadonlyArray<Lane> = [
  { speed: Speed.Express, visibility: 30, retries: 2 },
  { speed: Speed.Standard, visibility: 120 },
];

export class Naming {
  private constructor(private readonly project: string) {}

  static readonly instance = new Naming('parcels');

  public name(...parts: string[]): string {
    return [this.project, ...parts, environmentSuffix].join('-').toLowerCase();
  }
}
