"""Where programs start."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from iaclint.project import discover
from iaclint.project.app_command import program_of
from iaclint.project.entry_points import plain_settings

Tree = Callable[[dict[str, str | bytes]], Path]


def entries(root: Path) -> list[str]:
    [project] = discover([root])
    return [path.relative_to(root).as_posix() for path in project.entry_points]


@pytest.mark.parametrize(
    ("command", "entry"),
    [
        ("npx ts-node --prefer-ts-exts bin/tap.ts", "bin/tap.ts"),
        ("python3 app.py", "app.py"),
        ("python3.12 ./app.py", "app.py"),
        ("pipenv run python tap.py", "tap.py"),
        ("PYTHONPATH=. pipenv run python3 bin/tap.py", "bin/tap.py"),
        (".venv/bin/python app.py", "app.py"),
        ("./app.py", "app.py"),
        ("uv run app.py", "app.py"),
        ("npx tsx src/main.ts", "src/main.ts"),
        ("npx tsx watch --tsconfig tsconfig.cdk.json src/main.ts", "src/main.ts"),
        ("poetry run python -m pkg.app", "pkg/app.py"),
        ("python -W ignore -m runnable", "runnable/__main__.py"),
        ("ts-node -r tsconfig-paths/register bin/a.ts", "bin/a.ts"),
        ("node --loader ts-node/esm bin/a.ts", "bin/a.ts"),
        ("npx -p ts-node ts-node bin/a", "bin/a.ts"),
        ("node bin/a.js", "bin/a.ts"),
        ("node bin/only.js", "bin/only.js"),
        ("node dist/bin/a.js", "bin/a.ts"),
        ("node build/main.js", "src/main.ts"),
        ("node src", "src/index.ts"),
        ("npx tsc && npx tsx bin/a.ts", "bin/a.ts"),
        ("python gen.py && python app.py", "app.py"),
        ("cd bin && npx ts-node a.ts", "bin/a.ts"),
        ("bash -c 'npx ts-node bin/a.ts'", "bin/a.ts"),
        ("npm run --silent synth", "bin/a.ts"),
        ("yarn synth", "bin/a.ts"),
        ("npm run loop", None),
        ("mvn -e -q compile exec:java", None),
        ("./gradlew run", None),
        ("go run main.go", None),
        ("dotnet run --project Main.csproj", None),
        ("npx ts-node bin/missing.ts", None),
        ("python -m missing.app", None),
        ("python -c 'import app'", None),
        ("npx ts-node ../../outside.ts", None),
        ("an 'open quote", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("project_file", ["cdk.json", "cdktf.json"])
def test_app_command_names_the_entry_point(tree: Tree, project_file: str, command: str, entry: str | None) -> None:
    files = ["bin/tap.ts", "bin/tap.py", "bin/a.ts", "bin/only.js", "app.py", "gen.py", "tap.py", "src/main.ts"]
    files += ["src/index.ts", "pkg/app.py", "runnable/__main__.py", "dist/bin/a.js"]
    scripts = {"synth": "tsc && ts-node bin/a.ts", "loop": "npm run loop"}
    package = {"package.json": json.dumps({"scripts": scripts})}
    root = tree({project_file: json.dumps({"app": command}), **package, **dict.fromkeys(files, "")})
    assert entries(root) == ([entry] if entry else [])


@pytest.mark.parametrize("main", ["main.ts", "main.py"])
@pytest.mark.parametrize("app", ["npm run --silent compile && node main.js", "npm run whatever", None])
def test_cdktf_falls_back_to_main(tree: Tree, main: str, app: str | None) -> None:
    root = tree({"cdktf.json": json.dumps({"app": app} if app else {}), main: ""})
    expected = [] if app and "main.js" in app and main == "main.py" else [main]
    assert entries(root) == expected


@pytest.mark.parametrize("project_file", ['{"app": 3}', "{}", "[]", "", "{broken"])
def test_cdk_project_without_a_readable_command_has_no_entry_point(tree: Tree, project_file: str) -> None:
    assert entries(tree({"cdk.json": project_file, "app.py": ""})) == []


@pytest.mark.parametrize(
    ("settings", "files", "entry"),
    [
        ("runtime: python", ["__main__.py"], "__main__.py"),
        ("runtime: python\nmain: tap.py", ["tap.py", "__main__.py"], "tap.py"),
        (
            "runtime:\n  name: python\n  options:\n    virtualenv: venv\nmain: lib/",
            ["lib/__main__.py"],
            "lib/__main__.py",
        ),
        ("runtime: python\nmain: gone.py", ["__main__.py"], None),
        ("runtime: nodejs", ["index.ts", "index.js"], "index.ts"),
        ("runtime: nodejs", ["index.js"], "index.js"),
        ("runtime: nodejs\nmain: bin/tap.ts", ["bin/tap.ts", "index.ts"], "bin/tap.ts"),
        ("runtime: nodejs\nmain: bin/tap.js", ["bin/tap.ts"], "bin/tap.ts"),
        ("runtime: nodejs\nmain: dist/bin/tap.js", ["bin/tap.ts"], "bin/tap.ts"),
        ("runtime: nodejs\nmain: lib", ["lib/index.ts"], "lib/index.ts"),
        ("runtime: nodejs\nmain: index.ts", ["bin/tap.ts"], None),
        ("runtime: {name: nodejs}\nmain: 'lib/'", ["lib/index.ts"], "lib/index.ts"),
        ("runtime: yaml", ["index.ts", "__main__.py"], None),
        ("runtime: go", ["index.ts", "__main__.py"], None),
    ],
)
def test_pulumi_entry_point(tree: Tree, settings: str, files: list[str], entry: str | None) -> None:
    root = tree({"Pulumi.yaml": f"name: x\ndescription: some words\n{settings}\n", **dict.fromkeys(files, "")})
    assert entries(root) == ([entry] if entry else [])


def test_pulumi_node_program_may_be_named_by_package_json(tree: Tree) -> None:
    files: dict[str, str | bytes] = {"package.json": '{"main": "bin/index.js"}', "bin/index.ts": "", "index.ts": ""}
    assert entries(tree({"Pulumi.yaml": "name: x\nruntime: nodejs\n", **files})) == ["bin/index.ts"]


def test_each_platform_gives_its_entry_point(tree: Tree) -> None:
    pulumi = "name: x\nruntime: python\nmain: tap.py\n"
    root = tree({"cdk.json": '{"app": "npx tsx bin/tap.ts"}', "Pulumi.yaml": pulumi, "tap.py": "", "bin/tap.ts": ""})
    assert entries(root) == ["bin/tap.ts", "tap.py"]


@pytest.mark.parametrize(
    ("files", "languages"),
    [
        ({"cdk.json": '{"app": "npx tsx a.ts"}', "a.ts": "", "lambda/b.py": ""}, ("typescript",)),
        ({"cdk.json": '{"app": "mvn compile"}', "lambda/b.py": ""}, ("java",)),
        ({"cdktf.json": '{"language": "csharp", "app": "dotnet run"}'}, ("csharp",)),
        ({"Pulumi.yaml": "name: x\nruntime: go\n"}, ("go",)),
        ({"Pulumi.yaml": "name: x\nruntime: nodejs\nmain: gone\n", "b.py": ""}, ("typescript",)),
        ({"package.json": "{}", "a.ts": "", "b.py": ""}, ("python", "typescript")),
    ],
)
def test_languages_are_those_of_the_program(tree: Tree, files: dict[str, str | bytes], languages: tuple[str]) -> None:
    [project] = discover([tree(files)])
    assert project.languages == languages


@given(st.text(max_size=200))
def test_any_command_is_survived(command: str) -> None:
    program = program_of(command, {"x": command})
    assert program is None or program.path


_LINES = """name: x|main: lib/|main: 'a.ts'|main: "b/c"|main: yes|main: .5|main: 1|main: a#b|main: a #b|runtime:|
runtime: nodejs # why|runtime: {name: go}|  name: python|    name: deep|  options:|config:|  k: v|description: a b|
description: |description: >|  more|# note|x|a: b: c|- a||---""".replace("\n", "").split("|")


@given(st.lists(st.sampled_from(_LINES), max_size=8))
def test_settings_read_without_a_yaml_parser_are_those_it_reads(lines: list[str]) -> None:
    text = "\n".join(lines)
    plain = plain_settings(text)
    if plain is None:
        return
    try:
        parsed = yaml.safe_load(text) or {}
    except yaml.YAMLError:
        return  # a file that Pulumi refuses
    for key in ("name", "main"):
        read, expected = plain.get(key), parsed.get(key)
        assert read == expected or not (isinstance(read, str) or isinstance(expected, str))
    runtime, expected = plain.get("runtime"), parsed.get("runtime")
    if isinstance(expected, dict):
        assert isinstance(runtime, dict)
        assert runtime.get("name") == expected.get("name")
    elif isinstance(expected, str):
        assert runtime == expected


def test_scripts_that_call_one_another_many_times_are_followed_once() -> None:
    scripts = {f"s{n}": "; ".join([f"npm run s{n + 1}"] * 500) for n in range(8)} | {"s8": "node app.js"}
    program = program_of("npm run s0", scripts)
    assert program is not None
    assert program.path == "app.js"
