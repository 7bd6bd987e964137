import { Construct } from 'constructs';
import { AthenaWorkgroup } from '@cdktf/provider-aws/lib/athena-workgroup';
import { GlueCatalogDatabase } from '@cdktf/provider-aws/lib/glue-catalog-database';
import { RedshiftCluster } from '@cdktf/provider-aws/lib/redshift-cluster';
import { Lake } from './lake';

export interface QueriesProps {
  readonly environmentSuffix: string;
  readonly lake: Lake;
}

/** Athena for the curious, Redshift for the monthly reports. */
export class Queries extends Construct {
  readonly workgroup: AthenaWorkgroup;

  constructor(scope: Construct, id: string, { environmentSuffix, lake }: QueriesProps) {
    super(scope, id);
    new GlueCatalogDatabase(this, 'catalog', { name: `analytics_${environmentSuffix}` });
    this.workgroup = new AthenaWorkgroup(this, 'workgroup', {
      name: `analytics-${environmentSuffix}`,
      forceDestroy: true,
      configuration: {
        enforceWorkgroupConfiguration: true,
        resultConfiguration: { outputLocation: `s3://${lake.results.bucket}/athena/` },
      },
    });
    new RedshiftCluster(this, 'reports', {
      clusterIdentifier: `analytics-reports-${environmentSuffix}`,
      nodeType: 'ra3.large',
      databaseName: 'reports',
      masterUsername: 'reports_admin',
      manageMasterPassword: true,
      encrypted: 'true',
      publiclyAccessible: false,
    });
  }
}
