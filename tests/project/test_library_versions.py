"""Which versions of libraries a project is said to use."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from iaclint.project import Language, Project, discover

Tree = Callable[[dict[str, str | bytes]], Path]
Files = dict[str, str | bytes]


def project(root: Path) -> Project:
    [found] = discover([root])
    return found


def version(root: Path, name: str, language: Language, at: str = ".") -> tuple[str, bool, str] | None:
    found = project(root / at).library_version(name, language)
    return None if found is None else (found.version, found.exact, found.source.relative_to(root).as_posix())


def package(**dependencies: str) -> str:
    return json.dumps({"dependencies": {name.replace("_", "-"): spec for name, spec in dependencies.items()}})


LOCK_3 = json.dumps(
    {
        "lockfileVersion": 3,
        "packages": {
            "": {"dependencies": {"aws-cdk-lib": "^2.1.0"}},
            "node_modules/aws-cdk-lib": {"version": "2.219.0"},
            "node_modules/@pulumi/aws": {"version": "7.1.0"},
            "node_modules/x/node_modules/aws-cdk-lib": {"version": "1.0.0"},
            "packages/infra": {"name": "infra"},
            "packages/infra/node_modules/aws-cdk-lib": {"version": "2.50.0"},
            "node_modules/infra": {"resolved": "packages/infra", "link": True},
        },
    }
)
YARN_1 = """# yarn lockfile v1


"@pulumi/aws@^7.0.0":
  version "7.1.0"
  resolved "x"

aws-cdk-lib@^2.0.0, aws-cdk-lib@^2.1.0:
  version "2.219.0"
  dependencies:
    aws-cdk-lib "1"

aws-cdk-lib@~2.50.0:
  version "2.50.3"
"""
YARN_BERRY = """__metadata:
  version: 8

"@pulumi/aws@npm:^7.0.0":
  version: 7.1.0
  resolution: "@pulumi/aws@npm:7.1.0"

"aws-cdk-lib@npm:^2.1.0":
  version: 2.219.0
  languageName: node

"infra@workspace:packages/infra":
  version: 0.0.0-use.local
  resolution: "infra@workspace:packages/infra"
"""
PNPM_9 = """lockfileVersion: '9.0'

importers:

  .:
    dependencies:
      '@pulumi/aws':
        specifier: ^7.0.0
        version: 7.1.0(ts-node@10.9.2)
      aws-cdk-lib:
        specifier: ^2.1.0
        version: 2.219.0(constructs@10.4.2)

  packages/infra:
    devDependencies:
      aws-cdk-lib:
        specifier: ~2.50.0
        version: 2.50.3

packages:

  aws-cdk-lib@2.219.0:
    resolution: {integrity: x}
"""
PNPM_5 = """lockfileVersion: 5.4
specifiers:
  aws-cdk-lib: ^2.1.0
dependencies:
  '@pulumi/aws': 7.1.0
  aws-cdk-lib: 2.219.0_constructs@10.0.0
packages:
  /aws-cdk-lib/2.219.0:
    version: 9.9.9
"""


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("package-lock.json", LOCK_3),
        ("package-lock.json", LOCK_3.replace(": 3", ": 2")),
        (
            "package-lock.json",
            '{"lockfileVersion": 1, "dependencies": {"aws-cdk-lib": {"version": "2.219.0"}, "@pulumi/aws": {"version": "7.1.0"}}}',
        ),
        ("yarn.lock", YARN_1),
        ("yarn.lock", YARN_BERRY),
        ("pnpm-lock.yaml", PNPM_9),
        ("pnpm-lock.yaml", PNPM_5),
    ],
)
def test_lock_files_of_node_win_over_the_manifest(tree: Tree, name: str, lock: str) -> None:
    dependencies = json.dumps({"dependencies": {"aws-cdk-lib": "^2.1.0", "@pulumi/aws": "^7.0.0"}})
    root = tree({"cdk.json": "{}", "package.json": dependencies, name: lock})
    assert version(root, "aws-cdk-lib", "typescript") == ("2.219.0", True, name)
    assert version(root, "@pulumi/aws", "typescript") == ("7.1.0", True, name)
    assert version(root, "nothing", "typescript") is None
    assert set(project(root).library_versions("typescript")) == {"aws-cdk-lib", "@pulumi/aws"}


TOML_LOCK = """version = 1

