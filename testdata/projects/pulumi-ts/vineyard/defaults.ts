import { s3 } from '@pulumi/aws';

const DEFAULTS: s3.BucketArgs = {
  forceDestroy: true,
  tags: { Project: 'vineyard' },
};

export const merged = (own: s3.BucketArgs, more?: Partial<s3.BucketArgs>): s3.BucketArgs => ({
  ...DEFAULTS,
  ...own,
  ...more,
  tags: { ...DEFAULTS.tags, ...(own.tags as Record<string, string>), Name: own.bucket as string },
});
