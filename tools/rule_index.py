"""Writes ``rules/index.json``: what is known of the rules without importing them.

``python -m tools.rule_index`` writes it, ``--check`` fails when it is out of date. Codes are assigned once: a code that the index has
may change its summary, never its name.
"""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module
from pathlib import Path

from iaclint.packs import described


def rule_modules(folder: Path) -> list[str]:
    """The dotted names, below ``folder``, of the modules that make a rule: those in theme folders."""
    return sorted(
        ".".join(path.relative_to(folder).with_suffix("").parts)
        for path in folder.glob("*/*.py")
        if not path.name.startswith("_")
    )


def index(package: str) -> str:
    """The text of the index of an importable rule package. Raises ``ValueError`` for a code or name used twice."""
    file = import_module(package).__file__
    assert file is not None
    entries = []
    for module in rule_modules(Path(file).parent):
        rule = import_module(f"{package}.{module}").rule
        entries.append(described(rule, module))
    entries.sort(key=lambda data: data["code"])
    for key in ("code", "name"):
        values = [data[key] for data in entries]
        twice = sorted({value for value in values if values.count(value) > 1})
        if twice:
            raise ValueError(f"{key} used twice: {', '.join(twice)}")
    return json.dumps({"rules": entries}, indent=1) + "\n"


def renamed(old: str, new: str) -> list[str]:
    """Codes that stand for another name than before, or are gone: both break what people wrote into their configuration."""
    names = {data["code"]: data["name"] for data in json.loads(new)["rules"]}
    return [
        f"{data['code']} was {data['name']}, now {names.get(data['code'], 'gone')}"
        for data in json.loads(old)["rules"]
        if names.get(data["code"]) != data["name"]
    ]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the index is out of date")
    parser.add_argument("--force", action="store_true", help="allow a code to change its name or to go")
    parser.add_argument("package", nargs="?", default="iaclint_rules")
    options = parser.parse_args(arguments)
    file = import_module(options.package).__file__
    assert file is not None
    path = Path(file).parent / "index.json"
    old = path.read_text("utf-8") if path.exists() else '{"rules": []}'
    new = index(options.package)
    if options.check:
        if old != new:
            print(f"{path} is out of date: python -m tools.rule_index", file=sys.stderr)
        return int(old != new)
    broken = renamed(old, new)
    if broken and not options.force:
        print("codes are assigned once (--force to do it all the same):", *broken, sep="\n  ", file=sys.stderr)
        return 1
    path.write_text(new, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
