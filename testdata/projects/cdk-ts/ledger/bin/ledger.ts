#!/usr/bin/env node
import * as cdk from 'aws-cdk-lib';
import { DestroyEverything, EncryptQueues } from '../lib/aspects';
import { LedgerStack } from '../lib/ledger-stack';
import { Naming } from '../lib/naming';

class LedgerApp extends cdk.App {
  readonly naming = new Naming('ledger', this.node.tryGetContext('environmentSuffix') ?? 'dev');

  constructor() {
    super();
    const account = process.env.CDK_DEFAULT_ACCOUNT;
    const regions = { primary: 'us-west-2', secondary: 'eu-central-1' } as const;
    const primary = new LedgerStack(this, this.naming.id('Primary'), {
      naming: this.naming,
      role: 'primary',
      env: { account, region: regions.primary },
    });
    const secondary = new LedgerStack(this, this.naming.id('Secondary'), {
      naming: this.naming,
      role: 'secondary',
      env: { account, region: regions.secondary },
    });
    secondary.node.addDependency(primary);
  }
}

const app = new LedgerApp();
cdk.Aspects.of(app).add(new DestroyEverything());
cdk.Aspects.of(app).add(new EncryptQueues());
app.synth();
