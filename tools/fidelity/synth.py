"""Asks the real frameworks what they make of the projects in a folder, and compares the model with it."""

from __future__ import annotations

import argparse
import json
import re
import subprocess
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tools.fidelity.comparison import MEASURES, Comparison, Tally, pooled
from tools.fidelity.goldens import listing_of
from tools.golden.programs import Program, projects_below
from tools.golden.recording import golden_of, written
from tools.golden.synthesis import SUFFIX, SynthesisError

NEAR = 12  # lines between a miss and what the evaluator said about it
_PLACE = re.compile(r"\(([^\s():]+):(\d+)\)")
_HOLE = re.compile(r"not (?:.*?)\$\{([^{}]+)\}")

Golden = dict[str, Any]


def compare_folder(options: argparse.Namespace) -> int:
    """Prints what was found, and returns 1 when the model crashed on a project."""
    folders = projects_below(options.synth)
    with ThreadPoolExecutor(options.jobs) as pool:
        made = list(pool.map(lambda folder: synthesise(folder, options), folders))
    comparisons: dict[str, Comparison] = {}
    failed: dict[str, str] = {}
    crashed: list[str] = []
    for folder, golden in zip(folders, made, strict=True):
        name = folder.relative_to(options.synth).as_posix()
        if isinstance(golden, str):
            failed[name] = golden
            continue
        try:
            kind = kind_of(folder)
            comparisons[f"{kind}/{name.removeprefix(f'{kind}/')}"] = Comparison(
                golden, listing_of(folder, golden.get("environment", SUFFIX))
            )
        except Exception as error:
            crashed.append(f"{name}: {error!r}")
    print(f"{len(comparisons)} of {len(folders)} projects compared, crashed {crashed}")
    report_failures(failed, options.worst)
    print(table(comparisons))
    report_misses(comparisons, options.worst)
    return 1 if crashed else 0


def synthesise(folder: Path, options: argparse.Namespace) -> Golden | str:
    """What the framework makes of a project, or why it makes nothing. Kept in ``--keep``, which later runs read."""
    kept: Path | None = options.keep and options.keep / f"{'__'.join(folder.relative_to(options.synth).parts)}.json"
    if kept is not None and kept.is_file():
        found: Golden | str = json.loads(kept.read_text("utf-8"))
        return found
    result: Golden | str
    try:
        result = golden_of(folder, options.cache, options.timeout)
    except (SynthesisError, ValueError, OSError, subprocess.SubprocessError) as error:
        result = str(error)
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(result) if isinstance(result, str) else written(result), "utf-8")
    return result


def kind_of(folder: Path) -> str:
    """``cdk-ts``: framework and language."""
    program = Program(folder)
    return f"{program.platform}-{'py' if program.language == 'python' else 'ts'}"


def table(comparisons: dict[str, Comparison]) -> str:
    """A row for each kind: hits of how many, by measure."""
    rows = ["kind".ljust(12) + " ".join(measure.rjust(20) for measure in MEASURES)]
    for kind, tallies in sorted(by_kind(comparisons).items()):
        rows.append(kind.ljust(12) + " ".join(cell(tallies[measure]).rjust(20) for measure in MEASURES))
    return "\n".join(rows)


def by_kind(comparisons: dict[str, Comparison]) -> dict[str, dict[str, Tally]]:
    return pooled({f"{name.partition('/')[0]}/{number}": one for number, (name, one) in enumerate(comparisons.items())})


def cell(tally: Tally) -> str:
    return "-" if tally.value is None else f"{100 * tally.value:.1f} % {tally.hits}/{tally.total}"


def report_failures(failed: dict[str, str], limit: int) -> None:
    if failed:
        print(f"not synthesised: {len(failed)}")
    for name, error in sorted(failed.items())[:limit]:
        print(f"  {name}: {last_words(error)}")


def last_words(error: str) -> str:
    """The line of a program's output that names the error."""
    lines = [line.strip() for line in error.splitlines() if line.strip()]
    named = [line for line in lines if re.match(r"[\w.]*(Error|Exception)\b", line)]
    return (named or lines or ["?"])[-1][:200]


def report_misses(comparisons: dict[str, Comparison], limit: int) -> None:
    """The reasons of most misses first, each with a few of them; then the projects with most."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, comparison in comparisons.items():
        for measure, miss in comparison.misses():
            groups[measure, reason_of(miss, comparison.listing)].append(f"{name}: {miss}")
    for (measure, reason), misses in sorted(groups.items(), key=lambda item: -len(item[1]))[:limit]:
        print(f"\n{len(misses)} {measure}: {reason}")
        for miss in misses[:3]:
            print(f"    {miss[:300]}")
    worst = Counter({name: len(list(comparison.misses())) for name, comparison in comparisons.items()})
    for name, count in worst.most_common(limit):
        if count:
            print(f"{count:5} misses  {name}")


def reason_of(miss: str, listing: dict[str, Any]) -> str:
    """What the evaluator said: the hole in place of a value, else what it noted nearby."""
    if hole := _HOLE.search(miss):
        return f"${{{hole[1]}}}"
    if place := _PLACE.search(miss):
        file, line = place[1], int(place[2])
        notes = [(abs(note["line"] - line), note["reason"]) for note in listing["unknown"] if note["file"] == file]
        near = [note for note in sorted(notes) if note[0] <= NEAR]
        if near:
            return str(near[0][1])
    return "no reason given"
