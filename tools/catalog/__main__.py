"""`python -m tools.catalog build [LIBRARY …] [--cache DIR]`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tools.catalog.build import Build
from tools.catalog.packages import Downloads

ROOT = Path(__file__).resolve().parents[2]


def _cache() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(home) / "iaclint" / "packages"


def main() -> int:
    """Build the named data files, or all."""
    parser = argparse.ArgumentParser(prog="python -m tools.catalog", description="Build the catalog's data files.")
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="download what is missing and write the data files")
    build.add_argument(
        "only", nargs="*", metavar="LIBRARY", help="a library of libraries.toml, `iam`, `cloudformation` …"
    )
    build.add_argument("--cache", type=Path, default=_cache(), help="where downloaded packages are kept")
    build.add_argument("--output", type=Path, default=ROOT / "iaclint" / "catalog" / "data", help="where to write")
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    run = Build(Downloads(arguments.cache), arguments.output)
    steps: dict[str, Callable[[], Path]] = {
        settings["name"]: partial(run.library, settings) for settings in run.settings["library"]
    }
    steps |= {
        "backends": run.backends,
        "removed-in-v2": run.removed_in_v2,
        "cloudformation": run.cloudformation,
        "values": run.values,
        "aws": run.aws,
        "exports": run.exports,
        "iam": run.iam,
        "managed-policies": run.managed_policies,
    }
    unknown = set(arguments.only) - set(steps)
    if unknown:
        parser.error(f"no such library: {', '.join(sorted(unknown))}")
    for name in arguments.only or steps:
        print(f"{name}: {steps[name]().stat().st_size:,} bytes", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
