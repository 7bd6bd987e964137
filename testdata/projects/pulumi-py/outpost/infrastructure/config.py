import os
import re
from typing import Dict


class OutpostConfig:
    """Everything that differs between environments."""

    def __init__(self) -> None:
        self.environment_suffix = os.getenv("ENVIRONMENT_SUFFIX", "dev")
        self.project_name = "outpost"
        self.primary_region = "us-west-2"
        self.regions = [self.primary_region, "eu-west-1", "ap-southeast-1"]
        self.lambda_timeout = 120
        self.tags: Dict[str, str] = {"Project": self.project_name, "Environment": self.environment_suffix}
        self.normalized_suffix = self._normalize(self.environment_suffix)

    @staticmethod
    def _normalize(value: str) -> str:
        return re.sub(r"[^a-z0-9-]", "", value.lower())

    def get_resource_name(self, kind: str, region: str = "") -> str:
        parts = [self.project_name, kind]
        if region:
            parts.append(region.replace("-", ""))
        parts.append(self.normalized_suffix)
        return "-".join(parts)

    def get_tags(self, **extra: str) -> Dict[str, str]:
        return {**self.tags, **extra}
