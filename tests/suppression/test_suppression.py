"""Comments that accept findings: where they may stand, what they cover, and what is told about them."""

from __future__ import annotations

import json
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.frontends.comments import comments
from iaclint.registry import Registry
from iaclint.source import LANGUAGE_OF_SUFFIX, SourceFile
from iaclint.suppression import Suppressions
from tests.conftest import CommandLine, Repository
from tests.programs import source

REGISTRY = Registry.load(isolated=True)


def covered(text: str, path: str = "/p/a.py", code: str = "DEL002") -> str:
    """The bytes that suppressions of ``code`` cover, as text, with the others as dots; whole lines of dots left out."""
    file = source(dedent(text), path)
    found = Suppressions(file, REGISTRY)
    kept = "".join(
        chr(byte) if byte == 10 or any(one.covers(code, at) for one in found.all) else "."
        for at, byte in enumerate(file.data)
    )
    return "\n".join(line.strip(". ") for line in kept.split("\n") if line.strip(". "))


class TestWhatIsCovered:
    def test_python_trailing_comment_covers_its_line(self) -> None:
        assert (
            covered("a = 1\nb = f(  # iaclint: ignore[DEL002] kept\n    c=1)\n")
            == "b = f(  # iaclint: ignore[DEL002] kept"
        )

    def test_python_own_line_covers_the_statement_that_follows(self) -> None:
        text = """\
        import x

        # iaclint: ignore[DEL002] kept
        # another comment

        db = Database(
            protect=True,
        )
        other = 1
        """
        assert covered(text) == "db = Database(\nprotect=True,\n)"

    def test_python_own_line_within_a_call_covers_the_argument(self) -> None:
        text = "Database(\n    a=1,\n    # iaclint: ignore[DEL002]\n    protect=(\n        True),\n    b=2,\n)\n"
        assert covered(text) == "protect=(\nTrue)"

    def test_python_first_statement_of_a_function(self) -> None:
        text = "def f():\n    # iaclint: ignore[DEL002]\n    Database(\n      1)\n    other()\n"
        assert covered(text) == "Database(\n1)"

    def test_only_the_head_of_a_statement_with_a_body(self) -> None:
        assert covered("# iaclint: ignore[DEL002]\nif protect:\n    f(1)\n    g(2)\n") == "if protect:"
        assert covered("# iaclint: ignore[DEL002]\n@x\nclass A(B):\n    f(1)\n") == "@x\nclass A(B):"
        assert (
            covered("// iaclint: ignore[DEL002]\nexport class A extends B {\n  x = f(1);\n}\n", "/p/a.ts")
            == "export class A extends B"
        )

    def test_typescript(self) -> None:
        text = """\
        const a = 1; // iaclint: ignore[DEL002] one line
        /* iaclint: ignore[DEL002] the whole call */
        const db = new Database(this, 'Db', {
          protect: true,
        });
        new Database(this, 'Other', {
          size: 1,
          // iaclint: ignore[DEL002] only this
          protect: true,
          more: 2,
        });
        """
        assert covered(text, "/p/a.ts").split("\n") == [
            "const a = 1; // iaclint: ignore[DEL002] one line",
            "const db = new Database(this, 'Db', {",
            "protect: true,",
            "});",
            "protect: true",
        ]

    def test_a_file_ignore_covers_all(self) -> None:
        assert covered("a = 1\n# iaclint: file-ignore[DEL002] generated\nb = 2\n").startswith("a = 1\n")

    def test_the_end_of_a_block_has_nothing_to_cover(self) -> None:
        assert covered("f({\n  a: 1,\n  // iaclint: ignore[DEL002]\n});\ng();\n", "/p/a.ts") == ""
        assert covered("a = 1\n# iaclint: ignore[DEL002]\n") == ""

    @pytest.mark.parametrize(
        ("text", "path"),
        [
            ("x = '# iaclint: ignore[DEL002]'\n", "/p/a.py"),
            ('"""\n# iaclint: file-ignore[DEL002]\n"""\n', "/p/a.py"),
            ("const x = `\n// iaclint: file-ignore[DEL002]\n`;\n", "/p/a.ts"),
            ("const x = '// iaclint: ignore[DEL002]';\n", "/p/a.ts"),
            ("x = 1  # see iaclint: ignore[DEL002]\n", "/p/a.py"),
        ],
    )
    def test_what_is_no_such_comment(self, text: str, path: str) -> None:
        assert covered(text, path) == ""

    def test_several_rules_names_and_pragmas_of_others(self) -> None:
        line = "a = f(1)  # noqa: E501 # iaclint: ignore[deletion-protection, ENV001] both\n"
        assert covered(line) == covered(line, code="ENV001") == line.strip()
        assert covered(line, code="DEL001") == ""

    def test_reasons(self) -> None:
        file = source(
            "a(1) // iaclint: ignore[DEL002]: the audit needs it */\nb(1) /* iaclint: ignore[DEL002] - kept */\n",
            "/p/a.ts",
        )
        assert [one.reason for one in Suppressions(file, REGISTRY).all] == ["the audit needs it", "kept"]

    @given(st.binary(max_size=300), st.sampled_from([".py", ".ts"]))
    def test_any_bytes(self, data: bytes, suffix: str) -> None:
        language = LANGUAGE_OF_SUFFIX[suffix]
        file = SourceFile(f"/p/a{suffix}", data + b"\n# iaclint: ignore[DEL002]\nf(1)", language)
        for comment in comments(file):
            assert 0 <= comment.start <= comment.end <= len(file.data)
            assert comment.below is None or comment.end <= comment.below[0] <= comment.below[1]
        Suppressions(file, REGISTRY)


