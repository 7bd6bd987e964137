"""Runs a program with the real framework: in a copy of its folder, without network where the machine can, within a time limit."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.golden.environments import Environment
from tools.golden.programs import SKIPPED, Program

HOOKS = Path(__file__).with_name("hooks")
ANSWERS = Path(__file__).with_name("answers.json")
SUFFIX = "goldensfx"
PULL_REQUEST = "pr9731"  # the suffix for programs that refuse other names
ACCOUNT = "210987654321"
REGION = "eu-north-1"
STACK = SUFFIX  # of Pulumi
CONTEXT = {
    "aws:cdk:enable-path-metadata": True,
    "aws:cdk:version-reporting": False,
    "aws:cdk:bundling-stacks": [],
    "@aws-cdk/aws-iam:minimizePolicies": False,  # statements as they are written
    "environmentSuffix": SUFFIX,
}


class SynthesisError(Exception):
    """The program did not end well: its last words."""


class Synthesis:
    """What a run left: the output folder (templates) and the events of the hooks. ``suffix`` is the environment's."""

    __slots__ = ("events", "output", "program", "suffix")

    def __init__(self, program: Program, output: Path, events: list[dict[str, Any]], suffix: str = SUFFIX) -> None:
        self.program = program
        self.output = output
        self.events = events
        self.suffix = suffix


@contextmanager
def synthesised(program: Program, environment: Environment, seconds: float) -> Iterator[Synthesis]:
    """Runs the program; its files vanish afterwards. Raises ``SynthesisError``."""
    with tempfile.TemporaryDirectory(prefix="iaclint-golden-") as temporary:
        base = Path(temporary).resolve()
        root, output, log = base / "project", base / "out", base / "events"
        shutil.copytree(program.folder, root, ignore=shutil.ignore_patterns(*SKIPPED), symlinks=True)
        log.touch()
        link(root, environment)
        (base / "home").mkdir()
        variables = surroundings(program, environment, base) | {"GOLDEN_ROOT": str(root), "GOLDEN_LOG": str(log)}
        suffix = run_as_named(command(program, environment, root), root, variables, seconds)
        events = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
        produced = root / "cdktf.out" if program.platform in ("cdktf", "cdktn") else output
        yield Synthesis(program, produced, events, suffix)


def link(root: Path, environment: Environment) -> None:
    """Puts the packages, and what stands for generated bindings, beside the program."""
    if environment.node_modules.is_dir():
        (root / "node_modules").symlink_to(environment.node_modules)
    lock = root / "package-lock.json"  # bundled functions ask for one, though nothing is bundled
    if not lock.exists():
        lock.write_text("{}")
    for generated, package in environment.bindings.items():
        if "/" in generated and not (root / generated).exists():
            (root / generated).parent.mkdir(parents=True, exist_ok=True)
            (root / generated).symlink_to(environment.node_modules / package)


def command(program: Program, environment: Environment, root: Path) -> list[str]:
    pulumi = program.platform == "pulumi"
    if program.language == "python":
        hook = HOOKS / ("pulumi_program.py" if pulumi else "constructs_program.py")
        return [str(environment.python), str(hook), str(root / program.entry)]
    hook = HOOKS / ("pulumi.cjs" if pulumi else "constructs.cjs")
    return ["node", "--enable-source-maps", "--require", str(hook), "--import", "tsx", str(root / program.entry)]


def surroundings(program: Program, environment: Environment, base: Path) -> dict[str, str]:
    """The variables of the program: nothing of ours but the path, and those that its own command sets."""
    variables = program.variables | {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(base / "home"),
        "TMPDIR": str(base),
        "ENVIRONMENT_SUFFIX": SUFFIX,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "CDK_DEFAULT_ACCOUNT": ACCOUNT,
        "CDK_DEFAULT_REGION": REGION,
        "JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION": "1",
        "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    if program.platform == "pulumi":
        return variables | {
            "GOLDEN_ANSWERS": json.dumps(json.loads(ANSWERS.read_text("utf-8"))),
            "GOLDEN_PROJECT": str(program.settings.get("name")),
            "GOLDEN_STACK": STACK,
            "PULUMI_CONFIG": json.dumps({"aws:region": REGION, **suffixes(program), **program.config}),
        }
    if program.language == "python":
        python = {generated: package for generated, package in environment.bindings.items() if "/" not in generated}
        variables |= {"NODE_OPTIONS": f"--require {HOOKS / 'constructs.cjs'}", "GOLDEN_BINDINGS": json.dumps(python)}
    context = json.dumps(program.context | CONTEXT)
    return variables | {"CDK_OUTDIR": str(base / "out"), "CDK_CONTEXT_JSON": context, "CDKTF_CONTEXT_JSON": context}


def suffixes(program: Program) -> dict[str, str]:
    project = program.settings.get("name")
    return {f"{project}:{key}": SUFFIX for key in ("environmentSuffix", "environment_suffix")}


def run_as_named(words: list[str], folder: Path, variables: dict[str, str], seconds: float) -> str:
    """Runs a program in an environment of a name that it accepts: the name."""
    try:
        run(words, folder, variables, seconds)
    except SynthesisError as error:
        if SUFFIX not in str(error):
            raise
        Path(variables["GOLDEN_LOG"]).write_bytes(b"")
        run(words, folder, {name: value.replace(SUFFIX, PULL_REQUEST) for name, value in variables.items()}, seconds)
        return PULL_REQUEST
    return SUFFIX


def run(words: list[str], folder: Path, variables: dict[str, str], seconds: float) -> None:
    """Runs a command in a process group of its own, which is ended when time is up."""
    process = subprocess.Popen(
        [*without_network(), *words],
        cwd=folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise SynthesisError(f"did not end within {seconds:.0f} s") from None
    if process.returncode != 0:
        raise SynthesisError(said.decode("utf-8", "replace")[-3000:])


def without_network() -> list[str]:
    """The prefix that cuts a command off the network, where the machine allows that."""
    words = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") is None:
        return []
    allowed = subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0
    return words if allowed else []
