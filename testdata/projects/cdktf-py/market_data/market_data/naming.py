"""Names of everything in one environment."""


class Naming:
    def __init__(self, environment_suffix: str) -> None:
        self._suffix = environment_suffix.lower().replace("_", "-")

    def of(self, what: str) -> str:
        return f"market-data-{what}-{self._suffix}"