BAD = "resource AWS::RDS::DBInstance Db deletionProtection=true"


class TestFindings:
    def test_suppressed_findings_are_counted_and_kept_with_their_reason(
        self, repository: Repository, iaclint: CommandLine
    ) -> None:
        repository({"cdk.json": "{}", "a.py": f"{BAD} # iaclint: ignore[DEL002] the audit\n"})
        result = iaclint(".")
        assert (result.code, result.out) == (
            0,
            "No findings in 1 file · 1 suppressed · model: 1 of 1 construct resolved\n",
        )
        shown = iaclint(".", "--show-suppressed")
        assert shown.code == 0
        assert "  = note: suppressed: the audit\n" in shown.out
        (data,) = json.loads(iaclint(".", "--show-suppressed", "--output-format", "json").out)
        assert data["suppression"] == {"reason": "the audit"}
        assert "(suppressed: the audit)" in iaclint(".", "--show-suppressed", "--output-format", "concise").out

    def test_no_suppressions(self, repository: Repository, iaclint: CommandLine) -> None:
        repository({"cdk.json": "{}", "a.py": f"{BAD} # iaclint: ignore[DEL002] the audit\n# iaclint: ignore[NOPE]\n"})
        found = json.loads(iaclint(".", "--no-suppressions", "--output-format", "json").out)
        assert [finding["rule"]["code"] for finding in found] == ["DEL002"]

    @pytest.mark.parametrize(
        ("comment", "message"),
        [
            ("ignore", "no rule is named"),
            ("ignore[]", "no rule is named"),
            ("file-ignore", "no rule is named"),
            ("ignore[deletion-protecton]", "did you mean 'deletion-protection'?"),
            ("ignore[DEL]", "unknown rule 'DEL'"),
            ("ignor[DEL002]", "`ignor` is unknown"),
        ],
    )
    def test_a_comment_that_means_nothing(
        self, repository: Repository, iaclint: CommandLine, comment: str, message: str
    ) -> None:
        repository({"cdk.json": "{}", "a.py": f"x = 1  # iaclint: {comment}\n"})
        (finding,) = json.loads(iaclint(".", "--output-format", "json").out)
        assert (finding["rule"]["code"], finding["severity"]) == ("IAC004", "warning")
        assert message in finding["message"]

    def test_an_unused_one(self, repository: Repository, iaclint: CommandLine) -> None:
        repository({"cdk.json": "{}", "a.py": "x = 1  # iaclint: ignore[DEL002]\n"})
        (finding,) = json.loads(iaclint(".", "--output-format", "json").out)
        assert (finding["rule"]["code"], finding["column"]) == ("IAC005", 26)

    @pytest.mark.parametrize(
        "arguments", [("--select", "ENV"), ("--ignore", "DEL002"), ("--ignore", "IAC005"), ("--profile", "production")]
    )
    def test_of_a_rule_that_is_off_is_not_called_unused(
        self, repository: Repository, iaclint: CommandLine, arguments: tuple[str, ...]
    ) -> None:
        repository({"cdk.json": "{}", "a.py": "x = 1  # iaclint: ignore[DEL002]\n"})
        assert iaclint(".", *arguments).code == 0

    def test_one_that_silences_what_the_severity_filter_hides_is_used(
        self, repository: Repository, iaclint: CommandLine
    ) -> None:
        repository(
            {
                "cdk.json": "{}",
                "a.py": f"{BAD} # iaclint: ignore[DEL002]\n",
                "iaclint.toml": '[rules.DEL002]\nseverity = "info"',
            }
        )
        assert iaclint(".", "--severity", "warning").out.startswith("No findings in 1 file · model")

    def test_only_in_files_that_were_asked_for(self, repository: Repository, iaclint: CommandLine) -> None:
        repository({"cdk.json": "{}", "a.py": "x = 1  # iaclint: ignore[DEL002]\n", "b.py": "y = 1\n"})
        assert iaclint("b.py").code == 0
