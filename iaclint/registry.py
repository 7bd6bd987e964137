"""Which rules there are, and which of them a run uses.

The built-in rules are known from a generated index that ships beside them, so that choosing among them imports none; a rule's
module is imported when the engine asks for it. Third parties' packs register a package under the entry-point group ``iaclint.rules``; a user may
name files and folders with rules of their own.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from iaclint.model.resource import Framework
from iaclint.rule import Confidence, Profile, Rule, Severity
from iaclint.settings import Settings, UnknownWordError, UsageError

BUILT_IN = "iaclint_rules"
TOOL_PREFIX = "IAC"  # what the tool says about itself and its input: on whatever is selected, unless ignored
EVERYTHING = "ALL"


class RuleEntry:
    """What is known of a rule without importing it. ``types``: globs of the deployed types it looks at, ``None`` when it looks at more than
    resources of known types. ``module``: what to import; ``page``: the path of its Markdown page. ``options``: the rule's own, with defaults."""

    __slots__ = (
        "_rule",
        "code",
        "confidence",
        "cwe",
        "equivalents",
        "frameworks",
        "module",
        "name",
        "options",
        "page",
        "profiles",
        "security_severity",
        "severity",
        "summary",
        "types",
    )

    def __init__(self, data: Mapping[str, Any], folder: str, package: str) -> None:
        self.code: str = data["code"]
        self.name: str = data["name"]
        self.severity: Severity = data["severity"]
        self.confidence: Confidence = data["confidence"]
        self.summary: str = data["summary"]
        self.profiles: tuple[Profile, ...] = tuple(data["profiles"])
        self.frameworks: tuple[Framework, ...] = tuple(data["frameworks"])
        self.equivalents: tuple[str, ...] = tuple(data["equivalents"])
        self.cwe: tuple[int, ...] = tuple(data.get("cwe", ()))
        self.security_severity: str = data.get("security_severity", "")
        self.options: Mapping[str, Any] = data.get("options", {})
        self.types: tuple[str, ...] | None = None if data["types"] is None else tuple(data["types"])
        self.module = f"{package}.{data['module']}"
        self.page = os.path.join(folder, *data["module"].split(".")) + ".md"
        self._rule: Rule | None = None

    def load(self) -> Rule:
        """The rule itself; imports its module on first use."""
        if self._rule is None:
            from importlib import import_module

            rule = import_module(self.module).rule
            assert isinstance(rule, Rule)
            self._rule = rule
        return self._rule

    def page_text(self) -> str:
        """The rule's page for readers, in Markdown: what its examples expect of a test is only the code of the rule."""
        import re

        try:
            with open(self.page, encoding="utf-8") as page:
                text = re.sub(r"^[ \t]*(?:#|//) ?expect-next-line: .*\n", "", page.read(), flags=re.MULTILINE)
            return re.sub(r"((?:#|//) )expect(?:-file)?: ([A-Z]+\d+)(?: \"[^\"\n]*\")?", r"\1\2", text)
        except OSError:
            return f"# {self.name} ({self.code})\n\n{self.summary}\n"

    def __repr__(self) -> str:
        return f"RuleEntry({self.code} {self.name})"


