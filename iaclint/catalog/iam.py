"""IAM actions: what they may do and whether they can be limited to a resource.

Service prefixes and action names are matched as IAM matches them, without regard to case.
"""

from __future__ import annotations

from functools import cache, lru_cache

from iaclint.catalog.library import data_file

LEVELS = {"R": "Read", "W": "Write", "L": "List", "P": "Permissions management", "T": "Tagging"}
RESOURCES = {"-": "none", "r": "required", "o": "optional"}


@cache
def services() -> tuple[str, ...]:
    """All service prefixes, sorted (`s3`, `sts`)."""
    return tuple(data_file("iam.blocks").ids())


@cache
def _actions(service: str) -> dict[str, tuple[str, str]]:
    """Lower-case action -> (its name, its two-letter class); empty for an unknown service."""
    groups: dict[str, str] = data_file("iam.blocks").get(service) or {}
    return {name.lower(): (name, code) for code, names in groups.items() for name in names.split(",")}


def actions(service: str) -> list[str]:
    """The actions of a service (`["AbortMultipartUpload", …]` for `s3`), sorted; empty for an unknown service."""
    return sorted(name for name, _ in _actions(service.lower()).values())


def access_level(service: str, action: str) -> str | None:
    """`Read`, `Write`, `List`, `Permissions management` or `Tagging`; None for an unknown action,
    and for one of which only the name is known."""
    found = _actions(service.lower()).get(action.lower())
    return LEVELS.get(found[1][0]) if found else None


def resource_level(service: str, action: str) -> str | None:
    """Whether the action takes a resource: `none` (only `*` makes sense), `required`, `optional`; None when unknown."""
    found = _actions(service.lower()).get(action.lower())
    return RESOURCES.get(found[1][1]) if found else None


def expand(pattern: str) -> list[str]:
    """The actions, as `service:Action`, that an action pattern of a policy covers: `s3:Get*`, `*`, `ec2:*Tags`."""
    return list(_expanded(pattern))


@lru_cache(maxsize=512)
def _expanded(pattern: str) -> tuple[str, ...]:
    service, _, action = pattern.partition(":") if pattern != "*" else ("*", "", "*")
    prefixes = [name for name in services() if _matches(name, service.lower())] if _wild(service) else [service.lower()]
    wanted = action.lower()
    if not _wild(wanted):
        found = ((prefix, _actions(prefix).get(wanted)) for prefix in prefixes)
        return tuple(f"{prefix}:{entry[0]}" for prefix, entry in found if entry is not None)
    return tuple(
        f"{prefix}:{name}"
        for prefix in prefixes
        for lower, (name, _) in sorted(_actions(prefix).items())
        if _matches(lower, wanted)
    )


def _wild(pattern: str) -> bool:
    return "*" in pattern or "?" in pattern


def _matches(text: str, pattern: str) -> bool:
    """IAM's wildcards: `*` is any run of characters, `?` any one, nothing else is special."""
    at = mark = pos = 0
    star = -1  # where in the pattern the last `*` stands, and `mark` the text it has taken up to
    while pos < len(text):
        if at < len(pattern) and pattern[at] == "*":
            star, mark = at, pos
            at += 1
        elif at < len(pattern) and pattern[at] in ("?", text[pos]):
            at, pos = at + 1, pos + 1
        elif star >= 0:
            mark += 1
            at, pos = star + 1, mark
        else:
            return False
    return not pattern[at:].strip("*")
