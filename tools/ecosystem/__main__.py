"""``python -m tools.ecosystem``: what iaclint says about many real projects, and what a change does to that.

run FOLDER… -o FILE        lint every project below the folders, keep the findings
diff BASE HEAD             two such files: findings added, removed and changed, by rule
compare REVISION FOLDER…   an older revision against the working tree: run twice, then diff
sample FILE --rule RULE    findings drawn at random, with their source, to be judged by eye
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.ecosystem import comparison, revisions, runs, sampling
from tools.ecosystem.findings import Findings

ROOT = Path(__file__).parents[2]


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    try:
        code: int = options.command(options)
    except (OSError, ValueError) as error:
        print(f"ecosystem: {error}", file=sys.stderr)
        return 2
    return code


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="python -m tools.ecosystem", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    one = commands.add_parser("run", help="lint every project below the folders")
    add_choice_of_projects(one)
    one.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    one.set_defaults(command=run)

    two = commands.add_parser("diff", help="compare two files of findings")
    two.add_argument("base", type=Path)
    two.add_argument("head", type=Path)
    add_examples(two)
    two.set_defaults(command=diff)

    three = commands.add_parser("compare", help="compare a revision with the working tree")
    three.add_argument("revision")
    add_choice_of_projects(three)
    add_examples(three)
    three.add_argument("--repository", type=Path, default=ROOT, help=argparse.SUPPRESS)
    three.set_defaults(command=compare)

    four = commands.add_parser("sample", help="show findings drawn at random")
    four.add_argument("findings", type=Path)
    four.add_argument("--rule", action="append", default=[], metavar="RULE", help="code or name; may be repeated")
    four.add_argument("-n", type=int, default=20, metavar="N", help="how many (20)")
    four.add_argument("--seed", type=int, default=1, metavar="N", help="the same seed draws the same findings (1)")
    four.set_defaults(command=sample)
    return top


def add_choice_of_projects(command: argparse.ArgumentParser) -> None:
    command.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    command.add_argument("--select", default="ALL", metavar="RULES", help="rules, separated by commas (ALL)")
    command.add_argument("-j", "--jobs", type=int, default=1, metavar="N", help="projects at a time (1)")
    command.add_argument("--every", type=int, default=1, metavar="N", help="take each N-th project only")


def add_examples(command: argparse.ArgumentParser) -> None:
    command.add_argument("--examples", type=int, default=5, metavar="N", help="shown of each kind for each rule (5)")


def run(options: argparse.Namespace) -> int:
    projects = runs.projects_below(options.folders, options.every)
    findings = runs.run(projects, options.select.split(","), options.jobs)
    findings.write(options.output)
    crashes = findings.crashes()
    print(f"{len(projects)} projects, {sum(1 for _ in findings)} findings, {findings.seconds():.1f} s")
    for project, crash in crashes.items():
        print(f"failed: {project}: {crash}")
    return 1 if crashes else 0


def diff(options: argparse.Namespace) -> int:
    return print_report(Findings.read(options.base), Findings.read(options.head), options.examples)


def compare(options: argparse.Namespace) -> int:
    projects = runs.projects_below(options.folders, options.every)
    select = options.select.split(",")
    with tempfile.TemporaryDirectory(prefix="iaclint-ecosystem-") as folder:
        base = runs.Version(revisions.take_out(options.repository, options.revision, Path(folder)))
        head = runs.Version(revisions.importable(options.repository, Path(folder) / "head"))
        before = runs.run(projects, select, options.jobs, base)
        after = runs.run(projects, select, options.jobs, head)
    return print_report(before, after, options.examples)


def print_report(base: Findings, head: Findings, examples: int) -> int:
    """1 when a project fails now that did not before: findings may differ, that is what a change is for."""
    for line in comparison.report(base, head, examples):
        print(line)
    return 1 if head.crashes().keys() - base.crashes().keys() else 0


def sample(options: argparse.Namespace) -> int:
    findings = Findings.read(options.findings)
    for line in sampling.shown(findings, sampling.drawn(findings, options.rule, options.n, options.seed)):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
