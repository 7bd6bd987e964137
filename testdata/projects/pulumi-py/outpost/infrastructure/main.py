import pulumi
import pulumi_aws as aws

from .config import OutpostConfig
from .providers import Providers


class Outpost:
    def __init__(self, config: OutpostConfig) -> None:
        self.config = config
        self.providers = Providers(config)
        self.buckets = {}
        for region in config.regions:
            opts = pulumi.ResourceOptions(provider=self.providers[region])
            self.buckets[region] = aws.s3.Bucket(
                f"observations-{region}",
                bucket=config.get_resource_name("observations", region),
                tags=config.get_tags(Region=region, Kind="observations"),
                opts=opts,
            )
            aws.s3.BucketPublicAccessBlock(
                f"observations-{region}-private",
                bucket=self.buckets[region].id,
                block_public_acls=True,
                block_public_policy=True,
                ignore_public_acls=True,
                restrict_public_buckets=True,
                opts=pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(parent=self.buckets[region])),
            )
        self.table = aws.dynamodb.Table(
            "sightings",
            name=config.get_resource_name("sightings"),
            billing_mode="PAY_PER_REQUEST",
            hash_key="station",
            range_key="time",
            attributes=[{"name": "station", "type": "S"}, {"name": "time", "type": "N"}],
            stream_enabled=True,
            stream_view_type="NEW_IMAGE",
            replicas=[{"region_name": region} for region in config.regions if region != config.primary_region],
            opts=pulumi.ResourceOptions(provider=self.providers[config.primary_region], retain_on_delete=True),
        )
        self._alarms()

    def _alarms(self) -> None:
        alarms = [("throttled", "ReadThrottleEvents", 10), ("failing", "SystemErrors", 0)]
        for index, (name, metric, threshold) in enumerate(alarms, start=1):
            aws.cloudwatch.MetricAlarm(
                f"alarm-{index}",
                name=self.config.get_resource_name(f"{name}-alarm"),
                namespace="AWS/DynamoDB",
                metric_name=metric,
                comparison_operator="GreaterThanThreshold",
                evaluation_periods=2,
                period=60,
                statistic="Sum",
                threshold=threshold,
                dimensions={"TableName": self.table.name},
                opts=pulumi.ResourceOptions(provider=self.providers[self.config.primary_region]),
            )
