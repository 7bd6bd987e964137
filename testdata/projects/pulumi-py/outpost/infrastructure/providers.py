from typing import Dict

import pulumi_aws as aws

from .config import OutpostConfig


class Providers:
    def __init__(self, config: OutpostConfig) -> None:
        self._by_region: Dict[str, aws.Provider] = {
            region: aws.Provider(
                f"aws-{region}", region=region, default_tags=aws.ProviderDefaultTagsArgs(tags=config.tags)
            )
            for region in config.regions
        }

    def __getitem__(self, region: str) -> aws.Provider:
        return self._by_region[region]
