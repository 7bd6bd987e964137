"""Which file a fenced block is: what the fence, its first line or the lines above it say."""

from __future__ import annotations

import re

from iaclint.frontends.markdown.fences import Fence
from iaclint.source import LANGUAGE_OF_SUFFIX

MAX_LINE = 300  # characters looked at
MAX_COMMENT = 120
MAX_ABOVE = 2  # lines with something on them
_FOLDERS = r"(?<![\w./@-])(?:[\w.@-]{1,80}/){0,12}"
_PATH = re.compile(_FOLDERS + r"[\w.@-]{1,80}?\.(?:py|tsx?|[mc]ts|m?js)(?![\w/-])")
_DATA_PATH = re.compile(
    _FOLDERS + r"(?:[\w.@-]{1,80}?\.(?:json|ya?ml|toml|txt)|Pipfile|\.terraform-version|\.tool-versions)(?![\w/-]|\.\w)"
)
# Fences that may hold manifests, configuration or other data; those of shells and the like mention such files, but are none.
_DATA = frozenset(("", "json", "jsonc", "json5", "yaml", "yml", "toml", "ini", "text", "txt", "plain", "plaintext", "requirements", "pip"))  # fmt: skip
_COMMENT = re.compile(r"(?:#|//|/\*+|<!--|\"\"\"|''')\s*(.*)")
_PLACE = re.compile(r"^(?:#{1,6}\s|\*\*|__|`|(?:file(?:name)?|path)\s*:)|:$", re.IGNORECASE)
_ESCAPED_INIT = re.compile(r"[\\/]*(?:\\?\*\\?\*|\\_\\_|\*\*)init(?:\\?\*\\?\*|\\_\\_|\*\*)\.py")


def file_name(data: bytes, fence: Fence, floor: int) -> str:
    """The path that a block has in its project (``lib/tap-stack.ts``); empty when nothing says. ``floor``: where the block before ends."""
    for text in (fence.info, _first_comment(data, fence)):
        paths = paths_in(text, fence)
        if len(paths) == 1:
            return paths[0]
    above = _lines_above(data, fence.opening, floor)
    for nearest, line in enumerate(above):
        paths = paths_in(line, fence)
        if len(paths) == 1 and (nearest == 0 or _PLACE.search(line)):
            return paths[0]
        if paths:
            return ""  # it speaks of several files
    return ""


def data_file_name(data: bytes, fence: Fence, floor: int) -> str:
    """The same for a block of data (``cdk.json``, ``requirements.txt``); empty for what is no data."""
    return file_name(data, fence, floor) if fence.word in _DATA else ""


def _first_comment(data: bytes, fence: Fence) -> str:
    for line in data[fence.start : min(fence.end, fence.start + 2_000)].splitlines()[:3]:
        text = line.decode("utf-8", "replace").strip()
        if not text or text.startswith("#!"):
            continue
        found = _COMMENT.match(text)
        return found[1] if found is not None and len(text) <= MAX_COMMENT else ""
    return ""


def _lines_above(data: bytes, opening: int, floor: int) -> list[str]:
    """The nearest lines with something on them, nearest first."""
    text = data[max(floor, opening - 2_000) : opening].decode("utf-8", "replace")
    lines = [line.strip()[:MAX_LINE] for line in text.splitlines() if line.strip(" \t\r>")]
    return lines[::-1][:MAX_ABOVE]


def paths_in(text: str, fence: Fence) -> list[str]:
    """The different paths in a line that can be the block's: of its language, or of data when it has none."""
    text = _ESCAPED_INIT.sub("/__init__.py", text[:MAX_LINE]).replace("\\_", "_").replace("\\", "/")
    pattern = _DATA_PATH if fence.language is None else _PATH
    found = (normal(match[0]) for match in pattern.finditer(text))
    return list(dict.fromkeys(path for path in found if path and _fits(path, fence)))


def _fits(path: str, fence: Fence) -> bool:
    return LANGUAGE_OF_SUFFIX.get("." + path.rpartition(".")[2]) == fence.language


def normal(path: str) -> str:
    """A path inside the project: no leading slash, no ``.`` and ``..``."""
    return "/".join(part for part in path.split("/") if part.strip("."))
