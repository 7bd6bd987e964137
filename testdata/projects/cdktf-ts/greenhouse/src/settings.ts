import { readFileSync } from 'fs';
import { join } from 'path';

const raw = JSON.parse(readFileSync(join(__dirname, '../config/settings.json'), 'utf-8'));

export const settings = {
  region: raw.region as string,
  environmentSuffix: process.env.ENVIRONMENT_SUFFIX ?? 'dev',
  retention: Number(raw.retentionInDays),
  owners: (raw.owners as string[]).map((owner) => `${owner}@greenhouse.example`),
};

export type Settings = typeof settings;
