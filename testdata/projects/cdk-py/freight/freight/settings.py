from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum


class Region(Enum):
    NORTH = "us-west-2"
    SOUTH = "sa-east-1"


@dataclass(frozen=True)
class QueueSettings:
    retention_days: int = 4
    fifo: bool = False


@dataclass(frozen=True)
class Settings:
    environment_suffix: str
    regions: tuple[Region, ...] = (Region.NORTH, Region.SOUTH)
    memory: int = 256
    queues: dict[str, QueueSettings] = field(
        default_factory=lambda: {
            "pickup": QueueSettings(),
            "transit": QueueSettings(retention_days=7, fifo=True),
            "delivery": QueueSettings(retention_days=14),
        }
    )

    @classmethod
    def for_environment(cls, environment_suffix: str, tier: str) -> Settings:
        settings = cls(environment_suffix=environment_suffix)
        if tier == "large":
            settings = replace(settings, memory=2048)
        return settings

    def name(self, *parts: str) -> str:
        return "-".join(("freight", *parts, self.environment_suffix))