[[package]]
name = "aws-cdk.lib"
version = "2.219.0"
source = { registry = "x" }

[[package]]
name = "infra"
version = "0.1.0"
source = { editable = "packages/infra" }
"""


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("uv.lock", TOML_LOCK),
        ("poetry.lock", TOML_LOCK),
        (
            "Pipfile.lock",
            '{"default": {"aws-cdk-lib": {"version": "==2.219.0"}, "local": {"path": "."}}, "develop": {}}',
        ),
    ],
)
def test_lock_files_of_python_win_over_the_manifest(tree: Tree, name: str, lock: str) -> None:
    root = tree({"cdk.json": "{}", "requirements.txt": "aws_cdk_lib>=2\n", name: lock})
    for spelling in ("aws-cdk-lib", "aws_cdk.lib", "AWS-CDK-LIB"):
        assert version(root, spelling, "python") == ("2.219.0", True, name)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("package.json", package(aws_cdk_lib="2.1.0"), ("2.1.0", True)),
        ("package.json", package(aws_cdk_lib="=2.1.0"), ("2.1.0", True)),
        ("package.json", package(aws_cdk_lib="^2.1.0"), ("^2.1.0", False)),
        ("package.json", package(aws_cdk_lib="2.1.x"), ("2.1.x", False)),
        ("package.json", '{"devDependencies": {"aws-cdk-lib": "~2.1.0"}}', ("~2.1.0", False)),
        ("package.json", '{"peerDependencies": {"aws-cdk-lib": ">=2"}}', (">=2", False)),
        ("requirements.txt", "aws-cdk-lib==2.1.0\n", ("2.1.0", True)),
        ("requirements.txt", "# x\naws_cdk.lib[a] == 2.1.0 ; python_version > '3.8'  # why\n", ("2.1.0", True)),
        ("requirements.txt", "aws-cdk-lib==2.1.0 \\\n    --hash=sha256:00\n", ("2.1.0", True)),
        ("requirements.txt", "aws-cdk-lib>=2.1,<3\n", (">=2.1,<3", False)),
        ("requirements.txt", "aws-cdk-lib==2.*\n", ("==2.*", False)),
        ("requirements.txt", "aws-cdk-lib\n", ("*", False)),
        ("requirements.txt", b"\xef\xbb\xbfaws-cdk-lib==2.1.0\r\n", ("2.1.0", True)),
        ("Pipfile", '[packages]\naws-cdk-lib = "*"\n', ("*", False)),
        ("Pipfile", '[dev-packages]\naws-cdk-lib = {version = "==2.1.0", extras = ["x"]}\n', ("2.1.0", True)),
        ("pyproject.toml", '[project]\ndependencies = ["aws-cdk-lib~=2.1"]\n', ("~=2.1", False)),
        ("pyproject.toml", '[dependency-groups]\niac = ["aws-cdk-lib==2.1.0"]\n', ("2.1.0", True)),
        ("pyproject.toml", '[tool.poetry.dependencies]\npython = "^3.11"\naws-cdk-lib = "^2.1"\n', ("^2.1", False)),
        ("pyproject.toml", '[tool.poetry.group.iac.dependencies]\naws-cdk-lib = "2.1.0"\n', ("2.1.0", True)),
        (
            "setup.py",
            'setup(\n  install_requires=[\n    "constructs>=10",\n    "aws-cdk-lib==2.1.0",\n  ],\n)',
            ("2.1.0", True),
        ),
    ],
)
def test_manifests_say_exact_versions_and_ranges(
    tree: Tree, name: str, content: str | bytes, expected: tuple[str, bool]
) -> None:
    root = tree({"cdk.json": "{}", name: content})
    assert version(root, "aws-cdk-lib", "typescript" if name == "package.json" else "python") == (*expected, name)


def test_languages_do_not_share_a_library_of_the_same_name(tree: Tree) -> None:
    root = tree(
        {"cdk.json": "{}", "package.json": package(constructs="10.1.0"), "Pipfile": '[packages]\nconstructs = "*"'}
    )
    assert version(root, "constructs", "typescript") == ("10.1.0", True, "package.json")
    assert version(root, "constructs", "python") == ("*", False, "Pipfile")


def test_requirements_include_others_inside_the_repository(tree: Tree) -> None:
    root = tree(
        {
            ".git/HEAD": "",
            "a/cdk.json": "{}",
            "a/requirements.txt": "-r ../base.txt\n--constraint=pins.txt\n-r requirements.txt\n-r ../../outside.txt\n",
            "base.txt": "aws-cdk-lib>=2\n",
            "a/pins.txt": "constructs==10.1.0\n",
            "../outside.txt": "pulumi==3.0.0\n",
        }
    )
    assert version(root, "aws-cdk-lib", "python", "a") == (">=2", False, "base.txt")
    assert version(root, "constructs", "python", "a") == ("10.1.0", True, "a/pins.txt")
    assert version(root, "pulumi", "python", "a") is None


def test_folders_around_the_project_are_asked_up_to_the_boundary(tree: Tree) -> None:
    root = tree(
        {"package.json": package(aws_cdk_lib="2.1.0"), "r/.git/HEAD": "", "r/Pipfile.lock": "{}", "r/a/cdk.json": "{}"}
    )
    assert version(root, "aws-cdk-lib", "typescript", "r/a") is None
    tree({"r/package-lock.json": LOCK_3})
    assert version(root, "aws-cdk-lib", "typescript", "r/a") == ("2.219.0", True, "r/package-lock.json")


@pytest.mark.parametrize(
    ("name", "lock", "expected"),
    [
        ("package-lock.json", LOCK_3, "2.50.0"),
        ("pnpm-lock.yaml", PNPM_9, "2.50.3"),
        ("yarn.lock", YARN_1, "2.50.3"),
        ("package-lock.json", LOCK_3.replace("packages/infra", "packages/other"), None),
        ("yarn.lock", YARN_1.replace("~2.50.0", "~2.49.0"), None),
    ],
)
def test_a_range_gives_way_to_the_lock_file_of_its_workspace_only(
    tree: Tree, name: str, lock: str, expected: str | None
) -> None:
    files: Files = {"packages/infra/cdk.json": "{}", "packages/infra/package.json": package(aws_cdk_lib="~2.50.0")}
    root = tree({".git/HEAD": "", name: lock, **files})
    found = version(root, "aws-cdk-lib", "typescript", "packages/infra")
    manifest = ("~2.50.0", False, "packages/infra/package.json")
    assert found == ((expected, True, name) if expected else manifest)


def test_an_exact_version_of_the_project_wins_over_lock_files_around(tree: Tree) -> None:
    root = tree(
        {
            ".git/HEAD": "",
            "package-lock.json": LOCK_3,
            "a/cdk.json": "{}",
            "a/package.json": package(aws_cdk_lib="2.9.0"),
        }
    )
    assert version(root, "aws-cdk-lib", "typescript", "a") == ("2.9.0", True, "a/package.json")


def test_uv_workspace(tree: Tree) -> None:
    member = {
        "packages/infra/cdk.json": "{}",
        "packages/infra/pyproject.toml": '[project]\ndependencies = ["aws-cdk-lib"]',
    }
    root = tree({".git/HEAD": "", "uv.lock": TOML_LOCK, **member})
    assert version(root, "aws-cdk-lib", "python", "packages/infra") == ("2.219.0", True, "uv.lock")
