"""Scores ``iaclint model`` against recorded truth, or against the real frameworks.

``python -m tools.fidelity --synth DIR [--keep DIR] [--worst N]``

Every project in the folder is synthesised (see ``tools.golden``: needs node, no cloud), each in a copy of its own, several in parallel, with a time
limit. What the frameworks make is compared with the model: resources, lines, names, property values, policy statements, protections; the reasons
of most misses come first. ``--keep`` holds what was synthesised, for the next run.

``python -m tools.fidelity --truth DIR --corpus COMBOS=DIR … [--combo …] [--worst N] [--table PAGE]``

``--truth`` holds ``score.py`` and ``truth-*.json.gz``; ``--corpus x-=DIR`` gives the folder of the projects of the combos with that prefix (empty:
all others). Listings are written to ``--listings`` (a temporary folder by default), one process, project after project. ``--table`` puts
the scores between the two marks of a page (``docs/fidelity.md``).
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.fidelity.goldens import listing_of
from tools.golden.environments import default_cache

BEGIN, END = "<!-- written by tools.fidelity: begin -->\n", "<!-- written by tools.fidelity: end -->\n"


def main(arguments: Sequence[str] | None = None) -> int:
    options = parse(arguments)
    if options.synth:
        from tools.fidelity.synth import compare_folder

        return compare_folder(options)
    times: list[tuple[float, str]] = []
    crashed: list[str] = []
    options.listings.mkdir(parents=True, exist_ok=True)
    for combo, project in projects(options.truth, options.combo):
        folder = corpus_of(combo, options.corpus) / project
        target = options.listings / f"{project}.json"
        target.unlink(missing_ok=True)  # an older run's would be scored when this one crashes
        started = time.process_time()
        try:
            document = listing_of(folder, "pr1234")
        except Exception:
            crashed.append(project)
            traceback.print_exc()
            continue
        times.append((time.process_time() - started, project))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(document))
    times.sort()
    print(f"{len(times)} projects, {sum(t for t, _ in times):.1f} CPU s; slowest {times[-1:]}; crashed {crashed}")
    command = [sys.executable, str(options.truth / "score.py"), "--listings", str(options.listings)]
    command += ["--json", str(options.listings / "score.json"), "--worst", str(options.worst)]
    if options.combo:
        command += ["--combo", *options.combo]
    print(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    if options.table:
        scores = json.loads((options.listings / "score.json").read_text())
        options.table.write_text(with_table(options.table.read_text("utf-8"), table(scores)), "utf-8")
    return 1 if crashed else 0


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tools.fidelity", description=(__doc__ or "").partition("\n")[0], allow_abbrev=False
    )
    parser.add_argument("--synth", type=Path, metavar="DIR")
    parser.add_argument("--keep", type=Path, metavar="DIR")
    parser.add_argument("--cache", type=Path, default=default_cache(), help="where the frameworks are installed")
    parser.add_argument("--timeout", type=float, default=180, metavar="SECONDS")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--truth", type=Path)
    parser.add_argument("--corpus", action="append", metavar="PREFIX=DIR")
    parser.add_argument("--combo", nargs="*", default=[])
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--listings", type=Path, default=Path(tempfile.gettempdir()) / "iaclint-listings")
    parser.add_argument("--table", type=Path, metavar="PAGE")
    options = parser.parse_args(arguments)
    if not options.synth and not (options.truth and options.corpus):
        parser.error("--synth, or --truth and --corpus")
    if options.table and options.combo:
        parser.error("--table is for all combos: a page of some of them would look like all")
    return options


def projects(truth: Path, combos: list[str]) -> Iterator[tuple[str, str]]:
    for path in sorted(truth.glob("truth-*.json.gz")):
        with gzip.open(path) as stream:
            data = json.load(stream)
        if not combos or data["combo"] in combos:
            for project in data["projects"]:
                yield data["combo"], project["project"]


def corpus_of(combo: str, corpora: list[str]) -> Path:
    """The folder of the longest prefix that fits."""
    fitting = [text.partition("=") for text in corpora if combo.startswith(text.partition("=")[0])]
    return Path(max(fitting, key=lambda parts: len(parts[0]))[2])


MEASURES = ("lines", "resources", "precision", "names", "wildcard", "protection")


def table(scores: dict[str, dict[str, dict[str, float | None]]]) -> str:
    """The table of ``docs/fidelity.md``."""
    rows = ["| programs | " + " | ".join(MEASURES) + " |", "|---|" + "---:|" * len(MEASURES)]
    for combo, score in scores.items():
        cells = [f"{100 * value:.1f} %" if (value := score[m]["value"]) is not None else "-" for m in MEASURES]
        rows.append(f"| {combo} ({score['projects']}) | " + " | ".join(cells) + " |")
    return "\n".join(rows) + "\n"


def with_table(page: str, rows: str) -> str:
    """The page with the rows between its marks. Raises ``ValueError`` when it has none."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page has no {BEGIN.strip()} … {END.strip()}")
    return f"{before}{BEGIN}\n{rows}\n{END}{after}"


if __name__ == "__main__":
    sys.exit(main())
