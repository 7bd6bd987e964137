import os
import sys

from cdktf import App

from orchard.config import load
from orchard.stack import OrchardStack


def main() -> int:
    config = load(environment_suffix=os.getenv("ENVIRONMENT_SUFFIX", "dev"))
    app = App()
    OrchardStack(app, "orchard", config)
    app.synth()
    return 0


if __name__ == "__main__":
    sys.exit(main())
