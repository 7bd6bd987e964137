"""Python programs with the real libraries: the error that ends each, in a process of its own, within a time limit and without network."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.drafts.environments import DraftEnvironment
from tools.drafts.extraction import Draft
from tools.drafts.faults import Fault
from tools.golden.programs import Program
from tools.golden.synthesis import HOOKS, SynthesisError, link, run, surroundings

HOOK = Path(__file__).with_name("hooks") / "first_error.py"
JOBS = 2


def first_errors(
    drafts: Sequence[Draft], environment: DraftEnvironment, seconds: float
) -> Iterator[tuple[Draft, Fault]]:
    """What ended the drafts that did not run to their end."""
    with ThreadPoolExecutor(JOBS) as pool:
        for draft, fault in pool.map(lambda draft: (draft, first_error(draft, environment, seconds)), drafts):
            if fault is not None:
                yield draft, fault


def first_error(draft: Draft, environment: DraftEnvironment, seconds: float) -> Fault | None:
    """The error that ends a draft outside of a test; one without a place when there was no telling."""
    files = [name for name in draft.files if name.endswith(".py") and "test" not in name]
    if not files:
        return None
    with tempfile.TemporaryDirectory(prefix="iaclint-drafts-") as temporary:
        base = Path(temporary).resolve()
        root, report = base / "project", base / "report"
        shutil.copytree(draft.folder, root)
        write_marker(root, draft.platform, files[0])
        link(root, environment)
        (base / "home").mkdir()
        variables = surroundings(Program(root), environment, base) | {
            "GOLDEN_ROOT": str(root),
            "GOLDEN_LOG": str(base / "events"),
            "GOLDEN_HOOKS": str(HOOKS),
            "DRAFT_REPORT": str(report),
        }
        variables.pop("NODE_OPTIONS", None)  # the places of constructs are of no interest
        try:
            run([str(environment.python), str(HOOK), *files], root, variables, seconds)
        except SynthesisError as error:
            if not report.is_file():
                return Fault("stopped", "", 0, 0, str(error)[-500:], False)
        told = json.loads(report.read_text("utf-8")) if report.is_file() else None
        return Fault.of(told) if told else None


def write_marker(root: Path, platform: str, entry: str) -> None:
    """The project file that says which framework it is."""
    if platform == "pulumi":
        (root / "Pulumi.yaml").write_text(json.dumps({"name": "draft", "runtime": "python", "main": entry}))
    else:
        (root / f"{platform}.json").write_text(json.dumps({"app": f"python3 {entry}", "language": "python"}))
