export const REGIONS = ['us-west-2', 'ap-southeast-2'] as const;
export type Region = (typeof REGIONS)[number];

export interface StandbyConfig {
  environmentSuffix: string;
  primary: Region;
  table: { hashKey: string; pitr: boolean };
  alarms?: Partial<Record<Region, string>>;
}

export function loadConfig(): StandbyConfig {
  return {
    environmentSuffix: process.env.ENVIRONMENT_SUFFIX || 'dev',
    primary: REGIONS[0],
    table: { hashKey: 'id', pitr: true },
    alarms: { 'us-west-2': 'oncall@example.com' },
  };
}
