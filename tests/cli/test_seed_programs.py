"""Six programs modelled on real ones, with what is wrong in each: every finding is listed with the reason why it is true, and nothing else may
be reported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iaclint.api import lint
from iaclint.settings import Settings

PROJECTS = Path(__file__).parents[2] / "testdata" / "projects"

# file, text on the line of the finding, rule, reason
Expected = tuple[str, str, str, str]

SEEDS: dict[str, list[Expected]] = {
    "cdktf-py/market_data": [
        ("market_data/stack.py", "use_lockfile", "invalid-backend-override", "`.terraform-version` says 1.9.8; the key came with 1.10"),
        ("market_data/history.py", 'S3Bucket(self, "vendor_drop"', "missing-environment-suffix", "bucket names are unique in the world"),
        ("market_data/history.py", 'S3Bucket(self, "vendor_drop"', "missing-force-destroy", "the vendor fills it every day; the archive is emptied"),
        ("market_data/history.py", "SecretsmanagerSecret(self", "secret-recovery-window", "the name is the same for the next deployment of the branch"),
        ("market_data/history.py", "self.database = DbInstance(", "final-snapshot", "the provider refuses to delete it without a snapshot's name"),
        ("market_data/ingest.py", "kinesis:*", "wildcard-service-action", "a writer needs to put and get records, not to delete the stream"),
    ],
    "cdk-py/file_processing": [
        ("file_processing/stack.py", "logs.LogGroup(", "missing-removal-policy", "CDK retains log groups, and this one has a fixed name"),
        ("file_processing/storage.py", "self.results = s3.Bucket(", "missing-force-destroy", "DESTROY for a branch, but its objects are not deleted"),
        ("file_processing/storage.py", "table_name=", "missing-environment-suffix", "a literal, while everything else carries the suffix"),
        ("file_processing/storage.py", "point_in_time_recovery=", "deprecated-property", "deprecated before 2.219.0, the version that is required"),
        ("file_processing/processing.py", "s3:*", "wildcard-service-action", "deleting and reading were not asked for"),
    ],
    "cdk-ts/order-workflow": [
        ("lib/order-workflow-stack.ts", "terminationProtection", "termination-protection", "for every environment, those of branches too"),
        ("lib/orders.ts", "removalPolicy: this.removalPolicy", "retain-policy", "destroys for `dev` only: `pr1234` is not `dev`"),
        ("lib/ledger.ts", "new rds.DatabaseInstance", "final-snapshot", "RDS snapshots unless it is told to destroy"),
        ("lib/order-steps.ts", "resources: ['*']", "wildcard-resource", "an event bus has an ARN; the X-Ray actions have no resources"),
    ],
    "pulumi-py/webhooks": [
        ("webhooks/pipeline.py", "deletion_protection_enabled", "deletion-protection", "on for everything but `dev`, so for `pr1234`"),
        ("webhooks/pipeline.py", "protect=True", "protected-resource", "in every environment"),
        ("webhooks/policies.py", "ssm:PutParameter", "wildcard-resource", "parameters have ARNs; PutMetricData has none, and Deny takes nothing too much"),
        ("webhooks/worker.py", "aws.secretsmanager.Secret(", "secret-recovery-window", "named, so its name is blocked for 30 days"),
    ],
    "pulumi-ts/disaster-recovery": [
        ("index.ts", "new RecoveryStack(", "suffix-not-passed", "the suffix is in the tags only; the stack falls back to `dev`"),
        ("src/recovery-stack.ts", "globalClusterIdentifier", "missing-environment-suffix", "always `shop-global-dev`"),
        ("src/region.ts", "bucket: `shop-assets-", "missing-environment-suffix", "always `dev`"),
        ("src/region.ts", "clusterIdentifier: `shop-", "missing-environment-suffix", "always `dev`"),
        ("src/region.ts", "identifier: `shop-${suffix}-${index}`", "missing-environment-suffix", "always `dev`"),
        ("src/region.ts", "this.assets = new aws.s3.Bucket", "missing-force-destroy", "assets are in it as soon as the shop runs"),
        ("src/region.ts", "skipFinalSnapshot", "final-snapshot", "the primary's is not skipped, and nothing names the snapshot"),
        ("src/region.ts", "deletionProtection", "deletion-protection", "on for the primary, whatever the environment"),
        ("src/replication.ts", "name: `shop-${name}-replication-", "missing-environment-suffix", "always `dev`"),
        ("src/replication.ts", "'s3:*'", "wildcard-service-action", "replicating needs four actions"),
        ("src/failover.ts", "name: 'shop-failover'", "missing-environment-suffix", "a literal"),
        ("src/failover.ts", "name: `shop-primary-down-", "missing-environment-suffix", "always `dev`"),
    ],
    "cdktf-ts/analytics": [
        ("lib/analytics-stack.ts", "maxRetries", "invalid-backend-override", "a raw path is spelt `max_retries`; `use_lockfile` is fine from 1.10 on"),
        ("lib/lake.ts", "lifecycle.prevent_destroy", "protected-resource", "the escape hatch protects as the property does"),
        ("lib/stream.ts", "name: '/analytics/delivery'", "missing-environment-suffix", "a literal"),
        ("lib/queries.ts", "new RedshiftCluster", "final-snapshot", "the provider asks for a snapshot's name"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", SEEDS)
def test_what_is_wrong_is_found_and_nothing_else(name: str) -> None:
    root = PROJECTS / name
    found = {
        (Path(one.place.path).relative_to(root).as_posix(), one.place.line, one.name)
        for one in lint([str(root)], Settings(isolated=True)).diagnostics
    }
    assert found == set(expected(root, SEEDS[name]))


@pytest.mark.parametrize("name", SEEDS)
def test_everything_in_it_is_understood(name: str) -> None:
    report = lint([str(PROJECTS / name)], Settings(isolated=True))
    assert report.calls == report.resolved > 0


def expected(root: Path, findings: list[Expected]) -> Iterator[tuple[str, int, str]]:
    for file, text, rule, reason in findings:
        lines = (root / file).read_text("utf-8").splitlines()
        (line,) = [number for number, content in enumerate(lines, 1) if text in content]
        assert reason
        yield file, line, rule
