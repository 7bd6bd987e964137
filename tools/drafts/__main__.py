"""Compares iaclint's API findings with what the frameworks' own checkers say of faulty drafts and of accepted programs.

``python -m tools.drafts COMMAND PLATFORM LANGUAGE FOLDER --cache DIR``, for the projects below the folder:

- ``record`` asks the compiler, or runs the Python programs, of the drafts in ``lib/MODEL_RESPONSE.md``, and keeps what they say in the cache;
- ``compare`` lints the same and prints recall for each kind of error, the misses, and the findings that no checker confirms;
- ``finals`` lints the projects themselves and prints the findings that their framework contradicts;
- ``deprecations`` synthesises the projects (CDK) and compares the deprecations that are warned of with those that are found.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tools.drafts.environments import PLATFORMS, DraftEnvironment
from tools.drafts.extraction import Draft, extracted
from tools.drafts.faults import Fault
from tools.golden.environments import Environment, default_cache
from tools.golden.synthesis import SynthesisError

if TYPE_CHECKING:
    from tools.drafts.comparison import Verdicts

MARKDOWN = Path("lib", "MODEL_RESPONSE.md")
SHOWN = 160  # characters of a message


def main(arguments: Sequence[str] | None = None) -> int:
    options = parse(arguments)
    commands = {"record": record, "compare": compare, "finals": finals, "deprecations": deprecations}
    commands[options.command](options)
    return 0


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.drafts", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("command", choices=("record", "compare", "finals", "deprecations"))
    parser.add_argument("platform", choices=PLATFORMS)
    parser.add_argument("language", choices=("typescript", "python"))
    parser.add_argument("folder", type=Path, help="holds the projects")
    parser.add_argument("--cache", type=Path, default=default_cache(), help="where the frameworks are installed")
    parser.add_argument("--timeout", type=float, default=120, metavar="SECONDS", help="of one program")
    parser.add_argument("--only", default="", help="projects with this in their name")
    return parser.parse_args(arguments)


def projects(options: argparse.Namespace) -> list[Path]:
    return sorted(folder for folder in options.folder.iterdir() if folder.is_dir() and options.only in folder.name)


def record(options: argparse.Namespace) -> None:
    environment = DraftEnvironment(options.platform, options.cache)
    environment.install("node" if options.language == "typescript" else "python")
    drafts = [draft for draft in drafts_of(options) if draft.language == options.language]
    said: dict[str, list[Fault]] = {name(draft): [] for draft in drafts}
    for draft, fault in checked(drafts, environment, options):
        said[name(draft)].append(fault)
        if options.language == "python":
            keep(said, options)  # they take long: who stops them has what is known so far
    keep(said, options)
    print(f"{len(drafts)} programs of {len(said)} projects, {sum(map(len, said.values()))} errors")


def keep(said: dict[str, list[Fault]], options: argparse.Namespace) -> None:
    records = {project: [fault.record() for fault in faults] for project, faults in said.items()}
    recording(options).write_text(json.dumps(records, indent=1))


def drafts_of(options: argparse.Namespace) -> list[Draft]:
    target = options.cache / "drafts" / f"{options.platform}-{options.language}"
    documents = [folder / MARKDOWN for folder in projects(options) if (folder / MARKDOWN).is_file()]
    drafts = (draft for one in documents for draft in extracted(one, target / one.parts[-3]))
    return [draft for draft in drafts if draft.platform == options.platform]


def name(draft: Draft) -> str:
    return draft.folder.parent.name


def checked(
    drafts: list[Draft], environment: DraftEnvironment, options: argparse.Namespace
) -> Iterable[tuple[Draft, Fault]]:
    if options.language == "python":
        from tools.drafts.runtime import first_errors

        return first_errors(drafts, environment, options.timeout)
    from tools.drafts.compiler import compiled

    of = {draft.folder: draft for draft in drafts}
    return ((of[folder], fault) for folder, fault in compiled(list(of), environment))


def recording(options: argparse.Namespace) -> Path:
    path: Path = options.cache / f"drafts-{options.platform}-{options.language}.json"
    return path


def compare(options: argparse.Namespace) -> None:
    from tools.drafts.comparison import Verdicts
    from tools.drafts.findings import findings

    versions = DraftEnvironment(options.platform, options.cache).library_versions()
    verdicts = Verdicts()
    for project, records in json.loads(recording(options).read_text()).items():
        if options.only in project:
            faults = [Fault.of(one) for one in records]
            found = findings(options.folder / project / MARKDOWN, versions)
            verdicts.add(project, [fault for fault in faults if fault.library], faults, found)
    report(verdicts)


def report(verdicts: Verdicts) -> None:
    for project, fault in verdicts.missed:
        print(f"missed {project} {fault.file}:{fault.line} {fault.code} {short(fault.message)}")
    for project, finding in verdicts.unconfirmed:
        print(f"unconfirmed {project}:{finding.line} {finding.rule} {short(finding.message)}")
    print(*verdicts.table(), sep="\n")
    print(f"{verdicts.in_tests} more in tests; {len(verdicts.unconfirmed)} findings that no error confirms")


def finals(options: argparse.Namespace) -> None:
    from tools.drafts.finals import contradicted

    environment = DraftEnvironment(options.platform, options.cache)
    runtime = Environment(options.platform, options.cache)
    environment.install("node")
    total = 0
    for folder in projects(options):
        for finding in contradicted(folder, environment, runtime, options.timeout):
            total += 1
            print(f"{finding.file}:{finding.line} {finding.rule} {short(finding.message)}")
    print(f"{total} findings that the framework contradicts")


def deprecations(options: argparse.Namespace) -> None:
    from tools.drafts.deprecations import judged

    environment = Environment(options.platform, options.cache)
    for language in ("node", "python"):
        environment.install(language)
    told = missed = other = 0
    for folder in projects(options):
        try:
            result = judged(folder, environment, options.timeout)
        except (SynthesisError, ValueError) as error:
            print(f"{folder.name} was not synthesised: {short(str(error)[-SHOWN:])}")
            continue
        told, missed, other = told + len(result[0]), missed + len(result[1]), other + len(result[2])
        for warned in result[1]:
            print(f"missed {folder.name} {warned.file}:{warned.line} {warned.name}")
        for finding in result[2]:
            print(f"not warned of {finding.file}:{finding.line} {finding.rule} {short(finding.message)}")
    print(f"{told} warnings told, {missed} missed, {other} findings that are not warned of")


def short(message: str) -> str:
    return " ".join(message.split())[:SHOWN]


if __name__ == "__main__":
    sys.exit(main())
