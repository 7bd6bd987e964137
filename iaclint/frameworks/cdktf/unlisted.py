"""Providers that the catalog does not hold: the names of their bindings tell what they are.

``cdktf get`` names a module after the resource type without its provider: ``@cdktf/provider-google/lib/cloud-run-service`` is ``google_cloud_run_service``,
``data-google-project`` is the data source ``google_project``.
"""

from __future__ import annotations

import re

from iaclint.catalog import load
from iaclint.frameworks.imports import library_of, path_of
from iaclint.model.resource import Kind

_PROVIDER = re.compile(r"@cdkt[fn]/provider-([\w-]+)")


def unlisted_type(symbol: str) -> tuple[Kind, str] | None:
    """Kind and Terraform type of a class of a provider outside the catalog; ``None`` for everything else."""
    library = library_of(symbol)
    provider = _PROVIDER.fullmatch(library)
    module = path_of(symbol).rpartition(".")[0]
    if provider is None or not module or load(library).versions:
        return None
    prefix = provider[1].removesuffix("-beta").replace("-", "_")
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", module).replace("-", "_").lower()
    if words == "provider":
        return "provider", prefix
    if words.startswith(f"data_{prefix}_"):
        return "data", words.removeprefix("data_")
    return "resource", f"{prefix}_{words}"
