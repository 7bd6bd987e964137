"""Writes the JSON schemas that editors use: ``python -m tools.schemas`` (``--check`` fails when they are out of date)."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from iaclint import config_schema, declarative

FOLDER = Path(__file__).parents[1] / "iaclint" / "schemas"
SCHEMAS = {"configuration.json": config_schema.schema, "rules.json": declarative.schema}


def text(name: str) -> str:
    return json.dumps(SCHEMAS[name](), indent=1) + "\n"


def main(arguments: list[str]) -> int:
    stale = [
        name for name in SCHEMAS if not (FOLDER / name).exists() or (FOLDER / name).read_text("utf-8") != text(name)
    ]
    if "--check" in arguments:
        if stale:
            print(f"out of date: {', '.join(stale)}: python -m tools.schemas", file=sys.stderr)
        return int(bool(stale))
    FOLDER.mkdir(exist_ok=True)
    for name in stale:
        (FOLDER / name).write_text(text(name), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
