"""SARIF 2.1.0, as GitHub's code scanning and other viewers read it.

Suppressed findings are left out unless they were asked for: code scanning would show them as open alerts. Paths are relative to the repository, and
nothing of the machine is told.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, TextIO

from iaclint.output.repository_path import repository_path
from iaclint.output.style import Style
from iaclint.report import DescribedRule, Diagnostic, Place, RelatedPlace, Report, SourceEdit, SourceFix
from iaclint.rule import SEVERITIES, Severity
from iaclint.version import VERSION

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
PROBLEM_SEVERITIES: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "recommendation"}
ROOT = "%SRCROOT%"

# what code scanning accepts
MAX_RESULTS = 25_000
MAX_FLOW = 1_000
MAX_LOCATIONS = 100
MAX_TAGS = 10
MAX_TEXT = 1_000
MAX_HELP = 30_000

_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\([^)\n]{0,500}\)")
_LINK_START = re.compile(r"(\[[^\]\n]{0,300}\]\()")
_PLACEHOLDER = re.compile(r"\{(\d{1,9})\}")
_MARKUP = re.compile(r"[*`]|^#+ |^```.*$", re.MULTILINE)


def write(report: Report, out: TextIO, style: Style) -> None:
    json.dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run_of(report)]}, out, indent=1, ensure_ascii=True)
    out.write("\n")


def run_of(report: Report) -> dict[str, Any]:
    """One run. The gravest findings come first when there are more than code scanning takes."""
    diagnostics = report.diagnostics
    if len(diagnostics) > MAX_RESULTS:
        gravest = sorted(diagnostics, key=lambda one: SEVERITIES.index(one.severity))[:MAX_RESULTS]
        diagnostics = sorted(gravest, key=lambda one: one.order)
    codes = sorted({diagnostic.code for diagnostic in diagnostics})
    rules = [report.rules[code] for code in codes]
    driver: dict[str, Any] = {"name": "iaclint", "version": VERSION, "semanticVersion": VERSION}
    return {
        "tool": {"driver": {**driver, "rules": [rule_of(rule) for rule in rules]}},
        "automationDetails": {"id": "iaclint/"},
        "columnKind": "utf16CodeUnits",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
        "invocations": [{"executionSuccessful": not any(one.code == "IAC003" for one in diagnostics)}],
        "results": [result_of(diagnostic, codes.index(diagnostic.code)) for diagnostic in diagnostics],
    }


def rule_of(rule: DescribedRule) -> dict[str, Any]:
    """A reporting descriptor; its help is the rule's page."""
    page = rule.page_text()
    properties: dict[str, Any] = {"precision": "very-high" if rule.confidence == "high" else "medium"}
    tags = ["infrastructure-as-code"]
    if rule.security_severity:
        properties["security-severity"] = rule.security_severity
        tags = ["security", *(f"external/cwe/cwe-{number:03}" for number in rule.cwe), *tags]
    else:
        properties["problem.severity"] = PROBLEM_SEVERITIES[rule.severity]
    properties["tags"] = tags[:MAX_TAGS]
    if rule.equivalents:
        properties["equivalents"] = list(rule.equivalents)
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": _sentence(rule.summary)},
        "fullDescription": {"text": _sentence(what_it_does(page) or rule.summary)},
        "help": {"text": plain(page.partition("\n## Bad")[0])[:MAX_HELP], "markdown": page[:MAX_HELP]},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": properties,
    }


def what_it_does(page: str) -> str:
    """The first paragraph of a page that is none of its headings, as plain text."""
    paragraphs = (" ".join(part.split()) for part in page.split("\n\n"))
    return plain(next((text for text in paragraphs if text and not text.startswith(("#", "```"))), ""))


def plain(markdown: str) -> str:
    return _MARKUP.sub("", _LINK.sub(r"\1", markdown)).strip()


def _sentence(text: str) -> str:
    text = text.strip()[:MAX_TEXT]
    return text if text.endswith((".", "!", "?", "…", ":")) else text + "."


