"""TypeScript declaration files (`.d.ts`) of Pulumi's SDKs, as far as the catalog needs them.

Most of the files are generated and regular: one member per line, four spaces of indentation per level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

DEPRECATION = re.compile(r"@deprecated\s*(.*)")
NAMESPACE = re.compile(r"(?:export )?(?:declare )?namespace ([\w$]+) \{")
OPENING = re.compile(
    r"(?:export )?(?:declare )?(?:abstract )?(interface|class) (\w+)(?:<[^{}]*?>)?(?: extends ([\w.]+))?.*\{"
)
ENUM = re.compile(r"(?:export )?(?:declare )?const (\w+): \{")
MEMBER = re.compile(r"(?:readonly )?\"?([A-Za-z_$][\w$]*)\"?(\??): (.*)")
CONSTRUCTOR = re.compile(r"constructor\(\w+: string, \w+\??: ([\w.]+)")
IMPORTED = re.compile(r"(\w+) as (\w+)")


class Declaration:
    """An interface, a class or an enum (`const X: {…}`) with its members: name -> (type text, optional, message)."""

    def __init__(self, kind: str, name: str, base: str | None, message: str | None, indent: int) -> None:
        self.kind = kind
        self.name = name
        self.base = base
        self.message = message
        self.indent = indent
        self.arguments = ""  # of a class: the type of its constructor's second parameter
        self.members: dict[str, tuple[str, bool, str | None]] = {}
        self.texts: dict[str, str] = {}  # what is written about a member


def declarations(text: str) -> Iterator[Declaration]:
    """The declarations of one file, names qualified by the namespaces around them (`s3.BucketCorsRule`)."""
    namespaces: list[str] = []
    current: Declaration | None = None
    comment = ""
    for line in _code_lines(text):
        word = line.strip()
        if line.startswith("\0"):  # a documentation comment
            comment = line[1:]
            continue
        if word in ("}", "};"):
            if current is not None and len(line) - len(line.lstrip()) == current.indent:
                yield current
                current = None
            elif current is None and namespaces:
                namespaces.pop()
        elif current is None:
            current = _opening(line, namespaces, _deprecation(comment))
        else:
            _add_member(current, line, comment)
        comment = ""


def _opening(line: str, namespaces: list[str], message: str | None) -> Declaration | None:
    word = line.strip()
    if found := NAMESPACE.match(word):
        namespaces.append(found.group(1))
        return None
    indent = len(line) - len(line.lstrip())
    if (found := OPENING.match(word)) and not word.endswith("}"):
        return Declaration(found.group(1), ".".join([*namespaces, found.group(2)]), found.group(3), message, indent)
    if found := ENUM.match(word):
        return Declaration("enum", ".".join([*namespaces, found.group(1)]), None, message, indent)
    return None


def _add_member(current: Declaration, line: str, comment: str) -> None:
    if len(line) - len(line.lstrip()) != current.indent + 4:
        return
    if made := CONSTRUCTOR.match(line.strip()):
        current.arguments = "" if made.group(1).endswith("ResourceOptions") else made.group(1)
    found = MEMBER.fullmatch(line.strip().rstrip(";"))
    if found and not line.strip().startswith(("static ", "constructor(", "private ", "get ")):
        current.members[found.group(1)] = (found.group(3), bool(found.group(2)), _deprecation(comment))
        if comment:
            current.texts[found.group(1)] = comment


def imported_names(text: str) -> dict[str, str]:
    """Names that a file's imports give to others' classes: `import { Function as LambdaFunction }`."""
    lines = (line for line in text.splitlines() if line.startswith("import {"))
    return {alias: name for line in lines for name, alias in IMPORTED.findall(line)}


def _code_lines(text: str) -> Iterator[str]:
    """Lines of code, a member that spans several (`Input<{` … `}>`) as one; a comment as NUL and its text."""
    comment: list[str] | None = None
    pending = ""
    for line in text.splitlines():
        word = line.strip()
        if comment is not None or word.startswith("/**"):
            comment = [*(comment or []), word]
            if word.endswith("*/"):
                yield "\0" + " ".join(line.strip("/* ").strip() for line in comment)
                comment = None
        elif pending:
            pending += " " + word
            if pending.count("{") == pending.count("}"):
                yield pending
                pending = ""
        elif line.endswith("{") and re.match(r"\s+(readonly )?[\w$]+\??: ", line):
            pending = line
        elif word and not word.startswith("//"):
            yield line


def _deprecation(text: str) -> str | None:
    """What a comment says after `@deprecated`."""
    found = DEPRECATION.search(text) if text else None
    if found is None:
        return None
    message = re.sub(r"(\w+\.\w+)/\w+\.", r"\1.", found.group(1))  # `aws.s3/bucketacl.BucketAcl`
    return " ".join(message.split()) or "deprecated"


class TypeReader:
    """TypeScript input types as type expressions. `module` is where unqualified class names live."""

    TOKEN = re.compile(r"\[key: string\]:|\[\]|[\w.$]+|\"[^\"]*\"|[<>{}|;()]")

    def __init__(self, text: str, classes: dict[str, str]) -> None:
        self.tokens = self.TOKEN.findall(text)
        self.classes = classes
        self.at = 0

    def read(self) -> str:
        """The whole text as one expression; `any` where it is none that the catalog knows."""
        try:
            return self._union()
        except IndexError:
            return "any"

    def _union(self) -> str:
        parts = [self._postfix()]
        while self.at < len(self.tokens) and self.tokens[self.at] == "|":
            self.at += 1
            parts.append(self._postfix())
        kept = sorted({part for part in parts if part != "undefined"})
        return kept[0] if len(kept) == 1 else "(" + "|".join(kept) + ")" if kept else "any"

    def _postfix(self) -> str:
        found = self._atom()
        while self.at < len(self.tokens) and self.tokens[self.at] == "[]":
            self.at += 1
            found = "[]" + found
        return found

    def _atom(self) -> str:
        token = self.tokens[self.at]
        self.at += 1
        if token == "(":
            found = self._union()
            self.at += 1
            return found
        if token == "{":
            self.at += 1  # `[key: string]:`
            found = self._union()
            self.at += 1 + (self.tokens[self.at] == ";")
            return "{}" + found
        if self.at < len(self.tokens) and self.tokens[self.at] == "<":
            self.at += 1
            found = self._union()
            self.at += 1
            return found if token.startswith("pulumi.") else "any"
        return self._name(token)

    def _name(self, token: str) -> str:
        simple = {"string": "s", "number": "n", "boolean": "b", "undefined": "undefined", "ARN": "s"}
        if token in simple:
            return simple[token]
        if token.startswith("inputs."):
            return "types." + token.removeprefix("inputs.")
        if token.startswith("enums."):
            return token.removeprefix("enums.")
        if token.startswith(("pulumi.asset.", '"')):
            return "any" if token.startswith("pulumi") else "s"
        return self.classes.get(token, "any")
