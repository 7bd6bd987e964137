"""Context, Terraform versions and Pulumi configuration of a project, and what happens to unreadable ones."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from iaclint.project import Project, discover
from iaclint.project.pulumi_config import SECRET
from iaclint.project.repository import MANIFEST_LIMIT

Tree = Callable[[dict[str, str | bytes]], Path]


def only(path: Path) -> Project:
    [project] = discover([path])
    return project


def test_context_of_cdk_and_cdktf(tree: Tree) -> None:
    root = tree(
        {
            "cdk.json": '{"context": {"stage": "dev", "list": [1]}}',
            "cdk.context.json": '{"vpc": {"id": "x"}, "stage": "cached"}',
            "cdktf.json": '{"context": {"excludeStackIdFromLogicalIds": "true", "stage": "tf"}}',
        }
    )
    assert only(root).context == {
        "stage": "dev",
        "list": [1],
        "vpc": {"id": "x"},
        "excludeStackIdFromLogicalIds": "true",
    }


def test_terraform_versions_nearest_first(tree: Tree) -> None:
    workflow = 'jobs:\n  a:\n    with:\n      terraform_version: "1.7.0" # x\n      terraform_version: ${{ env.V }}\n'
    root = tree(
        {
            ".terraform-version": "1.0.0\n",
            "r/.git/HEAD": "",
            "r/.terraform-version": "1.6.1\n",
            "r/.tool-versions": "nodejs 20\nterraform 1.5.7\n",
            "r/.github/workflows/a.yml": workflow,
            "r/.github/workflows/b.txt": "terraform_version: 9.9.9",
            "r/Dockerfile": "ARG TERRAFORM_VERSION=1.9.1\nRUN curl -O x/terraform/1.8.2/terraform_1.8.2_linux.zip\n",
            "r/a/cdktf.json": '{"terraformVersion": "1.9.5"}',
            "r/a/.tool-versions": "terraform 1.8.0\n",
        }
    )
    found = [
        (said.version, said.source.relative_to(root / "r").as_posix()) for said in only(root / "r/a").terraform_versions
    ]
    assert found == [
        ("1.9.5", "a/cdktf.json"),
        ("1.8.0", "a/.tool-versions"),
        ("1.6.1", ".terraform-version"),
        ("1.5.7", ".tool-versions"),
        ("1.9.1", "Dockerfile"),
        ("1.8.2", "Dockerfile"),
        ("1.7.0", ".github/workflows/a.yml"),
    ]


PULUMI = """name: shop
runtime: nodejs
config:
  aws:region: eu-west-1
  size: {type: integer, default: 3}
  needed: {type: string}
  token: {value: x, secret: true}
"""
STACK = """encryptionsalt: v1:xyz
config:
  shop:env: prod
  shop:password:
    secure: AAAB
  shop:nested:
    list: [1, {secure: CCC}]
  short: yes
