"""Constants of the standard libraries, and variables of the environment."""

from __future__ import annotations

from iaclint.evaluator.run import Run
from iaclint.source import Span
from iaclint.values import Constant, Known, Value

CONSTANTS: dict[str, Constant] = {
    "os.sep": "/",
    "path.sep": "/",
    "os.linesep": "\n",
    "js.Number.MAX_SAFE_INTEGER": 2**53 - 1,
    "typing.TYPE_CHECKING": False,
    "os.name": "posix",
    "js.process.platform": "linux",
    "string.ascii_lowercase": "abcdefghijklmnopqrstuvwxyz",
    "string.digits": "0123456789",
}

OF_EMULATORS = ("LOCALSTACK", "IS_LOCALSTACK", "USE_LOCALSTACK", "AWS_ENDPOINT_URL")


def environment_variable(run: Run, name: str, span: Span, default: Value | None = None) -> Value:
    """A variable of the process's environment: given from outside; conditions take the assumption or its literal default. What only an emulator of
    the cloud sets is not set: a program is judged by what it deploys to the cloud."""
    if default is None and name.upper().startswith(OF_EMULATORS):
        return Known(None, span)
    return run.given(name, f"environment variable {name}", span, default)
