import json
import os
from pathlib import Path

import aws_cdk as cdk
import yaml

from observatory.stack import ObservatoryStack

CONFIG = Path(__file__).resolve().parent.parent / "config"


def load_config() -> dict:
    with open(CONFIG / "telescopes.yaml", encoding="utf-8") as stream:
        config = yaml.safe_load(stream)
    config["alarms"] = json.loads((CONFIG / "alarms.json").read_text())
    return config


def main() -> None:
    app = cdk.App()
    ObservatoryStack(app, "Observatory", environment_suffix=os.environ.get("ENVIRONMENT_SUFFIX", "dev"), config=load_config())
    app.synth()


if __name__ == "__main__":
    main()