class Registry:
    """All rules that can be chosen, by code."""

    __slots__ = ("entries",)

    def __init__(self, entries: Iterable[RuleEntry]) -> None:
        self.entries = {entry.code: entry for entry in sorted(entries, key=lambda entry: entry.code)}

    @classmethod
    def load(
        cls, isolated: bool = False, rule_paths: Sequence[str] = (), python_rule_paths: Sequence[str] = ()
    ) -> Registry:
        """The built-in rules; those of installed packs unless ``isolated``; those of files and folders: Python ones only from
        ``python_rule_paths``. Raises ``UsageError`` for rules that cannot be used."""
        entries = _read_index(BUILT_IN)
        if not isolated:
            from iaclint.packs import installed_packs

            for package in installed_packs():
                _add(entries, _read_pack(package), f"rule pack '{package}'")
        for path in dict.fromkeys((*rule_paths, *python_rule_paths)):
            from iaclint.rule_files import rules_at

            _add(entries, rules_at(path, python=path in python_rule_paths), path)
        return cls(entries)

    @classmethod
    def of(cls, settings: Settings) -> Registry:
        """The rules that settings can choose from."""
        return cls.load(settings.isolated, settings.rule_paths, settings.python_rule_paths)

    def find(self, word: str) -> RuleEntry:
        """The rule of this code or name. Raises ``UnknownWordError``."""
        for entry in self.entries.values():
            if word in (entry.code, entry.name):
                return entry
        raise self._unknown(word)

    def select(self, settings: Settings) -> list[RuleEntry]:
        """The rules that a run uses, by code. A selector that says more wins over one that says less (``--ignore DEL --select DEL002``).
        Raises ``UsageError`` for a selector, or settings, of a rule that does not exist."""
        for word in settings.severities:
            self.find(word)
        for word, options in settings.options.items():
            for name, value in options.items():
                _check_option(self.find(word), name, value)
        chosen = {
            code
            for code, entry in self.entries.items()
            if code.startswith(TOOL_PREFIX) or (not settings.select and settings.profile in entry.profiles)
        }
        wanted = (*settings.select, *settings.extend_select)
        steps = [(self._match(word), True) for word in wanted] + [
            (self._match(word), False) for word in settings.ignore
        ]
        steps.sort(key=lambda step: (step[0].weight, not step[1]))
        for match, add in steps:
            chosen = chosen | match.codes if add else chosen - match.codes
        return [entry for code, entry in self.entries.items() if code in chosen]

    def codes(self, selectors: Iterable[str]) -> frozenset[str]:
        """The codes that selectors stand for together. Raises ``UnknownWordError``."""
        return frozenset().union(*(self._match(word).codes for word in selectors))

    def _match(self, word: str) -> Match:
        if word == EVERYTHING:
            return Match(0, frozenset(self.entries))
        for code, entry in self.entries.items():
            if word in (code, entry.name):
                return Match(1000, frozenset((code,)))
        codes = frozenset(code for code in self.entries if word and code.startswith(word))
        if not codes:
            raise self._unknown(word)
        return Match(len(word), codes)

    def _unknown(self, word: str) -> UnknownWordError:
        from difflib import get_close_matches

        names = [name for entry in self.entries.values() for name in (entry.name, entry.code)]
        spelt = {
            name.casefold(): name
            for name in (*names, *sorted({code.rstrip("0123456789") for code in self.entries}), EVERYTHING)
        }
        close = get_close_matches(word.casefold(), spelt, n=1)
        if close and spelt[close[0]] == word:
            return UnknownWordError(word, "; it stands for several: `iaclint rule --all`", f"unknown rule '{word}'")
        hint = f"; did you mean '{spelt[close[0]]}'?" if close else "; `iaclint rule --all` lists them"
        return UnknownWordError(word, hint, f"unknown rule '{word}'")


class Match:
    """The codes that a selector stands for; ``weight`` grows with how much it says."""

    __slots__ = ("codes", "weight")

    def __init__(self, weight: int, codes: frozenset[str]) -> None:
        self.weight = weight
        self.codes = codes


def _check_option(entry: RuleEntry, name: str, value: Any) -> None:
    """Raises ``UsageError`` for an option that the rule does not have, or a value of another type than its default's."""
    if name not in entry.options:
        raise UnknownWordError(name, _no_such_option(entry, name), f"rule '{entry.name}' has no option '{name}'")
    default = entry.options[name]
    numbers = isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool)
    if type(value) is not type(default) and not numbers:
        expected = f"; expected {type(default).__name__}, such as {default!r}"
        raise UnknownWordError(name, expected, f"option '{name}' of rule '{entry.name}' cannot be {value!r}")


def _no_such_option(entry: RuleEntry, name: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, entry.options, n=1)
    if close:
        return f"; did you mean '{close[0]}'?"
    return f"; it has {', '.join(entry.options)}" if entry.options else "; it has none but 'severity'"


def _read_index(package: str) -> list[RuleEntry]:
    folder = _folder_of(package)
    with open(os.path.join(folder, "index.json"), encoding="utf-8") as stream:
        return [RuleEntry(data, folder, package) for data in json.load(stream)["rules"]]


def _read_pack(package: str) -> list[RuleEntry]:
    """The rules of a third party's pack. Raises ``UsageError`` when they cannot be used."""
    try:
        return _read_index(package)
    except Exception as error:  # whatever importing or reading a stranger's package raises
        raise UsageError(f"rule pack '{package}' cannot be loaded: {type(error).__name__}: {error}") from error


def _add(entries: list[RuleEntry], more: Iterable[RuleEntry], source: str) -> None:
    """Raises ``UsageError`` for a code or a name that another rule has."""
    codes, names = {entry.code for entry in entries}, {entry.name for entry in entries}
    for entry in more:
        if entry.code in codes:
            raise UsageError(f"{source} uses the code {entry.code}, which another rule has")
        if entry.name in names:
            raise UsageError(f"{source} uses the name {entry.name}, which another rule has")
        codes.add(entry.code)
        names.add(entry.name)
        entries.append(entry)


def _folder_of(package: str) -> str:
    from importlib import import_module

    file = import_module(package).__file__
    assert file is not None, f"{package} is not a package with files"
    return os.path.dirname(file)
