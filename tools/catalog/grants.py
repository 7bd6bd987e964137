"""`python -m tools.catalog.grants [--cache DIR] [--output FILE]`: what aws-cdk-lib makes by itself, as catalog records.

Runs the real library (`probe/probe.cjs`; installed as for the goldens, see `tools.golden.environments`) and packs what it says.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from iaclint.catalog.blocks import pack
from iaclint.catalog.grants import AUTHOR, FILE
from tools.catalog.build import write
from tools.golden.environments import Environment, default_cache

ROOT = Path(__file__).resolve().parents[2]
PROBE = Path(__file__).parent / "probe" / "probe.cjs"
PROBED_ACTION = "probe:Action"
SECONDS = 3600
# The classes, by the beginnings of their ids: parts that take about as long.
PARTS = (
    "^aws_[a-c]",
    "^aws_(d|e(?!v))",
    "^aws_(ev|[f-r])",
    "^aws_s[0-9a-r]",
    "^(aws_(s[s-z]|[t-z])|custom_resources|triggers)",
)
Json = dict[str, Any]


def main() -> int:
    """Write the data file."""
    parser = argparse.ArgumentParser(prog="python -m tools.catalog.grants", description=__doc__)
    parser.add_argument("--cache", type=Path, default=default_cache(), help="where the library is installed")
    parser.add_argument("--output", type=Path, default=ROOT / "iaclint" / "catalog" / "data" / FILE)
    parser.add_argument("--probed", type=Path, help="what the probe said before, instead of running it")
    options = parser.parse_args()
    found = json.loads(options.probed.read_text()) if options.probed else probed(options.cache)
    content = pack({"version": found["version"]}, dict(records(found)))
    print(f"{write(options.output, content).stat().st_size:,} bytes; {len(found['failed'])} could not be probed")
    return 0


def probed(cache: Path) -> Json:
    """What the probe says of the pinned library, its parts side by side."""
    environment = Environment("cdk", cache)
    environment.install("node")
    variables = {**os.environ, "NODE_PATH": str(environment.node_modules)}

    def part(pattern: str) -> Json:
        command = ["node", str(PROBE), pattern]
        run = subprocess.run(command, env=variables, check=True, timeout=SECONDS, stdout=subprocess.PIPE)
        found: Json = json.loads(run.stdout)
        return found

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return merged(list(pool.map(part, PARTS)))


def merged(parts: list[Json]) -> Json:
    """The parts as one; what an object brings was seen more than once: the first part's counts."""
    whole: Json = {"version": parts[0]["version"]}
    for section in ("constructs", "methods", "objects", "aliases", "failed"):
        whole[section] = {name: one for part in reversed(parts) for name, one in part[section].items()}
    return whole


def records(found: Json) -> Iterator[tuple[str, Json]]:
    """The records of `iaclint.catalog.grants`, without those that say nothing."""
    for section, letter in (("constructs", "C"), ("methods", "M")):
        for identity, one in found[section].items():
            made = making(one)
            if made:
                yield f"{letter} {identity}", made
    named = {identity: identity for identity in found["objects"]}
    named |= {function: real for function, real in found["aliases"].items() if real in named}
    for name, identity in named.items():
        yield f"O {name}", effect(found["objects"][identity])


def making(one: Json) -> Json:
    made: Json = {
        "b": effect(one["base"]),
        "c": {name: effect(delta) for name, delta in one.get("props", {}).items()},
        "f": {name: effect(delta) for name, delta in one.get("flags", {}).items()},
    }
    made |= {letter: effect(one[part]) for letter, part in (("v", "service"), ("k", "keyed")) if one.get(part)}
    return {name: part for name, part in made.items() if part or name == "v"}


def effect(one: Json) -> Json:
    made = {
        "e": one.get("each"),
        "r": one.get("receiver"),
        "s": one.get("stack"),
        "g": one.get("gone"),
        "u": one.get("unless"),
    }
    made["p"] = [statement(each) for each in one.get("statements", ())]
    return {name: part for name, part in made.items() if part}


def statement(one: Json) -> list[Any]:
    actions = [AUTHOR if action == PROBED_ACTION else action for action in one["actions"]]
    bits = (one.get("effect") == "Deny") | bool(one.get("condition")) << 1
    return [one["kind"], one["holder"], int(bits), " ".join(actions), one["resources"]]


if __name__ == "__main__":
    sys.exit(main())