def result_of(diagnostic: Diagnostic, rule_index: int) -> dict[str, Any]:
    related = diagnostic.related[:MAX_LOCATIONS]
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule_index,
        "level": LEVELS[diagnostic.severity],
        "message": {"text": message(diagnostic)},
        "locations": [location(diagnostic.place, context=True)],
    }
    if related:
        result["relatedLocations"] = [_related(one, number) for number, one in enumerate(related, 1)]
    travelled = [one for one in related if one.travelled][: MAX_FLOW - 1]
    if travelled:
        result["codeFlows"] = [code_flow(diagnostic, travelled)]
    if diagnostic.place.line_hash:
        result["partialFingerprints"] = {"primaryLocationLineHash": diagnostic.place.line_hash}
    if diagnostic.fix is not None:
        result["fixes"] = [fix_of(diagnostic.fix)]
    if diagnostic.suppression is not None:
        accepted: dict[str, Any] = {"kind": "inSource", "state": "accepted"}
        reason = {"justification": diagnostic.suppression} if diagnostic.suppression else {}
        result["suppressions"] = [{**accepted, **reason}]
    result["properties"] = properties_of(diagnostic)
    return result


def message(diagnostic: Diagnostic) -> str:
    """A full sentence; the help follows. What would be read as a link or a placeholder is escaped."""
    when = f" (only when {diagnostic.when})" if diagnostic.when else ""
    parts = [_sentence(diagnostic.message + when)]
    if diagnostic.help:
        parts.append(_sentence(diagnostic.help[:1].upper() + diagnostic.help[1:]))
    return _PLACEHOLDER.sub(r"{{\1}}", _LINK_START.sub(r"\\\1", " ".join(parts)))


def properties_of(diagnostic: Diagnostic) -> dict[str, Any]:
    properties: dict[str, Any] = {"confidence": diagnostic.confidence}
    if diagnostic.resource is not None:
        resource = diagnostic.resource
        properties["resource"] = {"type": resource.type, "construct": resource.construct, "id": resource.id}
    if diagnostic.when:
        properties["when"] = diagnostic.when
    return properties


def location(place: Place, context: bool = False) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": artifact(place.path), "region": region(place)}
    at = place.line - place.first_line
    if place.lines and place.shift == 0:
        if place.line == place.end_line:
            length = len(place.lines[at])
            snippet = place.lines[at][min(place.column - 1, length) : place.end_column - 1]
            if snippet:
                physical["region"]["snippet"] = {"text": snippet}
        if context and place.first_line + len(place.lines) > place.end_line:
            physical["contextRegion"] = {
                "startLine": place.first_line,
                "endLine": place.first_line + len(place.lines) - 1,
                "snippet": {"text": "\n".join(place.lines)},
            }
    return {"physicalLocation": physical}


def artifact(path: str) -> dict[str, str]:
    from urllib.parse import quote

    return {"uri": quote(repository_path(path)[1]), "uriBaseId": ROOT}


def region(place: Place) -> dict[str, Any]:
    """Columns in UTF-16 code units; a whole file is its first line."""
    return {
        "startLine": place.line,
        "startColumn": place.utf16_column,
        "endLine": place.end_line,
        "endColumn": place.end_utf16_column,
    }


def _related(related: RelatedPlace, number: int) -> dict[str, Any]:
    return {"id": number, **location(related.place), "message": {"text": _sentence(related.message or "Related")}}


def code_flow(diagnostic: Diagnostic, travelled: Iterable[RelatedPlace]) -> dict[str, Any]:
    """The way of a value to where it is wrong."""
    steps = [(one.place, one.message) for one in travelled] + [(diagnostic.place, "it is used here")]
    locations = [
        {"location": {**location(place), "message": {"text": _sentence(note)}}, "executionOrder": number}
        for number, (place, note) in enumerate(steps, 1)
    ]
    return {"threadFlows": [{"locations": locations}]}


def fix_of(fix: SourceFix) -> dict[str, Any]:
    changes: dict[str, list[SourceEdit]] = {}
    for edit in fix.edits:
        changes.setdefault(edit.path, []).append(edit)
    return {
        "description": {"text": _sentence(fix.message)},
        "artifactChanges": [
            {
                "artifactLocation": artifact(path),
                "replacements": [
                    {"deletedRegion": region(edit.place), "insertedContent": {"text": edit.text}} for edit in edits
                ],
            }
            for path, edits in changes.items()
        ],
    }
