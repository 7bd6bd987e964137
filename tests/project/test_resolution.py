"""Which files imports mean."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.project import Language, discover
from iaclint.project.generated import GeneratedBinding
from iaclint.project.jsonc import plain_json
from iaclint.project.resolution import NamespacePackage, Resolver

Tree = Callable[[dict[str, str | bytes]], Path]
Files = dict[str, str | bytes]


def resolver(root: Path) -> Resolver:
    [project] = discover([root])
    return project.resolver


def resolved(root: Path, importing: str, specifier: str, at: str = ".", extra: list[str] | None = None) -> str | None:
    language: Language = "python" if importing.endswith(".py") else "typescript"
    extra_roots = [root / at / path for path in extra or []]
    found = resolver(root / at).resolve(root / importing, specifier, language, extra_roots)
    if found is None:
        return None
    if isinstance(found, NamespacePackage):
        return found.folder.relative_to(root).as_posix() + "/"
    assert isinstance(found, Path)
    return found.relative_to(root).as_posix()


SOURCES = ["lib/a.ts", "lib/b.tsx", "lib/c.mts", "lib/d.cts", "lib/e.js", "lib/f.mjs", "lib/both.ts", "lib/both.js"]
SOURCES += ["lib/folder/index.ts", "lib/file.ts", "lib/file/index.ts", "lib/data.json", "lib/types.d.ts", "index.ts"]
SOURCES += ["lib/index.ts", "lib/dotted.config.ts"]


@pytest.mark.parametrize(
    ("specifier", "file"),
    [
        ("../lib/a", "lib/a.ts"),
        ("../lib/b", "lib/b.tsx"),
        ("../lib/c", "lib/c.mts"),
        ("../lib/d", "lib/d.cts"),
        ("../lib/e", "lib/e.js"),
        ("../lib/f", "lib/f.mjs"),
        ("../lib/a.ts", "lib/a.ts"),
        ("../lib/a.js", "lib/a.ts"),
        ("../lib/b.js", "lib/b.tsx"),
        ("../lib/c.mjs", "lib/c.mts"),
        ("../lib/d.cjs", "lib/d.cts"),
        ("../lib/e.js", "lib/e.js"),
        ("../lib/both", "lib/both.ts"),
        ("../lib/both.js", "lib/both.ts"),
        ("../lib/folder", "lib/folder/index.ts"),
        ("../lib/folder/", "lib/folder/index.ts"),
        ("../lib/file", "lib/file.ts"),
        ("../lib/file/", "lib/file/index.ts"),
        ("../lib/data.json", "lib/data.json"),
        ("../lib/dotted.config", "lib/dotted.config.ts"),
        ("../lib", "lib/index.ts"),
        ("..", "index.ts"),
        ("../", "index.ts"),
        ("../lib/types", None),
        ("../lib/missing", None),
        ("../../outside", None),
        ("/lib/a", None),
        ("aws-cdk-lib", None),
        ("aws-cdk-lib/aws-s3", None),
        ("@pulumi/aws", None),
        ("node:fs", None),
        ("", None),
        ("./\0", None),
        ("./" + "a" * 10_000, None),
        ("...", None),
    ],
)
def test_typescript_relative_imports(tree: Tree, specifier: str, file: str | None) -> None:
    root = tree({"cdk.json": "{}", "../outside.ts": "", "bin/app.ts": "", **dict.fromkeys(SOURCES, "")})
    assert resolved(root, "bin/app.ts", specifier) == file


TSCONFIG = """{
  // how names map to files
  "extends": "./config/base",
  "compilerOptions": { /* "paths": {} */
    "paths": {
      "@lib/*": ["lib/*", "other/*"],
      "@lib/special/*": ["special/*"],
      "config": ["lib/config.ts"],
      "*/made": ["made/*"],
      "@root": ["http://no//comment"],
    },
  },
}
"""


@pytest.mark.parametrize(
    ("specifier", "file"),
    [
        ("@lib/a", "lib/a.ts"),
        ("@lib/b", "other/b.ts"),
        ("@lib/special/c", "special/c.ts"),
        ("config", "lib/config.ts"),
        ("thing/made", "made/thing.ts"),
        ("based/d", "src/based/d.ts"),
        ("@lib/missing", None),
        ("aws-cdk-lib", None),
    ],
)
def test_typescript_paths_and_base_url_with_extends(tree: Tree, specifier: str, file: str | None) -> None:
    sources = ["lib/a.ts", "other/a.ts", "other/b.ts", "special/c.ts", "lib/config.ts", "made/thing.ts"]
    base = '{"compilerOptions": {"baseUrl": "../src"}}'
    files: Files = {"tsconfig.json": TSCONFIG, "config/base.json": base, "src/based/d.ts": "", "bin/app.ts": ""}
    root = tree({"cdk.json": "{}", **files, **dict.fromkeys(sources, "")})
    if file and not file.startswith("src"):
        # `paths` without a `baseUrl` of the same file are relative to its own folder
        tree({"config/base.json": "{}"})
    assert resolved(root, "bin/app.ts", specifier) == file


def test_extends_is_followed_inside_the_repository_only_and_may_loop(tree: Tree) -> None:
    paths = '{"compilerOptions": {"baseUrl": ".", "paths": {"@x": ["x.ts"]}}, "extends": "./loop.json"}'
    root = tree(
        {
            "outside.json": paths,
            "r/.git/HEAD": "",
            "r/a/cdk.json": "{}",
            "r/a/x.ts": "",
            "r/a/tsconfig.json": '{"extends": ["./loop.json", "../../outside.json", "@tsconfig/node20"]}',
            "r/a/loop.json": '{"extends": "./tsconfig.json"}',
        }
    )
    assert resolved(root, "r/a/x.ts", "@x", "r/a") is None
    tree({"r/base.json": paths.replace('"x.ts"', '"a/x.ts"'), "r/a/tsconfig.json": '{"extends": "../base.json"}'})
    assert resolved(root, "r/a/x.ts", "@x", "r/a") == "r/a/x.ts"


def manifest(name: str, **fields: object) -> str:
    return json.dumps({"name": name, **fields})


@pytest.mark.parametrize(
    ("fields", "specifier", "file"),
    [
        ({"main": "src/index.ts"}, "@acme/shared", "src/index.ts"),
        ({"main": "dist/index.js", "types": "dist/index.d.ts"}, "@acme/shared", "src/index.ts"),
        ({"main": "dist/src/index.js"}, "@acme/shared", "src/index.ts"),
        ({"types": "./src/index.ts"}, "@acme/shared", "src/index.ts"),
        ({}, "@acme/shared", "index.ts"),
        ({}, "@acme/shared/src/bucket", "src/bucket.ts"),
        ({}, "@acme/shared/bucket", "src/bucket.ts"),
        ({}, "@acme/shared/dist/bucket.js", "src/bucket.ts"),
        ({"exports": "./dist/index.mjs"}, "@acme/shared", "src/index.ts"),
        ({"exports": {".": {"import": "./dist/index.js"}}}, "@acme/shared", "src/index.ts"),
        ({"exports": {"types": "./dist/index.d.ts", "default": "./x.js"}}, "@acme/shared", "src/index.ts"),
        ({"exports": {"./s3": "./src/bucket.ts"}}, "@acme/shared/s3", "src/bucket.ts"),
        ({"exports": {"./*": ["./gone/*.js", "./src/*.js"]}}, "@acme/shared/bucket", "src/bucket.ts"),
        ({"exports": {"./lib/*": None, ".": 3}}, "@acme/shared/lib/none", None),
        ({"main": "../../outside.ts"}, "@acme/other", None),
    ],
)
@pytest.mark.parametrize("workspace", ["npm", "yarn", "pnpm", "file"])
def test_workspace_packages_resolve_to_their_source(
    tree: Tree, workspace: str, fields: dict[str, object], specifier: str, file: str | None
) -> None:
    globs = ["packages/*", "!packages/old"]
    roots: dict[str, Files] = {
        "npm": {"package.json": json.dumps({"workspaces": globs})},
        "yarn": {"package.json": json.dumps({"workspaces": {"packages": ["./packages/**"]}})},
        "pnpm": {"pnpm-workspace.yaml": json.dumps({"packages": globs})},
        "file": {"packages/infra/package.json": '{"dependencies": {"@acme/shared": "file:../shared"}}'},
    }
    shared = "packages/shared/"
    sources = dict.fromkeys([shared + "src/index.ts", shared + "src/bucket.ts", shared + "index.ts"], "")
    root = tree(
        {
            ".git/HEAD": "",
            "packages/infra/cdk.json": "{}",
            "packages/infra/bin/app.ts": "",
            "packages/shared/package.json": manifest("@acme/shared", **fields),
            "packages/shared/node_modules/x/package.json": manifest("@acme/other"),
            "packages/old/package.json": manifest("@acme/other", main="x.ts"),
            **sources,
            **roots[workspace],
        }
    )
    found = resolved(root, "packages/infra/bin/app.ts", specifier, "packages/infra")
    assert found == (shared + file if file else None)


def test_a_package_may_import_itself_and_its_own_subpaths(tree: Tree) -> None:
    package = manifest("infra", exports={"./names": "./dist/names.js"}, imports={"#lib/*": "./src/lib/*.js", "#x": "y"})
    root = tree({"cdk.json": "{}", "package.json": package, "src/names.ts": "", "src/lib/a.ts": "", "src/b.ts": ""})
    assert resolved(root, "src/b.ts", "infra/names") == "src/names.ts"
    assert resolved(root, "src/b.ts", "#lib/a") == "src/lib/a.ts"
    assert resolved(root, "src/b.ts", "#x") is None


@pytest.mark.parametrize(
    ("specifier", "binding"),
    [
        ("../.gen/providers/aws/s3-bucket", ("providers", "aws", "s3-bucket")),
        ("../.gen/providers/aws/s3-bucket/index", ("providers", "aws", "s3-bucket")),
        ("../.gen/providers/aws/s3-bucket/index.js", ("providers", "aws", "s3-bucket")),
        ("../.gen/providers/aws/lib/s3-bucket", ("providers", "aws", "s3-bucket")),
        ("../.gen/providers/aws", ("providers", "aws", "")),
        ("../.gen/modules/terraform-aws-modules/aws/vpc", ("modules", "terraform-aws-modules/aws/vpc", "")),
        ("../generated/providers/aws/instance", ("providers", "aws", "instance")),
        ("@gen/providers/aws/instance", ("providers", "aws", "instance")),
        ("../other/providers/aws/instance", None),
    ],
)
@pytest.mark.parametrize("exists", [True, False])
def test_generated_typescript_bindings_are_told_by_their_path(
    tree: Tree, specifier: str, binding: tuple[str, str, str] | None, exists: bool
) -> None:
    tsconfig = '{"compilerOptions": {"paths": {"@gen/*": ["./.gen/*"]}}}'
    files: Files = {"cdktf.json": '{"codeMakerOutput": "generated"}', "lib/a.ts": "", "tsconfig.json": tsconfig}
    if exists:
        files |= {".gen/providers/aws/s3-bucket/index.ts": "", ".gen/providers/aws/index.ts": ""}
    found = resolver(tree(files)).resolve(tree({}) / "lib/a.ts", specifier, "typescript")
    assert found == (GeneratedBinding(*binding) if binding else None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("module", "binding"),
    [
        ("imports.aws.s3_bucket", ("providers", "aws", "s3_bucket")),
        ("imports.aws", ("providers", "aws", "")),
        ("imports.vpc", ("modules", "vpc", "")),
        ("imports.terraform_aws_modules.aws.eks", ("modules", "terraform_aws_modules.aws.eks", "")),
        ("..imports.aws.s3_bucket", ("providers", "aws", "s3_bucket")),
        ("important.aws", None),
    ],
)
def test_generated_python_bindings_are_told_by_their_name(
    tree: Tree, module: str, binding: tuple[str, str, str] | None
) -> None:
    modules = [{"name": "vpc", "source": "x"}, "terraform-aws-modules/eks/aws@~> 19.0"]
    root = tree({"cdktf.json": json.dumps({"terraformModules": modules}), "lib/a.py": ""})
    found = resolver(root).resolve(root / "lib/a.py", module, "python")
    assert found == (GeneratedBinding(*binding) if binding else None)  # type: ignore[arg-type]


PYTHON = ["lib/__init__.py", "lib/stack.py", "lib/sub/__init__.py", "lib/sub/deep.py", "lib/plain/x.py"]
PYTHON += ["lib/both.py", "lib/both/__init__.py", "src/pkg/__init__.py", "src/pkg/m.py", "tap.py", "constructs/x.py"]
PYTHON += ["added/extra.py", "json/x.py", "app/near.py", "app/main.py", "secrets.py"]


@pytest.mark.parametrize(
    ("importing", "module", "file"),
    [
        ("tap.py", "lib", "lib/__init__.py"),
        ("tap.py", "lib.stack", "lib/stack.py"),
        ("tap.py", "lib.sub", "lib/sub/__init__.py"),
        ("tap.py", "lib.sub.deep", "lib/sub/deep.py"),
        ("tap.py", "lib.plain", "lib/plain/"),
        ("tap.py", "lib.plain.x", "lib/plain/x.py"),
        ("tap.py", "lib.both", "lib/both/__init__.py"),
        ("tap.py", "lib.missing", None),
        ("tap.py", "lib.stack.TapStack", None),
        ("tap.py", "pkg.m", "src/pkg/m.py"),
        ("tap.py", "near", "app/near.py"),
        ("lib/stack.py", "lib.sub.deep", "lib/sub/deep.py"),
        ("lib/stack.py", ".", "lib/__init__.py"),
        ("lib/stack.py", ".both", "lib/both/__init__.py"),
        ("lib/sub/deep.py", "..stack", "lib/stack.py"),
        ("lib/sub/deep.py", "..", "lib/__init__.py"),
        ("lib/plain/x.py", ".", "lib/plain/"),
        ("lib/sub/deep.py", "....outside", None),
        ("tap.py", "secrets", "secrets.py"),
        ("tap.py", "json", None),
        ("tap.py", "constructs", None),
        ("tap.py", "aws_cdk.aws_s3", None),
        ("tap.py", "a..b", None),
        ("tap.py", "not a name", None),
        ("tap.py", "", None),
        ("tap.py", "x" * 10_000, None),
    ],
)
def test_python_imports(tree: Tree, importing: str, module: str, file: str | None) -> None:
    app = '{"app": "python app/main.py"}'
    root = tree({"cdk.json": app, "../outside.py": "", **dict.fromkeys(PYTHON, "")})
    assert resolved(root, importing, module) == file


def test_python_roots_that_the_program_or_its_command_adds(tree: Tree) -> None:
    app = '{"app": "PYTHONPATH=lib/vendor python app.py"}'
    files = dict.fromkeys(["app.py", "lib/vendor/v.py", "deep/er/e.py", "e.py", "../o/outside.py"], "")
    root = tree({"cdk.json": app, **files})
    assert resolved(root, "app.py", "v") == "lib/vendor/v.py"
    assert resolved(root, "app.py", "e") == "e.py"
    assert resolved(root, "app.py", "e", extra=["deep/er"]) == "deep/er/e.py"
    assert resolved(root, "app.py", "outside", extra=["../o"]) is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("requirements.txt", "-e ../shared\n"),
        ("requirements.txt", "../shared\n"),
        ("Pipfile", '[packages]\nshared = {path = "../shared", editable = true}\n'),
        ("pyproject.toml", '[tool.poetry.dependencies]\nshared = {path = "../shared"}\n'),
        ("pyproject.toml", '[tool.uv.sources]\nshared = {path = "../shared"}\n'),
    ],
)
def test_python_packages_of_the_repository_that_the_project_declares(tree: Tree, name: str, content: str) -> None:
    shared: Files = {"shared/src/acme/__init__.py": "", "shared/acme_flat.py": ""}
    root = tree({".git/HEAD": "", "infra/cdk.json": "{}", f"infra/{name}": content, "infra/app.py": "", **shared})
    assert resolved(root, "infra/app.py", "acme", "infra") == "shared/src/acme/__init__.py"
    assert resolved(root, "infra/app.py", "acme_flat", "infra") == "shared/acme_flat.py"


def test_submodules(tree: Tree) -> None:
    root = tree({"cdk.json": "{}", **dict.fromkeys(PYTHON, "")})
    modules = resolver(root)
    package, plain = root / "lib/__init__.py", NamespacePackage(root / "lib/plain")
    assert modules.submodule(package, "stack") == root / "lib/stack.py"
    assert modules.submodule(package, "sub") == root / "lib/sub/__init__.py"
    assert modules.submodule(package, "plain") == plain
    assert modules.submodule(plain, "x") == root / "lib/plain/x.py"
    assert modules.submodule(package, "TapStack") is None
    assert modules.submodule(root / "lib/stack.py", "anything") is None


def test_symlinks_resolve_inside_the_boundary_and_not_outside(tree: Tree) -> None:
    files = dict.fromkeys(["shared/x.ts", "shared/m.py", "../out/y.ts", "../out/n.py", "a/app.ts", "a/app.py"], "")
    root = tree({".git/HEAD": "", "a/cdk.json": "{}", **files})
    (root / "a/shared").symlink_to("../shared")
    (root / "a/one.ts").symlink_to("../shared/x.ts")
    (root / "a/out").symlink_to("../../out")
    (root / "a/two.ts").symlink_to("../../out/y.ts")
    (root / "a/loop.ts").symlink_to("loop.ts")
    assert resolved(root, "a/app.ts", "./shared/x", "a") == "shared/x.ts"
    assert resolved(root, "a/app.ts", "./one", "a") == "shared/x.ts"
    assert resolved(root, "a/app.py", "shared.m", "a") == "shared/m.py"
    assert [resolved(root, "a/app.ts", name, "a") for name in ("./out/y", "./two", "./loop")] == [None] * 3
    assert resolved(root, "a/app.py", "out.n", "a") is None


_JSON = st.recursive(
    st.none() | st.booleans() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)


@given(_JSON)
def test_comments_and_trailing_commas_change_nothing(value: object) -> None:
    text = json.dumps(value, indent=1)
    assert json.loads(plain_json(text)) == value
    commented = text.replace("\n", ' // , ] \n /* } " */ ').replace("]", ",/**/]") if "[]" not in text else text
    if '"' not in text:
        assert json.loads(plain_json(commented)) == value


@given(st.text(alphabet='/*",\\ }]\n'))
def test_any_text_is_survived(text: str) -> None:
    assert len(plain_json(text)) <= len(text)


@pytest.mark.parametrize("text", ['"' + '\\"' * 500_000, "/*" * 500_000, "," + " " * 1_000_000, '{"a": "' * 100_000])
def test_hostile_text_is_made_plain_in_linear_time(text: str) -> None:
    plain_json(text)  # a quadratic scan would take hours
