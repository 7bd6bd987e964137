"""TypeScript's compiler on drafts and projects: one program of the compiler for a batch, under a cap of its memory."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.drafts.environments import DraftEnvironment
from tools.drafts.faults import Fault

CHECKER = Path(__file__).with_name("checker.cjs")
BATCH = 120  # programs
MEMORY = 6_000  # megabytes
SECONDS = 1_200


def compiled(folders: Sequence[Path], environment: DraftEnvironment) -> Iterator[tuple[Path, Fault]]:
    """The errors in the programs of these folders, each with its folder. Raises ``subprocess.CalledProcessError``."""
    for start in range(0, len(folders), BATCH):
        yield from _batch(folders[start : start + BATCH], environment)


def _batch(folders: Sequence[Path], environment: DraftEnvironment) -> Iterator[tuple[Path, Fault]]:
    given = {
        "packages": str(environment.node_modules.parent),
        "programs": [str(folder) for folder in folders],
        "bindings": environment.bindings,
    }
    command = ["node", f"--max-old-space-size={MEMORY}", str(CHECKER)]
    done = subprocess.run(
        command, input=json.dumps(given), capture_output=True, text=True, timeout=SECONDS, check=False
    )
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout[-500:], done.stderr[-2000:])
    for line in done.stdout.splitlines():
        told = json.loads(line)
        program = Path(told.pop("program"))
        told["file"] = str(Path(told["file"]).relative_to(program))
        yield program, Fault.of(told)
