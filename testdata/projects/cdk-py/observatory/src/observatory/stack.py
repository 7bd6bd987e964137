from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_kinesis as kinesis
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from constructs import Construct

from .naming import physical_name


class ObservatoryStack(Stack):
    def __init__(self, scope: Construct, construct_id: str, *, environment_suffix: str, config: dict, **kwargs) -> None:
        super().__init__(scope, construct_id, **kwargs)
        streams = {}
        for telescope in config["telescopes"]:
            identifier = telescope["id"]
            streams[identifier] = kinesis.Stream(
                self,
                f"{identifier}-frames",
                stream_name=physical_name(environment_suffix, identifier, "frames"),
                shard_count=max(1, telescope["frames_per_night"] // 30000),
                retention_period=Duration.hours(24),
            )
            if telescope.get("archive", False):
                s3.Bucket(
                    self,
                    f"{identifier}-archive",
                    bucket_name=physical_name(environment_suffix, identifier, "archive"),
                    removal_policy=RemovalPolicy.DESTROY,
                )
        logs.LogGroup(
            self,
            "Log",
            log_group_name=physical_name(environment_suffix, "log"),
            retention=logs.RetentionDays.ONE_MONTH,
            removal_policy=RemovalPolicy.DESTROY,
        )
        for name, alarm in config["alarms"].items():
            cloudwatch.Alarm(
                self,
                f"{name}Alarm",
                alarm_name=physical_name(environment_suffix, name, "alarm"),
                metric=streams["radio"].metric_get_records_iterator_age_milliseconds(),
                threshold=alarm["threshold"],
                evaluation_periods=alarm["periods"],
            )
