"""The names that an npm package's main module exports, out of its type declarations."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

_DECLARED = re.compile(
    r"^export (?:declare )?(?:abstract )?(?:async )?(?:class|const|enum|function|interface|let|namespace|type|var) (\w+)",
    re.M,
)
_LISTED = re.compile(r"^export (?:type )?\{([^}]*)\}", re.M)
_ALL = re.compile(r"^export \* from [\"'](\.[^\"']*)[\"']", re.M)
_ALL_AS = re.compile(r"^export \* as (\w+) from", re.M)


def exported(declarations: Mapping[str, str], path: str = "index.d.ts") -> set[str]:
    """``declarations``: the text of each declaration file by its path in the package. Raises ``KeyError`` for a file that is not among them."""
    text = declarations[path]
    names = {*_DECLARED.findall(text), *_ALL_AS.findall(text)}
    for listed in _LISTED.findall(text):
        names |= {one.split()[-1] for one in listed.split(",") if one.strip()}
    for target in _ALL.findall(text):
        file = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        names |= exported(declarations, next(f for f in (f"{file}.d.ts", f"{file}/index.d.ts") if f in declarations))
    return names
