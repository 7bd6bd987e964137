"""Which projects are found from which paths, and which files are reported on."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from iaclint.project import Project, discover
from iaclint.project.exclusion import Patterns

Tree = Callable[[dict[str, str | bytes]], Path]


def names(paths: Sequence[Path], root: Path) -> list[str]:
    return [path.relative_to(root).as_posix() for path in paths]


def only(paths: Sequence[Path]) -> Project:
    [project] = discover(paths)
    return project


APP: dict[str, str | bytes] = {"cdk.json": "{}", "bin/app.ts": "", "lib/stack.ts": "", "lib/util/name.ts": ""}


@pytest.mark.parametrize("marker", ["cdk.json", "cdktf.json", "Pulumi.yaml", "Pulumi.yml"])
@pytest.mark.parametrize("given", [".", "lib", "lib/util", "lib/stack.ts"])
def test_project_around_any_path_is_the_nearest_folder_with_a_project_file(tree: Tree, marker: str, given: str) -> None:
    root = tree(
        {".git/HEAD": "", "a/package.json": "{}", f"a/{marker}": "", "a/lib/util/x.ts": "", "a/lib/stack.ts": ""}
    )
    assert only([root / "a" / given]).root == root / "a"


def test_manifests_tell_a_project_only_where_no_project_file_is_around(tree: Tree) -> None:
    root = tree(
        {
            ".git/HEAD": "",
            "cdk/cdk.json": "{}",
            "cdk/lib/handler/package.json": "{}",
            "cdk/lib/handler/index.ts": "",
            "py/requirements.txt": "",
            "py/lib/x.py": "",
            "bare/deep/x.py": "",
        }
    )
    found = {project.root.relative_to(root).as_posix(): project.platforms for project in discover([root])}
    assert found == {"cdk": ("cdk",), "py": (), ".": ()}
    assert only([root / "cdk/lib/handler"]).root == root / "cdk"
    assert only([root / "py/lib"]).root == root / "py"
    assert only([root / "bare/deep"]).root == root / "bare/deep"


@pytest.mark.parametrize("manifest", ["package.json", "pyproject.toml", "setup.py", "requirements.txt", "Pipfile"])
def test_each_kind_of_manifest_tells_a_project(tree: Tree, manifest: str) -> None:
    root = tree({".git/HEAD": "", f"a/{manifest}": "", "a/lib/x.py": ""})
    assert only([root / "a/lib"]).root == root / "a"


def test_nested_projects_are_separate_and_files_belong_to_the_nearest(tree: Tree) -> None:
    root = tree(
        {
            "Pulumi.yaml": "name: root\nruntime: python\nmain: tap.py\n",
            "package.json": "{}",
            "Pipfile": "",
            "tap.py": "",
            "lib/x.py": "",
            "archive/ts/Pr1/cdk.json": "{}",
            "archive/ts/Pr1/bin/tap.ts": "",
            "archive/py/Pr2/cdktf.json": "{}",
            "archive/py/Pr2/tap.py": "",
            "archive/py/Pr2/lib/y.py": "",
            "archive/none/z.py": "",
        }
    )
    found = {names([project.root], root)[0]: names(project.files, root) for project in discover([root])}
    assert found == {
        ".": ["archive/none/z.py", "lib/x.py", "tap.py"],
        "archive/py/Pr2": ["archive/py/Pr2/lib/y.py", "archive/py/Pr2/tap.py"],
        "archive/ts/Pr1": ["archive/ts/Pr1/bin/tap.ts"],
    }
    assert names(only([root / "lib"]).files, root) == found["."]
    assert names(only([root / "archive/py/Pr2/lib/y.py"]).files, root) == found["archive/py/Pr2"]


def test_nested_project_file_of_the_same_program_makes_no_second_project(tree: Tree) -> None:
    pulumi = "name: x\nruntime: nodejs\n"
    root = tree({"Pulumi.yaml": pulumi + "main: lib/\n", "lib/Pulumi.yaml": pulumi, "lib/index.ts": ""})
    assert only([root]).root == root
    assert only([root / "lib"]).root == root / "lib"  # without .git nothing above the nearest project file is looked at
    tree({".git/HEAD": ""})
    assert only([root / "lib"]).root == root


def test_several_project_files_give_all_platforms(tree: Tree) -> None:
    root = tree({"cdk.json": "{}", "Pulumi.yaml": "name: x", "cdktf.json": "{}"})
    assert only([root]).platforms == ("cdk", "cdktf", "pulumi")


def test_only_what_was_asked_for_is_reported_but_all_files_are_known(tree: Tree) -> None:
    root = tree(APP)
    by_folder, by_file = only([root / "lib"]), only([root / "lib/stack.ts"])
    assert names(by_folder.reported, root) == ["lib/stack.ts", "lib/util/name.ts"]
    assert names(by_file.reported, root) == ["lib/stack.ts"]
    assert names(by_folder.files, root) == names(by_file.files, root) == sorted(APP.keys() - {"cdk.json"})
    assert by_file.reports(root / "lib/stack.ts")
    assert not by_file.reports(root / "bin/app.ts")


def test_several_paths_of_one_project_give_it_once(tree: Tree) -> None:
    root = tree(APP)
    project = only([root / "lib/util", root / "bin/app.ts", root / "lib", root / "lib/util/name.ts"])
    assert names(project.reported, root) == ["bin/app.ts", "lib/stack.ts", "lib/util/name.ts"]
    assert names(project.named, root) == ["bin/app.ts", "lib/util/name.ts"]


def test_files_are_sources_of_both_languages_without_declarations_and_compiled_javascript(tree: Tree) -> None:
    sources = ["a.py", "b.ts", "c.tsx", "d.mts", "e.cts", "f.js", "g.mjs"]
    others = ["b.js", "b.d.ts", "d.mjs", "h.d.mts", "i.json", "j.md", "noext"]
    root = tree({"cdk.json": "{}", **dict.fromkeys([*sources, *others], "")})
    assert names(only([root]).files, root) == sources


@pytest.mark.parametrize(
    "folder",
    [
        "node_modules",
        ".git",
        "cdk.out",
        "cdktf.out",
        ".venv",
        "venv",
        "__pycache__",
        "dist",
        "build",
        ".tox",
        ".mypy_cache",
        "coverage",
        ".terraform",
        ".gen",
        "a/site-packages",
    ],
)
def test_folders_of_dependencies_output_and_caches_are_left_out(tree: Tree, folder: str) -> None:
    root = tree({"cdk.json": "{}", "x.py": "", f"{folder}/y.py": "", f"{folder}/cdk.json": "{}"})
    assert names(only([root]).files, root) == ["x.py"]


def test_a_virtual_environment_of_any_name_is_left_out_and_a_folder_of_environments_is_not(tree: Tree) -> None:
    root = tree({"cdk.json": "{}", "env/pyvenv.cfg": "", "env/lib/y.py": "", "lib/env/prod.ts": ""})
    assert names(only([root]).files, root) == ["lib/env/prod.ts"]


def test_generated_bindings_are_never_reported(tree: Tree) -> None:
    root = tree(
        {
            "py/cdktf.json": "{}",
            "py/main.py": "",
            "py/imports/aws/__init__.py": "",
            "py/lib/imports/own.py": "",
            "ts/cdktf.json": '{"codeMakerOutput": "./src/generated"}',
            "ts/main.ts": "",
            "ts/src/generated/providers/aws/index.ts": "",
            "ts/src/own.ts": "",
            "cdk/cdk.json": "{}",
            "cdk/imports/own.py": "",
        }
    )
    found = {project.root.name: names(project.files, project.root) for project in discover([root])}
    assert found == {
        "py": ["lib/imports/own.py", "main.py"],
        "ts": ["main.ts", "src/own.ts"],
        "cdk": ["imports/own.py"],
    }


def test_gitignore_applies_at_every_level_and_the_deeper_one_wins(tree: Tree) -> None:
    root = tree(
        {
            ".git/HEAD": "",
            "cdk.json": "{}",
            ".gitignore": "*.js\n!jest.config.js\n/out\ngenerated/\n# comment\n",
            "a.js": "",
            "jest.config.js": "",
            "out/x.ts": "",
            "lib/out/x.ts": "",
            "lib/generated/y.ts": "",
            "lib/.gitignore": "!keep.js\nlocal.py\n",
            "lib/keep.js": "",
            "lib/local.py": "",
            "local.py": "",
        }
    )
    expected = ["jest.config.js", "lib/keep.js", "lib/out/x.ts", "local.py"]
    assert names(only([root]).files, root) == expected
    assert names(only([root / "lib"]).reported, root) == ["lib/keep.js", "lib/out/x.ts"]
    [everything] = discover([root], respect_gitignore=False)
    assert set(names(everything.files, root)) > set(expected)


def test_what_is_named_is_reported_although_ignored(tree: Tree) -> None:
    files = {"a/lib/x.py": "", "a/lib/dist/y.py": "", "dist/z.py": ""}
    root = tree({".git/HEAD": "", "cdk.json": "{}", ".gitignore": "lib/\nx.py\n", **files})
    assert names(only([root / "a/lib/x.py"]).reported, root) == ["a/lib/x.py"]
    assert names(only([root / "a/lib"]).reported, root) == ["a/lib/x.py"]
    assert names(only([root / "dist"]).reported, root) == ["dist/z.py"]
    assert names(only([root]).files, root) == []


def test_an_invalid_gitignore_line_is_a_problem_and_the_others_count(tree: Tree) -> None:
    root = tree({"cdk.json": "{}", ".gitignore": "!\nx.py\n", "x.py": "", "y.py": ""})
    project = only([root])
    assert names(project.files, root) == ["y.py"]
    assert [path.name for path, _ in project.problems] == [".gitignore"]


def test_exclude_globs(tree: Tree) -> None:
    root = tree(
        {".git/HEAD": "", "cdk.json": "{}", "lib/a.py": "", "lib/b_gen.py": "", "old/c.py": "", "dist/d.py": ""}
    )

    def files(**settings: list[str]) -> list[str]:
        [project] = discover([root], **settings)  # type: ignore[arg-type]
        return names(project.files, root)

    assert files() == ["lib/a.py", "lib/b_gen.py", "old/c.py"]
    assert files(extend_exclude=["*_gen.py", "/old"]) == ["lib/a.py"]
    assert files(extend_exclude=["lib/**"]) == ["old/c.py"]
    assert files(exclude=["old"]) == ["dist/d.py", "lib/a.py", "lib/b_gen.py"]


def test_named_paths_are_excluded_only_when_forced(tree: Tree) -> None:
    root = tree({".git/HEAD": "", "cdk.json": "{}", "old/a.py": "", "new/b.py": ""})
    paths = [root / "old/a.py", root / "new/b.py"]
    for force, expected in ((False, ["new/b.py", "old/a.py"]), (True, ["new/b.py"])):
        [project] = discover(paths, extend_exclude=["old"], force_exclude=force)
        assert names(project.reported, root) == expected
    assert discover([root / "old"], extend_exclude=["old"], force_exclude=True) == []


def test_boundary_is_the_nearest_git_folder(tree: Tree) -> None:
    root = tree({".git/HEAD": "", "a/cdk.json": "{}", "a/x.py": "", "sub/.git": "gitdir: x", "sub/b/cdk.json": "{}"})
    found = {project.root.name: project.boundary for project in discover([root])}
    assert found == {"a": root, "b": root / "sub"}
    assert only([root / "a/x.py"]).boundary == root


def test_boundary_without_git_is_the_project_around_and_else_the_given_folder(tree: Tree) -> None:
    root = tree({"a/cdk.json": "{}", "a/lib/x.ts": "", "b/lib/y.py": "", "b/package.json": "{}"})
    assert only([root / "a/lib/x.ts"]).boundary == root / "a"
    assert only([root / "b/lib"]).boundary == root / "b/lib"
    assert {project.boundary for project in discover([root, root / "a/lib"])} == {root}


def test_a_project_file_in_a_folder_that_anyone_can_write_to_is_not_found_from_below(tree: Tree) -> None:
    root = tree({"cdk.json": "{}", "own/x.py": ""})
    root.chmod(0o1777)
    assert only([root / "own"]).root == root / "own"


def test_a_folder_without_sources_or_project_file_gives_nothing(tree: Tree) -> None:
    assert discover([tree({"README.md": "", "package.json": "{}"})]) == []


def test_a_missing_path_is_an_error(tree: Tree) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        discover([tree({"cdk.json": "{}"}) / "nowhere"])


def test_a_pipe_is_not_opened(tree: Tree) -> None:
    root = tree({"cdk.json": "{}"})
    os.mkfifo(root / "pipe.py")
    with pytest.raises(FileNotFoundError, match="pipe"):
        discover([root / "pipe.py"])


def test_symlinked_folders_are_not_walked_and_loops_end(tree: Tree) -> None:
    root = tree({"cdk.json": "{}", "lib/x.py": ""})
    (root / "lib/loop").symlink_to(root)
    (root / "lib/self.py").symlink_to("self.py")
    (root / "outside").symlink_to(root.parent)
    assert names(only([root]).files, root) == ["lib/x.py"]


def test_a_symlink_that_is_given_is_followed(tree: Tree) -> None:
    root = tree({"real/cdk.json": "{}", "real/x.py": ""})
    (root / "link").symlink_to("real")
    assert only([root / "link"]).root == root / "real"


def test_special_files_are_no_sources(tree: Tree) -> None:
    root = tree({"cdk.json": "{}", "x.py": ""})
    os.mkfifo(root / "pipe.py")
    assert names(only([root]).files, root) == ["x.py"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_folder_is_a_problem(tree: Tree) -> None:
    root = tree({"cdk.json": "{}", "x.py": "", "locked/y.py": ""})
    (root / "locked").chmod(0)
    project = only([root])
    assert names(project.files, root) == ["x.py"]
    assert [path.name for path, _ in project.problems] == ["locked"]


def test_an_unreadable_folder_is_a_problem_to_anyone(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree({"cdk.json": "{}", "x.py": "", "locked/y.py": ""})
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("locked"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    project = only([root])
    assert names(project.files, root) == ["x.py"]
    assert project.problems == [(root / "locked", "folder cannot be read: Permission denied")]


def test_each_folder_of_a_tree_is_listed_once(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree({".git/HEAD": "", **{f"p{n}/{name}": "{}" for n in range(20) for name in ("cdk.json", "lib/x.py")}})
    listed: list[str] = []
    scandir = os.scandir

    def count(path: str) -> object:
        listed.append(path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", count)
    projects = discover([root])
    assert sum(len(project.files) for project in projects) == 20
    assert len(listed) == len(set(listed)) == 41


_PARTS = st.sampled_from(["a", "b.js", "*", "*.js", "a*", "?", "[ab]", "**", "lib"])
_PATTERNS = st.builds(
    lambda negated, rooted, parts, folder: (
        ("!" if negated else "") + ("/" if rooted else "") + "/".join(parts) + folder
    ),
    st.booleans(),
    st.booleans(),
    st.lists(_PARTS, min_size=1, max_size=4),
    st.sampled_from(["", "/"]),
)


@given(st.lists(_PATTERNS, max_size=6), st.lists(st.sampled_from(["a", "b.js", "lib", "c"]), min_size=1, max_size=4))
def test_patterns_decide_as_gitignore_does(lines: list[str], parts: list[str]) -> None:
    path = "/".join(parts)
    assert Patterns(lines).verdict(path) == GitIgnoreSpec.from_lines(lines).check_file(path).include


def test_patterns_that_would_take_forever_are_problems(tree: Tree) -> None:
    name = "a" * 200 + ".py"
    root = tree({"cdk.json": "{}", ".gitignore": "*a" * 30 + "b\n" + "**/a/" * 30 + "\nx.py\n", name: "", "x.py": ""})
    project = only([root])
    assert names(project.files, root) == [name]
    assert [path.name for path, _ in project.problems] == [".gitignore"]
