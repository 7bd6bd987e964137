"""Configuration files: which one holds, what it may say, how mistakes are told, and what a scanned repository must not be able to do."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from iaclint.config import Configurations
from iaclint.config_globs import rebased
from iaclint.config_schema import schema
from iaclint.settings import Settings, UsageError
from tests.conftest import CommandLine, Repository

PROTECTED = "resource AWS::RDS::DBInstance Db deletionProtection=true\n"
PROJECT = {"cdk.json": "{}", "lib/stack.ts": PROTECTED}
EVERYTHING = """
extend = "base.toml"
select = ["DEL"]
extend-select = ["ENV"]
ignore = ["ENV002"]
profile = "production"
fail-on = "error"
exclude = ["generated"]
extend-exclude = ["*.d.ts"]
force-exclude = true
respect-gitignore = false
rule-paths = []
terraform-version = "1.9.5"
[per-file-ignores]
"test/**" = ["DEL002"]
[assume]
environment = ["dev", "prod"]
[environment]
sources = ["flavour"]
names = ["blue", "green"]
[versions]
aws-cdk-lib = "2.100.0"
[rules.deletion-protection]
severity = "info"
"""


def settings(folder: Path, text: str, name: str = "iaclint.toml") -> Settings:
    (folder / name).write_text(text)
    return Configurations().of(folder)


def fault(folder: Path, text: str, name: str = "iaclint.toml") -> str:
    with pytest.raises(UsageError) as raised:
        settings(folder, text, name)
    return str(raised.value)


class TestKeys:
    def test_every_key_reaches_the_settings(self, repository: Repository) -> None:
        root = repository({"base.toml": ""})
        made = settings(root, EVERYTHING)
        assert (made.select, made.extend_select, made.ignore) == (("DEL",), ("ENV",), ("ENV002",))
        assert (made.profile, made.fail_on) == ("production", "error")
        assert (made.exclude, made.extend_exclude) == (["generated"], ("*.d.ts",))
        assert (made.force_exclude, made.respect_gitignore) == (True, False)
        assert made.per_file_ignores == {"test/**": ["DEL002"]}
        assert made.environments == ("dev", "prod")
        assert (made.environment_sources, made.environment_names) == (("flavour",), ("blue", "green"))
        assert made.versions == {"aws-cdk-lib": "2.100.0", "terraform": "1.9.5"}
        assert (made.severities, made.options) == ({"deletion-protection": "info"}, {})
        assert made.source == root / "iaclint.toml"

    def test_the_defaults_are_those_of_settings_without_a_file(self, repository: Repository) -> None:
        root = repository({})
        one, other = vars(settings(root, "")), vars(Settings())
        different = {name for name in one if one[name] != other[name]} - {"mention", "source"}
        assert different == set()

    def test_the_schema_accepts_what_is_accepted_and_refuses_what_is_refused(self) -> None:
        import tomllib

        validator = jsonschema.Draft202012Validator(schema())
        assert not list(validator.iter_errors(tomllib.loads(EVERYTHING)))
        mistakes: list[dict[str, object]] = [{"selct": []}, {"select": 1}, {"profile": "x"}, {"assume": {"x": 1}}]
        for wrong in mistakes:
            assert list(validator.iter_errors(wrong))

    def test_the_schemas_that_editors_use_are_up_to_date(self) -> None:
        from tools.schemas import main

        assert main(["--check"]) == 0, "make index"

    def test_every_key_has_a_description(self) -> None:
        definitions = schema()["$defs"]
        for name in ("Configuration", "Assume", "Environment"):
            for key, value in definitions[name]["properties"].items():
                assert value.get("description"), key


class TestMistakes:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ('\nselct = ["DEL"]', "iaclint.toml:2: unknown key `selct`; did you mean 'select'?"),
            ("[asume]\nx = 1", "iaclint.toml:1: unknown key `asume`; did you mean 'assume'?"),
            (
                "[assume]\nenviroment = 'x'",
                "iaclint.toml:2: unknown key `enviroment` in `assume`; did you mean 'environment'?",
            ),
            (
                "assume.enviroment = 'x'",
                "iaclint.toml:1: unknown key `enviroment` in `assume`; did you mean 'environment'?",
            ),
            ("select = 3", "iaclint.toml:1: `select`: expected a list, got a whole number"),
            ("select = ['A', 3]", "iaclint.toml:1: `select.1`: expected text, got a whole number"),
            ("force-exclude = 'yes'", "iaclint.toml:1: `force-exclude`: expected true or false, got text"),
            (
                "profile = 'prod'",
                "iaclint.toml:1: `profile`: expected `ephemeral`, `production` or `security`, got `prod`",
            ),
            ("fail-on = 'eror'", "got `eror`; did you mean 'error'?"),
            (
                "[rules.deletion-protection]\n\nseverity = 'high'",
                "iaclint.toml:3: `rules.deletion-protection.severity`: expected",
            ),
            ("[assume]\nenvironment = ['a', '']", "iaclint.toml:2: `assume.environment` is empty"),
            ("extend = ''", "iaclint.toml:1: `extend` is empty"),
            ("[environment]\nnames = ['dev', ' ']", "iaclint.toml:2: `environment.names` has an empty name"),
            ("[environment]\nsources = ['']", "iaclint.toml:2: `environment.sources` has an empty name"),
            ("[versions]\naws-cdk-lib = 'latest'", "iaclint.toml:2: `versions`: `latest` is no version (`2.219.0`)"),
            ("terraform-version = 'newest'", "iaclint.toml:1: `terraform-version`: `newest` is no version"),
            ("versions = {aws-cdk-lib = 2}", "`versions"),
            ("exclude = ['a*b*c*d*e*f']", "iaclint.toml:1: `exclude`: too many wildcards"),
            ("[per-file-ignores]\n'a*b*c*d*e*f' = ['DEL']", "iaclint.toml:1: `per-file-ignores`:"),
            ("select = [", "iaclint.toml: not valid: Invalid value"),
            ("extend = 'missing.toml'", "iaclint.toml: `extend`: no such file in the repository: missing.toml"),
            ("extend = 'iaclint.toml'", "iaclint.toml: `extend` goes in a circle"),
        ],
    )
    def test_say_where_they_are_and_what_was_meant(self, repository: Repository, text: str, message: str) -> None:
        assert message in fault(repository({}), text)

    def test_in_pyproject(self, repository: Repository) -> None:
        text = '[project]\nname = "x"\n\n[tool.iaclint]\nselect = []\n[tool.iaclint.assume]\nenvironmen = "x"\n'
        assert fault(repository({}), text, "pyproject.toml").startswith("pyproject.toml:7: unknown key `environmen`")

    def test_in_yaml(self, repository: Repository) -> None:
        text = "select: [DEL]\nrules:\n  deletion-protection:\n    severity: high\n"
        assert fault(repository({}), text, ".iaclint.yaml").startswith(
            ".iaclint.yaml:4: `rules.deletion-protection.severity`"
        )

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ('\nselect = ["NOPE"]', "iaclint.toml:2: unknown rule 'NOPE'"),
            ('ignore = ["deletion-protecton"]', "iaclint.toml:1: unknown rule 'deletion-protecton'; did you mean"),
            (
                '[per-file-ignores]\n"*.ts" = ["DLE002"]',
                "iaclint.toml:2: unknown rule 'DLE002'; did you mean 'DEL002'?",
            ),
            ("[rules.no-such-rule]\nseverity = 'info'", "iaclint.toml:1: unknown rule 'no-such-rule'"),
            (
                "[rules.deletion-protection]\ndays = 3",
                "iaclint.toml:2: rule 'deletion-protection' has no option 'days'",
            ),
        ],
    )
    def test_about_rules(self, repository: Repository, iaclint: CommandLine, text: str, message: str) -> None:
        repository({**PROJECT, "iaclint.toml": text})
        result = iaclint("lib")
        assert result.code == 2
        assert result.err.startswith(f"iaclint: {message}")

    @pytest.mark.parametrize("data", [b"\xff\xfe", b"x" * 6_000_000, b"a = " + b"[" * 5000, b"\0"])
    def test_a_file_that_is_no_text(self, repository: Repository, iaclint: CommandLine, data: bytes) -> None:
        root = repository(PROJECT)
        (root / "iaclint.toml").write_bytes(data)
        assert iaclint("lib").code == 2


class TestWhichFile:
    def test_each_file_has_its_nearest(self, repository: Repository, iaclint: CommandLine) -> None:
        repository(
            {
                "cdk.json": "{}",
                "lib/a.ts": PROTECTED,
                "lib/own/b.ts": PROTECTED,
                "lib/own/iaclint.toml": 'ignore = ["DEL"]',
            }
        )
        found = json.loads(iaclint(".", "--output-format", "json").out)
        assert [finding["path"] for finding in found] == ["lib/a.ts"]

    def test_without_a_repository_the_given_folder_is_the_limit(
        self, repository: Repository, iaclint: CommandLine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        root = repository({**PROJECT, "lib/deep/x.ts": PROTECTED, "iaclint.toml": 'ignore = ["DEL"]'})
        (root / ".git").rmdir()
        assert iaclint(".").code == 0
        assert iaclint("lib").code == 1
        configurations = Configurations()
        assert configurations.of(root) is configurations.of(root / "lib" / "deep" / "x.ts")
        (root / "iaclint.toml").unlink()
        configurations = Configurations()
        assert configurations.of(root / "lib") is configurations.of(root / "lib" / "deep")

    def test_each_project_of_a_repository_has_its_own(self, repository: Repository, iaclint: CommandLine) -> None:
        files = {f"{name}/{file}": text for name in "ab" for file, text in (("cdk.json", "{}"), ("x.ts", PROTECTED))}
        repository(
            {**files, "b/iaclint.toml": '[rules.DEL002]\nseverity = "info"', "iaclint.toml": 'fail-on = "warning"'}
        )
        found = json.loads(iaclint(".", "--output-format", "json").out)
        assert [(finding["path"], finding["severity"]) for finding in found] == [
            ("a/x.ts", "error"),
            ("b/x.ts", "info"),
        ]

    def test_parents_are_merged_only_by_extend(self, repository: Repository, iaclint: CommandLine) -> None:
        root = repository({**PROJECT, "iaclint.toml": 'ignore = ["DEL"]', "lib/iaclint.toml": 'profile = "ephemeral"'})
        assert iaclint("lib").code == 1
        (root / "lib/iaclint.toml").write_text('extend = "../iaclint.toml"')
        assert iaclint("lib").code == 0

    def test_what_extends_wins_key_by_key_in_tables_and_adds_to_extending_lists(self, repository: Repository) -> None:
        root = repository(
            {
                "base.toml": 'ignore = ["A"]\nextend-select = ["B"]\n[versions]\nx = "1"\ny = "1"\n[rules.r]\nseverity = "info"\n',
            }
        )
        made = settings(
            root,
            'extend = "base.toml"\nignore = ["C"]\nextend-select = ["D"]\n[versions]\ny = "2"\n[rules.r]\ndays = 3\n',
        )
        assert (made.ignore, made.extend_select) == (("C",), ("B", "D"))
        assert made.versions == {"x": "1", "y": "2"}
        assert (made.severities, made.options) == ({"r": "info"}, {"r": {"days": 3}})

    def test_the_users_own_file_holds_where_there_is_no_other(
        self,
        repository: Repository,
        iaclint: CommandLine,
        monkeypatch: pytest.MonkeyPatch,
        tmp_path_factory: pytest.TempPathFactory,
    ) -> None:
        repository(PROJECT)
        home = tmp_path_factory.mktemp("home")
        (home / "iaclint").mkdir()
        (home / "iaclint" / "iaclint.toml").write_text('ignore = ["DEL"]')
        monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
        assert iaclint("lib").code == 0
        assert iaclint("--isolated", "lib").code == 1
        Path("iaclint.toml").write_text("")
        assert iaclint("lib").code == 1

    def test_a_named_file_is_the_only_one(self, repository: Repository, iaclint: CommandLine) -> None:
        repository({**PROJECT, "iaclint.toml": 'ignore = ["DEL"]', "other.toml": ""})
        assert iaclint("--config", "other.toml", "lib").code == 1
        assert iaclint("--config", "missing.toml", "lib").err == "iaclint: no such configuration file: missing.toml\n"
        assert iaclint("--config", "other.toml", "--isolated", "lib").code == 2

    @pytest.mark.parametrize("text", ["other: &x [*x]", "ignore: &x [*x]", "rules: &x {deletion-protection: *x}"])
    def test_an_alias_that_contains_itself_is_an_error(self, repository: Repository, text: str) -> None:
        assert "the alias x is part of what it stands for" in fault(repository({}), text, ".iaclint.yaml")

    def test_aliases_are_replaced_by_what_they_stand_for(self, repository: Repository) -> None:
        made = settings(
            repository({}), "ignore: &some [DEL001, &one DEL002]\nselect: *some\nexclude: [*one]", ".iaclint.yaml"
        )
        assert made.select == ("DEL001", "DEL002")
        assert made.exclude == ["DEL002"]

    def test_keys_of_endless_depth_are_an_error(self, repository: Repository) -> None:
        assert "unknown key `a`" in fault(repository({}), "a." * 2000 + "b = 1")

    def test_a_link_out_of_the_repository_is_no_configuration_file(self, repository: Repository) -> None:
        root = repository({"inner/.git/HEAD": "", "outside.toml": ""})
        (root / "inner/iaclint.toml").symlink_to(root / "outside.toml")
        with pytest.raises(UsageError, match=r"iaclint\.toml: not a file inside the repository$"):
            Configurations().of(root / "inner")

    def test_extend_does_not_leave_the_repository(self, repository: Repository, tmp_path: Path) -> None:
        root = repository({"inner/.git/HEAD": "", "outside.toml": ""})
        assert "no such file in the repository" in fault(root / "inner", 'extend = "../outside.toml"')

    def test_a_link_out_of_the_repository_is_not_followed(self, repository: Repository) -> None:
        root = repository({"inner/.git/HEAD": "", "outside.toml": 'ignore = ["DEL"]'})
        (root / "inner" / "iaclint.toml").symlink_to(root / "outside.toml")
        with pytest.raises(UsageError):
            Configurations().of(root / "inner")


class TestEffects:
    def test_per_file_ignores_are_relative_to_the_file(self, repository: Repository, iaclint: CommandLine) -> None:
        files = {"cdk.json": "{}", "app/lib/a.ts": PROTECTED, "app/test/a.ts": PROTECTED, "test/a.ts": PROTECTED}
        repository({**files, "app/iaclint.toml": '[per-file-ignores]\n"test/**" = ["DEL002"]'})
        found = json.loads(iaclint(".", "--output-format", "json").out)
        assert [finding["path"] for finding in found] == ["app/lib/a.ts", "test/a.ts"]

    def test_severity_remap(self, repository: Repository, iaclint: CommandLine) -> None:
        repository({**PROJECT, "iaclint.toml": '[rules.deletion-protection]\nseverity = "info"'})
        result = iaclint("--output-format", "full", "lib")
        assert result.code == 0
        assert result.out.startswith("info[DEL002]")

    @pytest.mark.parametrize("where", ["config", "command line"])
    def test_exclude(self, repository: Repository, iaclint: CommandLine, where: str) -> None:
        text = 'extend-exclude = ["lib/old"]' if where == "config" else ""
        arguments = () if where == "config" else ("--extend-exclude", "lib/old")
        repository({**PROJECT, "lib/old/a.ts": PROTECTED, "iaclint.toml": text})
        assert "lib/old" not in iaclint(".", *arguments).out
        assert "lib/old" in iaclint("lib/old/a.ts", *arguments).out
        assert "lib/old" not in iaclint("lib/old/a.ts", "lib", "--force-exclude", *arguments).out

    def test_exclude_of_a_nested_file_holds_below_it(self, repository: Repository, iaclint: CommandLine) -> None:
        repository(
            {**PROJECT, "lib/old/a.ts": PROTECTED, "old/b.ts": PROTECTED, "lib/iaclint.toml": 'exclude = ["old"]'}
        )
        assert [f["path"] for f in json.loads(iaclint(".", "--output-format", "json").out)] == [
            "lib/stack.ts",
            "old/b.ts",
        ]

    def test_exclude_replaces_the_default(self, repository: Repository, iaclint: CommandLine) -> None:
        repository({**PROJECT, "dist/a.ts": PROTECTED})
        assert "dist" not in iaclint(".").out
        assert "dist/a.ts" in iaclint(".", "--exclude", "lib").out
        assert "lib/stack.ts" not in iaclint(".", "--exclude", "lib").out

    def test_gitignore(self, repository: Repository, iaclint: CommandLine) -> None:
        repository({**PROJECT, ".gitignore": "lib/\n", "x.ts": ""})
        assert iaclint(".").code == 0
        assert iaclint(".", "--no-gitignore").code == 1
        Path("iaclint.toml").write_text("respect-gitignore = false")
        assert iaclint(".").code == 1

    def test_environment_sources_reach_the_analysis(self, repository: Repository, iaclint: CommandLine) -> None:
        stack = "resource AWS::S3::Bucket B name=sources\n"
        repository({"cdk.json": "{}", "x.ts": stack, "iaclint.toml": '[environment]\nsources = ["flavour", "x"]'})
        (item,) = json.loads(iaclint("model", "--format", "json").out)["resources"]
        assert item["properties"] == {"name": "flavour,x"}

    def test_the_environment_of_the_command_line_wins(self, repository: Repository, iaclint: CommandLine) -> None:
        stack = "resource AWS::RDS::DBInstance Db deletionProtection=when:prod\n"
        repository({"cdk.json": "{}", "x.ts": stack, "iaclint.toml": '[assume]\nenvironment = "dev"'})
        assert iaclint(".").code == 0
        assert iaclint(".", "--environment", "prod").code == 1
        assert "only when environment = prod" in iaclint(".", "--environment", "prod", "--environment", "dev").out

    def test_profile(self, repository: Repository, iaclint: CommandLine) -> None:
        repository({**PROJECT, "iaclint.toml": 'profile = "production"'})
        assert iaclint("lib").code == 0
        assert iaclint("lib", "--profile", "ephemeral").code == 1

    @pytest.mark.parametrize(
        ("declared", "version"), [("2.1.0", "2.1.0"), ("^2.1.0", "2.100.0"), (">=2.1.0", "2.100.0"), ("*", "2.100.0")]
    )
    def test_stated_versions_count_where_manifests_leave_them_open(
        self, repository: Repository, declared: str, version: str
    ) -> None:
        from iaclint.project import discover

        manifest = f'{{"dependencies": {{"aws-cdk-lib": "{declared}"}}}}'
        root = repository({"cdk.json": "{}", "x.ts": "", "package.json": manifest})
        (project,) = discover([root])
        project.state_versions({"aws-cdk-lib": "2.100.0", "terraform": "1.9"}, Path("iaclint.toml"))
        found = project.library_version("aws-cdk-lib", "typescript")
        assert found is not None
        assert (found.version, found.exact) == (version, True)
        assert project.terraform_versions[0].version == "1.9"


@pytest.mark.parametrize(
    ("glob", "made"),
    [
        ("x", "/a/b/**/x"),
        ("x/", "/a/b/**/x/"),
        ("/x", "/a/b/x"),
        ("x/y", "/a/b/x/y"),
        ("**/y", "/a/b/**/y"),
        ("!x", "!/a/b/**/x"),
    ],
)
def test_a_pattern_for_another_folder(glob: str, made: str) -> None:
    assert rebased(glob, "/r/a/b", "/r") == made
    assert rebased(glob, "/r", "/r") == glob


class TestCommand:
    def test_values_and_origins(self, repository: Repository, iaclint: CommandLine) -> None:
        repository(
            {
                "base.toml": '\nignore = ["IAC005"]\n[versions]\nx = "1"\n',
                "iaclint.toml": 'extend = "base.toml"\n\nfail-on = "error"\n',
            }
        )
        lines = iaclint("config", "--environment", "prod").out.splitlines()
        assert 'ignore = ["IAC005"]  # base.toml:2' in lines
        assert 'fail-on = "error"  # iaclint.toml:3' in lines
        assert 'versions.x = "1"  # base.toml:4' in lines
        assert 'profile = "ephemeral"  # default' in lines
        assert 'assume.environment = ["prod"]  # command line' in lines
        data = json.loads(iaclint("config", "--format", "json").out)
        assert data["fail-on"] == {"value": "error", "origin": "iaclint.toml:3"}

    def test_schemas(self, iaclint: CommandLine) -> None:
        assert json.loads(iaclint("config", "--schema", "config").out) == schema()
        assert "rules" in json.dumps(json.loads(iaclint("config", "--schema", "rules").out))

    def test_wrong_usage(self, repository: Repository, iaclint: CommandLine) -> None:
        repository({"iaclint.toml": "x = 1"})
        assert iaclint("config", "missing").code == 2
        assert iaclint("config").err.startswith("iaclint: iaclint.toml:1: unknown key `x`")
