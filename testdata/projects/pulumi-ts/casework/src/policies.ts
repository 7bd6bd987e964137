interface Statement {
  actions: string[];
  resources: string[];
  effect?: 'Allow' | 'Deny';
}

export function documentFor(...statements: Statement[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map(({ actions, resources, effect = 'Allow' }) => ({
      Effect: effect,
      Action: actions,
      Resource: resources,
    })),
  });
}

export const trustOf = (service: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  });
