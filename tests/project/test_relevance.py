"""Which files can matter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.project import Language, discover
from iaclint.project.relevance import SOURCE_LIMIT, imported_specifiers, is_test, may_matter

Tree = Callable[[dict[str, str | bytes]], Path]


@pytest.mark.parametrize(
    "line",
    [
        "import * as cdk from 'aws-cdk-lib';",
        "import { Bucket } from '@aws-cdk/aws-s3';",
        "import { Construct } from 'constructs';",
        "import { App } from 'cdktf';",
        "import { App } from 'cdktn';",
        "import * as aws from '@pulumi/aws';",
        "import { S3Bucket } from './.gen/providers/aws/s3-bucket';",
        "import { X } from '@cdklabs/x';",
        "from aws_cdk import Stack",
        "import pulumi_aws as aws",
        "from constructs import Construct",
        "from imports.aws.s3_bucket import S3Bucket",
        "from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket",
    ],
)
def test_files_that_mention_a_framework_may_matter(line: str) -> None:
    assert may_matter(line.encode())


def test_a_plain_handler_does_not_matter() -> None:
    assert not may_matter(b"import boto3\nimport json\n\ndef handler(event, context):\n    return {}\n")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("test/x.ts", True),
        ("tests/unit/x.py", True),
        ("lib/__tests__/x.ts", True),
        ("lib/x.test.ts", True),
        ("lib/x.spec.tsx", True),
        ("lib/x.test.mts", True),
        ("lib/test_x.py", True),
        ("lib/x_test.py", True),
        ("conftest.py", True),
        ("lib/testing.py", False),
        ("lib/contest.ts", False),
        ("lib/latest.ts", False),
        ("lib/test.ts", False),
        ("lib/attest/x.py", False),
    ],
)
def test_tests_are_told_by_their_names(path: str, expected: bool) -> None:
    assert is_test(path) is expected
    assert is_test(Path(path)) is expected


@pytest.mark.parametrize(
    ("language", "source", "specifiers"),
    [
        (
            "typescript",
            "import a, { b } from './a';\nimport * as c from \"c\"\nimport './effect'",
            ["./a", "c", "./effect"],
        ),
        ("typescript", "import {\n  a,\n  b,\n} from '../x';", ["../x"]),
        ("typescript", "export * from './a'; export { b } from './b'", ["./a", "./b"]),
        (
            "typescript",
            "const a = require('./a'), b = await import( './b' )\nimport c = require(\"c\")",
            ["./b", "./a", "c"],
        ),
        ("typescript", "import type { T } from './t'", ["./t"]),
        ("python", "import os, lib.a as a\nimport lib.b", ["os", "lib.a", "lib.b"]),
        ("python", "from lib import stack, other as o", ["lib", "lib.stack", "lib.other"]),
        ("python", "from lib import (\n  stack,  # (why\n  other as o,\n)", ["lib", "lib.stack", "lib.other"]),
        ("python", "from . import x\nfrom ..p.q import y", [".", ".x", "..p.q", "..p.q.y"]),
        ("python", "from a import b, \\\n    c", ["a", "a.b", "a.c"]),
        ("python", "from a import *", ["a"]),
        ("python", "if x:\r\n    from a import b\r\n", ["a", "a.b"]),
        ("python", "m = importlib.import_module('lib.late'); __import__(\"x\")", ["lib.late", "x"]),
        ("python", "\ufeffimport a", ["a"]),
        ("python", "important = from_here\n", []),
    ],
)
def test_imports_are_scanned(language: Language, source: str, specifiers: list[str]) -> None:
    assert sorted(imported_specifiers(source.encode(), language)) == sorted(specifiers)


@given(st.binary(max_size=500), st.sampled_from(["python", "typescript"]))
def test_any_bytes_are_scanned(data: bytes, language: Language) -> None:
    assert all(isinstance(specifier, str) for specifier in imported_specifiers(data, language))


@pytest.mark.parametrize(
    "data", [b"from" + b" " * 200_000, b"import (" * 50_000, b"\nfrom a import (" * 20_000, b"\n" * 200_000]
)
@pytest.mark.parametrize("language", ["python", "typescript"])
def test_hostile_text_is_scanned_in_linear_time(data: bytes, language: Language) -> None:
    imported_specifiers(data, language)  # a quadratic scan would take hours


FILES: dict[str, str | bytes] = {
    "cdk.json": '{"app": "npx tsx bin/app.ts"}',
    "bin/app.ts": "import { run } from '../lib/run'",
    "lib/run.ts": "import './stack'; import names from './names'",
    "lib/stack.ts": "import { Stack } from 'aws-cdk-lib'",
    "lib/names.ts": "import './deep'",
    "lib/deep.ts": "export const x = 1",
    "lib/uses-stack.ts": "export * from './stack'",
    "lib/alone.ts": "export const y = 1",
    "lib/lambda/handler.ts": "import { S3 } from '@aws-sdk/client-s3'; import './shared'",
    "lib/lambda/shared.ts": "",
    "lib/lambda/index.py": "import boto3",
    "test/stack.test.ts": "import '../lib/stack'; import 'aws-cdk-lib/assertions'",
    "test/only-tests.ts": "import 'aws-cdk-lib'",
}


def relevant(*paths: Path, root: Path) -> list[str]:
    [project] = discover(paths)
    return [path.relative_to(root).as_posix() for path in project.relevant_files]


def test_relevant_files_mention_a_framework_or_are_connected_to_one_that_does(tree: Tree) -> None:
    root = tree(FILES)
    expected = ["bin/app.ts", "lib/deep.ts", "lib/names.ts", "lib/run.ts", "lib/stack.ts", "lib/uses-stack.ts"]
    assert relevant(root, root=root) == expected


def test_named_files_and_what_they_import_are_always_relevant(tree: Tree) -> None:
    root = tree(FILES)
    more = set(relevant(root / "lib/lambda/handler.ts", root / "test/stack.test.ts", root=root))
    assert more - set(relevant(root, root=root)) == {
        "lib/lambda/handler.ts",
        "lib/lambda/shared.ts",
        "test/stack.test.ts",
    }


def test_python_modules_are_connected_through_packages(tree: Tree) -> None:
    root = tree(
        {
            "Pulumi.yaml": "name: x\nruntime: python\nmain: tap.py\n",
            "tap.py": "from lib.stack import TapStack",
            "lib/__init__.py": "",
            "lib/stack.py": "import pulumi\nfrom . import config\nfrom .parts import names",
            "lib/config.py": "",
            "lib/parts/names.py": "",
            "lib/handler/index.py": "import boto3",
            "tests/conftest.py": "import pulumi",
        }
    )
    expected = ["lib/__init__.py", "lib/config.py", "lib/parts/names.py", "lib/stack.py", "tap.py"]
    assert relevant(root, root=root) == expected


def test_an_entry_point_in_a_test_folder_counts(tree: Tree) -> None:
    root = tree(
        {"cdk.json": '{"app": "npx tsx test/integ.ts"}', "test/integ.ts": "import './helper'", "test/helper.ts": ""}
    )
    assert relevant(root, root=root) == ["test/helper.ts", "test/integ.ts"]


def test_a_bundle_is_not_looked_into_unless_named(tree: Tree) -> None:
    root = tree({"cdk.json": "{}", "bundle.js": b"aws-cdk-lib;" + b" " * SOURCE_LIMIT})
    assert relevant(root, root=root) == []
    assert relevant(root / "bundle.js", root=root) == ["bundle.js"]
