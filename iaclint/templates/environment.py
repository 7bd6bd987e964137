"""What the text of a template depends on: the environment is written out in it, secrets are not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from iaclint.source import Span
from iaclint.values import DEPLOY_TIME, ENVIRONMENT, SECRET, Known, Text, Unknown, Value

NAME = "environmentSuffix"
LONG_WORD = 6  # letters; a word of that length that is part of another stands there for itself (`staging`)
_SECRET = r"\{\{resolve:(?:secretsmanager|ssm-secure):[^{}]{1,500}\}\}"
_PARAMETER = r"\{\{resolve:ssm:[^{}]{1,500}\}\}"


class Marking:
    """Finds the environment that the template was made for in its texts, so that a name that carries it is told from one that does not. ``stacks``: the names
    of stacks, in which it stands wherever it is (``TapStackdev``)."""

    __slots__ = ("_pattern", "environment")

    def __init__(self, environment: str, stacks: Iterable[str] = ()) -> None:
        self.environment = environment
        word = re.escape(environment)
        if len(environment) < (LONG_WORD if environment.isalpha() else 4):  # `dev` is no part of `devices`
            within = [stack.lower().rpartition(environment.lower()) for stack in stacks if environment]
            named = [rf"(?<={re.escape(a)}){word}(?={re.escape(b)})" for a, found, b in within if found and a + b]
            word = "|".join([rf"(?<![A-Za-z0-9]){word}(?![A-Za-z0-9])", *named])
        choices = [f"(?P<secret>{_SECRET})", f"(?P<parameter>{_PARAMETER})"]
        if environment:
            choices.append(f"(?P<environment>(?i:{word}))")
        self._pattern = re.compile("|".join(choices))

    def marked(self, text: str, span: Span | None) -> Value:
        """The text with holes where the environment stands, and where the deployment puts in what Secrets Manager or Systems Manager hold."""
        parts: list[str | Value] = []
        at = labels = 0
        for found in self._pattern.finditer(text):
            if found.start() > at:
                parts.append(text[at : found.start()])
            part = self._hole(found, span)
            labels |= part.labels
            parts.append(part)
            at = found.end()
        if not parts:
            return Known(text, span)
        if at < len(text):
            parts.append(text[at:])
        if len(parts) == 1 and isinstance(parts[0], Unknown):
            return parts[0]
        return Text(parts, span, labels)

    def _hole(self, found: re.Match[str], span: Span | None) -> Unknown:
        if found.lastgroup == "environment":
            return Unknown("the environment", NAME, span, ENVIRONMENT, self.environment)
        labels = DEPLOY_TIME | (SECRET if found.lastgroup == "secret" else 0)
        return Unknown("known when deployed", found[0].strip("{}"), span, labels)
