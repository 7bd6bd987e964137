"""Programs that know certain environments only: the assumed one need not be among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.frameworks.programs import program, properties

TYPESCRIPT = """
import { App, Stack, aws_sqs as sqs } from 'aws-cdk-lib';
const stack = new Stack(new App(), 'S');
const env = process.env.ENVIRONMENT || 'dev';
const configs: Record<string, { name: string }> = { dev: { name: 'd' }, prod: { name: 'p' } };
"""
PYTHON = """
import os
from aws_cdk import App, Stack, aws_sqs as sqs
stack = Stack(App(), "S")
env = os.getenv("ENVIRONMENT", "dev")
configs = {"dev": {"name": "d"}, "prod": {"name": "p"}}
"""


def names(tmp_path: Path, suffix: str, body: str) -> list[str]:
    source = (TYPESCRIPT if suffix == "ts" else PYTHON) + body
    return [properties(queue)["queueName"] for queue in program(tmp_path, "cdk", source, suffix).deployed()]


@pytest.mark.parametrize(
    ("suffix", "body"),
    [
        ("ts", "const config = configs[env];\nif (!config) { throw new Error('x'); }\nnew sqs.Queue(stack, 'Q', { queueName: config.name });"),
        ("py", "config = configs.get(env)\nif not config:\n    raise ValueError('x')\nsqs.Queue(stack, 'Q', queue_name=config['name'])"),
    ],
)  # fmt: skip
def test_an_entry_is_one_of_those_there_are(tmp_path: Path, suffix: str, body: str) -> None:
    assert names(tmp_path, suffix, body) == ["${d | p}"]


@pytest.mark.parametrize(
    ("suffix", "body"),
    [
        ("ts", "const config = configs[env] ?? configs.dev;\nnew sqs.Queue(stack, 'Q', { queueName: config.name });"),
        ("py", "config = configs.get(env, configs['dev'])\nsqs.Queue(stack, 'Q', queue_name=config['name'])"),
        ("py", "config = configs.get(env) or configs['dev']\nsqs.Queue(stack, 'Q', queue_name=config['name'])"),
    ],
)
def test_a_default_is_for_the_assumed_environment(tmp_path: Path, suffix: str, body: str) -> None:
    assert names(tmp_path, suffix, body) == ["d"]


@pytest.mark.parametrize(
    ("suffix", "body"),
    [
        ("ts", "if (env === 'dev') { new sqs.Queue(stack, 'A', { queueName: 'a' }); }\nelse if (env === 'prod') { new sqs.Queue(stack, 'B', { queueName: 'b' }); }\nelse { throw new Error('x'); }"),
        ("ts", "switch (env) {\n case 'dev': new sqs.Queue(stack, 'A', { queueName: 'a' }); break;\n case 'prod': new sqs.Queue(stack, 'B', { queueName: 'b' }); break;\n default: throw new Error('x');\n}"),
        ("py", "if env == 'dev':\n    sqs.Queue(stack, 'A', queue_name='a')\nelif env == 'prod':\n    sqs.Queue(stack, 'B', queue_name='b')\nelse:\n    raise ValueError('x')"),
        ("py", "match env:\n    case 'dev':\n        sqs.Queue(stack, 'A', queue_name='a')\n    case 'prod':\n        sqs.Queue(stack, 'B', queue_name='b')\n    case _:\n        raise ValueError('x')"),
    ],
)  # fmt: skip
def test_where_no_branch_is_for_it_each_may_be_taken(tmp_path: Path, suffix: str, body: str) -> None:
    assert names(tmp_path, suffix, body) == ["a", "b"]


@pytest.mark.parametrize(
    ("suffix", "body"),
    [
        ("ts", "if (env === 'prod') { new sqs.Queue(stack, 'A', { queueName: 'a' }); }\nelse if (env === 'dev') { new sqs.Queue(stack, 'B', { queueName: 'b' }); }"),
        ("py", "if env == 'prod':\n    sqs.Queue(stack, 'A', queue_name='a')\nelif env == 'dev':\n    sqs.Queue(stack, 'B', queue_name='b')"),
    ],
)  # fmt: skip
def test_where_nothing_is_thrown_no_branch_is_taken(tmp_path: Path, suffix: str, body: str) -> None:
    assert names(tmp_path, suffix, body) == []
