"""Which rules there are and which are chosen; packs of third parties."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from iaclint.packs import installed_packs
from iaclint.registry import Registry, RuleEntry
from iaclint.settings import Settings, UsageError


def entry(code: str, name: str, profiles: tuple[str, ...] = ("ephemeral",)) -> RuleEntry:
    data: dict[str, Any] = {
        "code": code,
        "name": name,
        "severity": "warning",
        "confidence": "high",
        "summary": "",
        "types": None,
    }
    data |= {"profiles": profiles, "frameworks": [], "equivalents": [], "module": "x"}
    return RuleEntry(data, "", "")


REGISTRY = Registry(
    [
        entry("IAC001", "syntax-error"),
        entry("DEL001", "retain-policy"),
        entry("DEL002", "deletion-protection"),
        entry("ENV001", "missing-environment-suffix"),
        entry("SEC001", "weak-tls", ("production", "security")),
    ]
)


def chosen(**settings: object) -> str:
    """The chosen codes but that of the tool's own rule."""
    return " ".join(e.code for e in REGISTRY.select(Settings(**settings)) if e.code != "IAC001")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("settings", "codes"),
    [
        ({}, "DEL001 DEL002 ENV001"),
        ({"profile": "security"}, "SEC001"),
        ({"select": ["DEL"]}, "DEL001 DEL002"),
        ({"select": ["DEL00"]}, "DEL001 DEL002"),
        ({"select": ["retain-policy"], "profile": "security"}, "DEL001"),
        ({"select": ["ALL"]}, "DEL001 DEL002 ENV001 SEC001"),
        ({"extend_select": ["SEC"]}, "DEL001 DEL002 ENV001 SEC001"),
        ({"ignore": ["DEL"]}, "ENV001"),
        ({"ignore": ["ALL"]}, ""),
        ({"ignore": ["DEL"], "extend_select": ["DEL001"]}, "DEL001 ENV001"),
        ({"select": ["ALL"], "ignore": ["DEL", "weak-tls"]}, "ENV001"),
        ({"select": ["DEL001"], "ignore": ["DEL001"]}, ""),
    ],
)
def test_selection(settings: dict[str, object], codes: str) -> None:
    assert chosen(**settings) == codes


def test_the_tools_own_rules_are_on_unless_ignored() -> None:
    assert [e.code for e in REGISTRY.select(Settings(select=["ENV"]))] == ["ENV001", "IAC001"]
    assert [e.code for e in REGISTRY.select(Settings(select=["ENV"], ignore=["IAC001"]))] == ["ENV001"]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("retain-polcy", "'retain-policy'"),
        ("DEL0O1", "'DEL001'"),
        ("del", "'DEL'"),
        ("xyzzy", "rule --all"),
        ("", "rule --all"),
    ],
)
def test_an_unknown_selector(word: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        REGISTRY.select(Settings(ignore=[word]))


def test_the_index_is_up_to_date() -> None:
    from iaclint.registry import _folder_of
    from tools.rule_index import index

    assert (Path(_folder_of("iaclint_rules")) / "index.json").read_text() == index("iaclint_rules"), "make index"


def test_a_code_keeps_its_name() -> None:
    from tools.rule_index import renamed

    old = json.dumps({"rules": [{"code": "A1", "name": "x"}, {"code": "A2", "name": "y"}]})
    new = json.dumps({"rules": [{"code": "A1", "name": "z"}]})
    assert renamed(old, new) == ["A1 was x, now z", "A2 was y, now gone"]


def test_choosing_rules_imports_none() -> None:
    program = (
        "import sys; from iaclint.registry import Registry; from iaclint.settings import Settings; "
        "Registry.load().select(Settings(select=['ALL'])); "
        "print([name for name in sys.modules if name.startswith('iaclint_rules.')])"
    )
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "[]"


PACK_RULE = """
from iaclint.rule import Finding, Rule
rule = Rule("ACME001", severity="info", summary="Our own")
"""


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installed distribution with one rule."""
    folder = tmp_path / "acme_rules"
    (folder / "naming").mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "naming" / "__init__.py").write_text("")
    (folder / "naming" / "our_own.py").write_text(PACK_RULE)
    metadata = tmp_path / "acme-1.0.dist-info"
    metadata.mkdir()
    (metadata / "entry_points.txt").write_text(
        "[console_scripts]\nacme = acme:main\n\n[iaclint.rules]\nacme = acme_rules\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    yield folder
    for name in [name for name in sys.modules if name.partition(".")[0] == "acme_rules"]:
        del sys.modules[name]


def test_an_installed_pack_is_found_and_its_rules_load(pack: Path) -> None:
    from tools.rule_index import index

    (pack / "index.json").write_text(index("acme_rules"))
    assert installed_packs() == ["acme_rules"]
    assert Registry.load().find("our-own").load().code == "ACME001"
    with pytest.raises(UsageError):
        Registry.load(isolated=True).find("our-own")


def test_a_pack_that_cannot_be_read_is_told(pack: Path) -> None:
    with pytest.raises(UsageError, match="rule pack 'acme_rules' cannot be loaded: FileNotFoundError"):
        Registry.load()


def test_a_pack_may_not_take_a_code_that_exists(pack: Path) -> None:
    from tools.rule_index import index

    (pack / "index.json").write_text(index("acme_rules").replace("ACME001", "DEL002"))
    with pytest.raises(UsageError, match="uses the code DEL002"):
        Registry.load()
