from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from freight.settings import QueueSettings, Region, Settings


class FreightStack(cdk.Stack):
    def __init__(self, scope: Construct, id_: str, *, settings: Settings, region: Region, **kwargs: Any) -> None:
        super().__init__(scope, id_, **kwargs)
        self.settings = settings
        self.queues = {name: self._queue(name, queue) for name, queue in settings.queues.items()}

        tracker = lambda_.Function(
            self,
            "Tracker",
            function_name=settings.name("tracker"),
            runtime=lambda_.Runtime.PYTHON_3_12,
            handler="index.handler",
            code=lambda_.InlineCode("def handler(event, context): ..."),
            memory_size=settings.memory,
            environment={f"{name.upper()}_QUEUE": queue.queue_url for name, queue in self.queues.items()},
        )
        for queue in self.queues.values():
            queue.grant_send_messages(tracker)

        if region is Region.NORTH:
            bus = events.EventBus(self, "Bus", event_bus_name=settings.name("bus"))
            events.Rule(
                self,
                "Delivered",
                rule_name=settings.name("delivered"),
                event_bus=bus,
                event_pattern=events.EventPattern(source=["freight.delivery"]),
                targets=[targets.SqsQueue(self.queues["delivery"])],
            )

    def _queue(self, name: str, settings: QueueSettings) -> sqs.Queue:
        options: dict[str, Any] = {"retention_period": cdk.Duration.days(settings.retention_days)}
        physical = self.settings.name(name)
        if settings.fifo:
            options |= {"fifo": True, "content_based_deduplication": True}
            physical += ".fifo"
        return sqs.Queue(self, f"{name.capitalize()}Queue", queue_name=physical, **options)
