"""Where the environment suffix comes from: the names that mean it, and what it is assumed to be."""

from __future__ import annotations

from collections.abc import Iterable

from iaclint.values import ACCOUNT, ENVIRONMENT, REGION, SECRET, STACK

DEFAULT_SOURCES = (
    "environmentSuffix",
    "envSuffix",
    "suffix",
    "environment",
    "env",
    "stage",
    "environmentName",
    "envName",
    "stageName",
    "deploymentEnvironment",
    "deployEnv",
    "environmentId",
    "prNumber",
)


def normal(name: str) -> str:
    """Spelling without case, underscores and hyphens: ``ENVIRONMENT_SUFFIX`` is ``environmentSuffix``. Of ``ns:key`` the key counts."""
    return name.rpartition(":")[2].replace("_", "").replace("-", "").lower()


class EnvironmentSources:
    """``names`` that mean the environment (any spelling); ``assumed`` is the environment that conditions are decided under."""

    def __init__(self, assumed: str, names: Iterable[str] = DEFAULT_SOURCES) -> None:
        self.assumed = assumed
        self.names = frozenset(normal(name) for name in names)

    def labels(self, name: str) -> int:
        """What a value of this name depends on."""
        plain = normal(name)
        if plain in self.names:
            return ENVIRONMENT
        if plain in ("stackname", "stack"):
            return STACK
        if plain.endswith("region"):
            return REGION
        if plain.endswith(("account", "accountid")):
            return ACCOUNT
        if plain.endswith(("password", "secret", "token", "apikey")):
            return SECRET
        return 0
