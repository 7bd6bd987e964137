"""Names of physical resources."""


class Naming:
    def __init__(self, environment_suffix: str) -> None:
        self._environment_suffix = environment_suffix

    def of(self, kind: str) -> str:
        return f"media-{kind}-{self._environment_suffix}".lower()
