export enum Tier {
  Basic = 'basic',
  Premium = 'premium',
}

export interface ServiceConfig {
  readonly memory: number;
  readonly timeoutSeconds?: number;
  readonly queue?: { readonly fifo: boolean; readonly retentionDays: number };
  readonly tier: Tier;
}

export interface EnvironmentConfig {
  readonly alarms: boolean;
  readonly deletionProtection: boolean;
  readonly services: Record<string, ServiceConfig>;
}

const base: EnvironmentConfig = {
  alarms: false,
  deletionProtection: false,
  services: {
    tracking: { memory: 256, tier: Tier.Basic, queue: { fifo: true, retentionDays: 4 } },
    routing: { memory: 1024, timeoutSeconds: 90, tier: Tier.Premium },
    billing: { memory: 512, tier: Tier.Premium, queue: { fifo: false, retentionDays: 7 } },
  },
};

const overrides: Record<string, Partial<EnvironmentConfig>> = {
  prod: { alarms: true, deletionProtection: true },
  staging: { alarms: true },
};

export const configFor = (name: string): EnvironmentConfig => ({ ...base, ...(overrides[name] ?? {}) });
