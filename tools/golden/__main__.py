"""``python -m tools.golden [NAME …]``: synthesises the projects of ``testdata/projects`` with the real frameworks and writes ``testdata/golden`` and
``testdata/deployed``.

Needs node and the package registries, no cloud. ``--check`` writes nothing and fails when a golden differs.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.golden import deployed
from tools.golden.environments import default_cache
from tools.golden.programs import projects_below
from tools.golden.recording import recorded, written
from tools.golden.synthesis import SynthesisError

ROOT = Path(__file__).parents[2]
PROJECTS = ROOT / "testdata" / "projects"
GOLDENS = ROOT / "testdata" / "golden"
DEPLOYED = ROOT / "testdata" / "deployed"


def main(arguments: Sequence[str] | None = None) -> int:
    options = parse(arguments)
    folders = [folder for folder in projects_below(PROJECTS) if chosen(folder, options.names)]
    with ThreadPoolExecutor(options.jobs) as pool:
        problems = list(pool.map(lambda folder: update(folder, options), folders))
    for problem in filter(None, problems):
        print(problem, file=sys.stderr)
    print(f"{len(folders)} projects, {sum(map(bool, problems))} with problems")
    return 1 if any(problems) else 0


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.golden", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", help="only projects that have one of these in their path")
    parser.add_argument("--cache", type=Path, default=default_cache(), help="where the frameworks are installed")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--timeout", type=float, default=300, metavar="SECONDS")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args(arguments)


def chosen(folder: Path, names: list[str]) -> bool:
    path = folder.relative_to(PROJECTS).as_posix()
    return not names or any(name in path for name in names)


def update(folder: Path, options: argparse.Namespace) -> str:
    """Writes (or compares) one golden and what is deployed; what went wrong, else an empty text."""
    name = folder.relative_to(PROJECTS)
    try:
        golden, files = recorded(folder, options.cache, options.timeout)
    except (SynthesisError, ValueError, subprocess.SubprocessError) as error:
        return f"{name}: {error}"
    texts = {GOLDENS: written(golden), DEPLOYED: deployed.written(files)}
    for target, text in ((base / f"{name.as_posix()}.json", text) for base, text in texts.items()):
        if not options.check:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
        elif not target.is_file() or target.read_text("utf-8") != text:
            return f"{name}: differs from {target.relative_to(ROOT)}"
    return ""


if __name__ == "__main__":
    sys.exit(main())
