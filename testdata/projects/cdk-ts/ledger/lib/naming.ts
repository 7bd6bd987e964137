export class Naming {
  constructor(
    private readonly project: string,
    private readonly environmentSuffix: string,
  ) {}

  id(kind: string): string {
    return `${kind}${this.environmentSuffix}`;
  }

  physical(kind: string, region?: string): string {
    const parts = [this.project, kind, region, this.environmentSuffix];
    return parts.filter((part) => part !== undefined).join('-');
  }

  path(...segments: string[]): string {
    return `/${this.project}/${this.environmentSuffix}/${segments.join('/')}`;
  }
}
