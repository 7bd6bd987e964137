export * from './naming';
export { loadAlerts } from './alerts';
export type { Alerts } from './alerts';
