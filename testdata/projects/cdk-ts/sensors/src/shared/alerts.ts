import * as fs from 'fs';
import * as path from 'path';
import * as yaml from 'js-yaml';

export interface Alerts {
  topics: { name: string; display: string }[];
  retentionDays: number;
}

export function loadAlerts(): Alerts {
  const file = path.join(__dirname, '..', '..', 'config', 'alerts.yaml');
  return yaml.load(fs.readFileSync(file, 'utf8')) as Alerts;
}
