const PREFIX = 'sensors';

export function resourceName(kind: string, environmentSuffix: string, maximum = 63): string {
  const normalised = `${PREFIX}-${kind}-${environmentSuffix}`.toLowerCase().replace(/[^a-z0-9-]/g, '-');
  return normalised.substring(0, maximum);
}
