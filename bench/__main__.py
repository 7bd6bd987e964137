"""``python -m bench FOLDER…``: how many times the parse floor iaclint takes on the projects below the folders.

Seconds differ from machine to machine and from hour to hour; the ratios of one run are what can be compared.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.processes import Cost, cost
from bench.work_sets import LARGE, WorkSet, chosen

STAGE_HEADS = ("set", "files", "lines", "parsed", "floor s", "+ lower", "analyze", "lint", "kLOC/s")


def main(arguments: Sequence[str] | None = None) -> int:
    options = parsed(arguments)
    try:
        sets = chosen(options.folders, options.projects)
    except ValueError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    if options.profile:
        print_profile(sets[-1], options.profile)
        return 0
    print_processes(sets, options.repeat)  # first: see bench.processes.cost
    print_stages(sets, options.repeat)
    return 0


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, help="folders of projects")
    parser.add_argument("--repeat", type=int, default=5, metavar="N", help="measure so often, take the median (5)")
    parser.add_argument("--projects", type=int, default=LARGE, metavar="N", help=f"size of the set L ({LARGE})")
    parser.add_argument(
        "--profile", type=int, nargs="?", const=30, metavar="N", help="print the N functions that L takes most time in"
    )
    return parser.parse_args(arguments)


def print_processes(sets: Sequence[WorkSet], repeat: int) -> None:
    """Whole processes as users start them, against a Python that does nothing."""
    small, medium, large = sets
    lint = ["-m", "iaclint", "check", "--isolated", "--output-format", "concise"]
    commands = {
        "python -c pass": ["-c", "pass"],
        "iaclint --version": ["-m", "iaclint", "--version"],
        "iaclint, one file (S)": [*lint, small.paths[0]],
        "iaclint, one project (M)": [*lint, medium.paths[len(medium.paths) // 2]],
        "iaclint, all projects of L": [*lint, *large.paths],
    }
    rows = []
    bare: Cost | None = None
    for name, command in commands.items():
        measured = cost(command, repeat)
        bare = bare or measured
        rows.append((name, f"{measured.cpu:.3f}", f"{measured.cpu / bare.cpu:.1f}x", f"{measured.peak:.0f}"))
    print_table(("process", "CPU s", "to python", "peak MiB"), rows)


def print_stages(sets: Sequence[WorkSet], repeat: int) -> None:
    """The stages of a lint in a warm process, against the parse of the same files."""
    from bench.stages import ANALYZED, FLOOR, LINTED, LOWERED, timing

    rows = []
    for work in sets:
        taken = timing(work, repeat)
        ratios = [f"{taken.ratio(stage):.1f}x" for stage in (LOWERED, ANALYZED, LINTED)]
        speed = f"{taken.lines / 1000 / taken.seconds[LINTED]:.0f}"
        floor = f"{taken.seconds[FLOOR]:.4f}"
        rows.append((work.name, str(taken.files), str(work.lines), str(taken.lines), floor, *ratios, speed))
    print_table(STAGE_HEADS, rows)


def print_profile(work: WorkSet, count: int) -> None:
    from bench.hot_spots import functions, profiled, rooms

    rows = profiled(work.paths)
    shares = rooms(rows)
    total = sum(seconds for _, seconds in shares)
    print_table(("room", "own", "s"), [(room, f"{100 * s / total:.1f} %", f"{s:.3f}") for room, s in shares])
    listed = [(place, str(calls), f"{own:.3f}", f"{full:.3f}") for place, calls, own, full in functions(rows, count)]
    print_table(("function", "calls", "own s", "total s"), listed)


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A Markdown table, so that it can be pasted into docs/performance.md."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    for cells in (heads, rule, *rows):
        first, *rest = zip(cells, widths, strict=True)
        print("| " + " | ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]) + " |")
    print()


if __name__ == "__main__":
    sys.exit(main())
