import json
import os
from typing import Any, NamedTuple

import yaml

FOLDER = os.path.join(os.path.dirname(__file__), "..", "..", "config")


class Tree(NamedTuple):
    name: str
    pickers: int
    storage: int


class Config(NamedTuple):
    environment_suffix: str
    region: str
    log_retention: int
    trees: list[Tree]


def merged(base: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for key, value in other.items():
        if isinstance(value, dict) and isinstance(result.get(key), dict):
            result[key] = merged(result[key], value)
        else:
            result[key] = value
    return result


def load(environment_suffix: str) -> Config:
    with open(os.path.join(FOLDER, "base.yaml")) as base, open(os.path.join(FOLDER, "overrides.json")) as overrides:
        data = merged(yaml.safe_load(base), json.load(overrides))
    trees = [Tree(name=name, **settings) for name, settings in data.pop("trees").items()]
    return Config(environment_suffix=environment_suffix, trees=trees, **data)