"""


def test_pulumi_configuration_masks_secrets_and_completes_keys(tree: Tree) -> None:
    config = only(tree({"Pulumi.yaml": PULUMI, "Pulumi.prod.yaml": STACK, "Pulumi.dev.yaml": ""})).pulumi
    assert config is not None
    assert config.project == "shop"
    assert config.defaults == {"aws:region": "eu-west-1", "shop:size": 3, "shop:token": SECRET}
    assert config.stacks == {
        "dev": {},
        "prod": {
            "shop:env": "prod",
            "shop:password": SECRET,
            "shop:nested": {"list": [1, SECRET]},
            "shop:short": True,
        },
    }
    assert "AAAB" not in repr(config.stacks)


def test_stack_configuration_may_lie_in_another_folder_of_the_repository(tree: Tree) -> None:
    files: dict[str, str | bytes] = {
        "stacks/Pulumi.qa.yaml": "config: {a:b: c}",
        "../Pulumi.out.yaml": "config: {a:b: c}",
    }
    root = tree({"Pulumi.yaml": "name: x\nruntime: nodejs\nstackConfigDir: stacks\n", **files})
    config = only(root).pulumi
    assert config is not None
    assert config.stacks == {"qa": {"a:b": "c"}}
    tree({"Pulumi.yaml": "name: x\nruntime: nodejs\nstackConfigDir: ..\n"})
    outside = only(root).pulumi
    assert outside is not None
    assert outside.stacks == {}


def test_a_project_that_is_not_pulumi_has_no_pulumi_configuration(tree: Tree) -> None:
    assert only(tree({"cdk.json": "{}", "Pulumi.dev.yaml": "config: {}"})).pulumi is None


def look_at_everything(project: Project) -> None:
    _ = project.files, project.entry_points, project.languages, project.context, project.terraform_versions
    _ = project.pulumi, project.relevant_files, project.resolver
    project.library_versions("python")
    project.library_versions("typescript")
    project.library_version("aws-cdk-lib", "typescript")
    project.library_version("aws-cdk-lib", "python")
    for specifier in ("./x", "shared", "#own"):
        project.resolver.resolve(project.root / "bin" / "app.ts", specifier, "typescript")


HUGE = b"x" * (MANIFEST_LIMIT + 1)
BAD_JSON = [b"{broken", b"\xff\xfe{", b"[" * 200_000, HUGE, b"[1]", b'"text"', b"9" * 5000]
BAD_TOML = [b"[broken", b"\xff", HUGE, b"a = " + b"[" * 100_000]
BAD_YAML = [b"a: [", b"\xff", HUGE, b"[" * 200_000, b"- 1", b"a: 1\n---\nb: 2", b"a: &x [*x]\nb: !!python/none x"]
MERGE_BOMB = "\n".join(
    ["a0: &a0 {x: 1, y: 2}", *(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 12))]
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        *[(name, bad) for name in ("cdk.json", "cdktf.json", "package.json", "cdk.context.json") for bad in BAD_JSON],
        *[(name, bad) for name in ("package-lock.json", "Pipfile.lock", "tsconfig.json") for bad in BAD_JSON],
        *[(name, bad) for name in ("pyproject.toml", "Pipfile") for bad in BAD_TOML],
        *[(name, bad) for name in ("Pulumi.yaml", "Pulumi.dev.yaml", "pnpm-workspace.yaml") for bad in BAD_YAML],
        ("Pulumi.dev.yaml", MERGE_BOMB.encode()),
        *[(name, b"\xff") for name in ("requirements.txt", "setup.py", "yarn.lock", ".gitignore", ".tool-versions")],
        *[(name, HUGE) for name in ("requirements.txt", "poetry.lock", "pnpm-lock.yaml", ".terraform-version")],
    ],
    ids=lambda value: value if isinstance(value, str) else repr(value[:12]),
)
def test_bad_manifests_are_problems_and_nothing_else(tree: Tree, name: str, content: bytes) -> None:
    files: dict[str, str | bytes] = {
        "cdk.json": "{}",
        "cdktf.json": "{}",
        "Pulumi.yaml": "name: x",
        "bin/app.ts": "cdk",
    }
    root = tree({**files, name: content})
    project = only(root)
    look_at_everything(project)
    assert [path for path, _ in project.problems] == [root / name]


def test_shared_objects_of_yaml_are_masked_without_multiplying(tree: Tree) -> None:
    lines = ["  a0: &a0 [x]", *(f"  a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))]
    root = tree({"Pulumi.yaml": "name: x\nruntime: go\n", "Pulumi.dev.yaml": "config:\n" + "\n".join(lines)})
    config = only(root).pulumi
    assert config is not None
    assert config.stacks["dev"]["x:a1"] == [["x"], ["x"]]


def test_problems_belong_to_the_project_they_concern(tree: Tree) -> None:
    broken = "{broken"
    root = tree({".git/HEAD": "", "package.json": broken, **{f"{name}/cdk.json": broken for name in "ab"}})
    projects = {project.root.name: project for project in discover([root])}
    for project in projects.values():
        look_at_everything(project)
    assert [path for path, _ in projects["a"].problems] == [root / "a/cdk.json", root / "package.json"]


def test_files_that_vanish_are_as_if_they_had_not_been(tree: Tree) -> None:
    files = {
        "Pulumi.yaml": "name: x\nruntime: nodejs\n",
        "package.json": "{}",
        "index.ts": "import 'pulumi'",
        "x.ts": "",
    }
    root = tree({"cdk.json": "{}", **files})
    project = only(root)
    for path in root.iterdir():
        path.unlink()
    look_at_everything(project)
    assert project.problems == []


def test_manifests_that_are_symlinks_to_outside_are_not_read(tree: Tree) -> None:
    root = tree(
        {"secret.json": json.dumps({"context": {"k": "v"}, "app": "python app.py"}), "r/app.py": "", "r/.git/HEAD": ""}
    )
    (root / "r/cdk.json").symlink_to(root / "secret.json")
    (root / "r/package.json").symlink_to("/dev/zero")
    project = only(root / "r")
    assert (project.context, project.entry_points) == ({}, [])
    look_at_everything(project)


def test_importing_and_finding_a_cdk_project_loads_no_parser(tree: Tree) -> None:
    root = tree({"cdk.json": "{}", "bin/app.ts": ""})
    code = (
        "import sys; from pathlib import Path; from iaclint.project import discover\n"
        "heavy = {'yaml', 'pathspec', 'tomllib', 'json', 'shlex', 'dataclasses', 'inspect'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        f"[project] = discover([Path({str(root)!r})]); project.files\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
