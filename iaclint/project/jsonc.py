"""JSON with comments and trailing commas, as tsconfig.json may be written."""

from __future__ import annotations

import re

# An unclosed string runs to the end of its line and an unclosed comment to the end, so that no text is scanned twice.
_STRING = r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"?'
_COMMENT = re.compile(_STRING + r"|//[^\n]*|/\*(?s:.*?\*/|.*)")
_TRAILING_COMMA = re.compile(_STRING + r"|,(?=\s*[}\]])")


def plain_json(text: str) -> str:
    """`text` without comments and trailing commas; strings untouched."""
    return _TRAILING_COMMA.sub(_keep_string, _COMMENT.sub(_keep_string, text))


def _keep_string(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith('"') else " "
