"""What Terraform's and Pulumi's AWS resources take: CloudFormation's values, where Pulumi's own documentation bears them out.

Terraform passes most values on to AWS as they are, but not all: some have other words for them, or more (a retention of 0
days). So a constraint of CloudFormation is taken over only for the property of the same name at the same place, and what
is written about the property decides: it lists the same values (they are checked as they stand), or none (then without
regard to case), or others (then nothing is checked).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from iaclint.catalog.blocks import Blocks
from iaclint.catalog.cloudformation import resource_key
from iaclint.catalog.types import type_ids
from iaclint.catalog.values import BLOCK, plain
from tools.catalog.pulumi import Sdk
from tools.catalog.terraform import Bridge
from tools.catalog.typescript import declarations

Record = dict[str, Any]

MAX_DEPTH = 5  # of nested blocks
MOST_UNTOLD = 60  # longer lists, of instance types and the like, grow every month
LIST = re.compile(
    r"\b(?:(?:valid|possible|allowed|supported|accepted|acceptable|permitted|available) (?:[\w-]+ ){0,2}?[\w-]+?(?: are\b| is\b| include|:)"
    r"|(?:one of|either|must be|can be)\b)(.*?)(?:\.(?=\s+[A-Z])|\.?$)",
    re.IGNORECASE,
)
QUOTED = re.compile(r"`([^`]+)`")
PLAIN = re.compile(r"(?<![\w.-])(?:[A-Z][A-Z0-9_-]+|\d+)(?![\w.-])")
VALUE = re.compile(r"(?!aws\.)[\w.:/-]+")
ANY_CASE = re.compile(r"case[- ]insensitive", re.IGNORECASE)
UNSET = frozenset(("0", "-1", "", "null"))  # what Terraform takes for "not set"
MEANT = ("e", "ci", "r")  # the parts of a constraint that hold for Terraform; patterns often ask for ARNs


class CloudFormationValues:
    """The built records of CloudFormation's types, by Terraform's and Pulumi's names."""

    def __init__(self, built: Blocks, aliases: Mapping[str, str]) -> None:
        self.records: dict[str, Record] = {name: built.get(name) for name in built.ids("AWS::")}
        self.native = {"".join(name.split("::")[1:]).lower(): name for name in self.records if "." not in name}
        self.types = self.native | {key: name for key, name in aliases.items() if name in self.records}
        self.by_service: dict[tuple[str, str], list[frozenset[str]]] = defaultdict(list)
        for name, record in self.records.items():
            for prop, value in record["p"].items():
                found = _limits(value).get("e")
                if found:
                    service = name.split("::")[1].lower()
                    self.by_service[service, plain(prop)].append(frozenset(map(str, found)))

    def properties(self, name: str) -> Record:
        """The properties of a type or nested type, by plain name; without those that have one name."""
        listed = self.records.get(name, {"p": {}})["p"]
        names = Counter(map(plain, listed))
        return {plain(prop): value for prop, value in listed.items() if names[plain(prop)] == 1}

    def listed(self, service: str, name: str, written: frozenset[str]) -> frozenset[str] | None:
        """The values of the service's properties of a name: of those that have all the values written, else of those that
        have some, if together they have all."""
        known = self.by_service.get((service, name), ())
        whole = [values for values in known if written <= values]
        found: frozenset[str] = frozenset().union(*(whole or [values for values in known if written & values]))
        return found if written <= found else None


class Values:
    """The values of one Pulumi SDK's resources."""

    def __init__(self, sdks: Iterable[Sdk], cloudformation: CloudFormationValues) -> None:
        self.cloudformation = cloudformation
        self.texts: dict[tuple[str, str], list[str]] = defaultdict(list)  # (type, property) -> what is written about it
        self.types: dict[str, Record] = {}
        for sdk in sdks:
            self.types |= dict(sdk.records())
            self._read(sdk)
        self.names = {plain(name) for record in self.types.values() for name in record.get("p", ())}

    def _read(self, sdk: Sdk) -> None:
        for found in declarations(sdk.types["types/input"]):
            for name, text in found.texts.items():
                self.texts["types." + found.name, name].append(text)
        for path, text in sdk.modules.items():
            module = path.rpartition("/")[0].replace("/", ".")
            for found in declarations(text):
                if found.kind == "interface" and found.name.endswith("Args"):
                    owner = f"{module}.{found.name.removesuffix('Args')}" if module else found.name
                    for name, text in found.texts.items():
                        self.texts[owner, name].append(text)

    def records(self) -> dict[str, Record]:
        """`{plain name of the resource: {plain name of a property: constraint, or {"in": {…}} of a block}}`."""
        found = {}
        for identity, record in self.types.items():
            key = resource_key(record.get("t", "")) if record["k"] == "R" else None
            if key is not None:
                deployed = self.cloudformation.types.get(key, "")
                service = deployed.split("::")[1].lower() if deployed else identity.partition(".")[0]
                block = self._block(identity, deployed, service, 0)
                if block:
                    found[key] = block
        return found

    def terraform_names(self, bridge: Bridge) -> dict[str, str]:
        """Terraform's plain names of resources -> Pulumi's plain names, where they differ."""
        found: dict[str, str] = {}
        tokens = {name: resource_key(each.get("t", "")) for name, each in self.types.items() if each["k"] == "R"}
        for identity, ours in sorted(tokens.items()):
            theirs = resource_key(bridge.terraform_type(identity) or "")
            if ours is not None and theirs is not None and theirs not in tokens.values():
                found.setdefault(theirs, ours)
        return found

    def _block(self, identity: str, deployed: str, service: str, depth: int) -> Record:
        """The properties of a resource or nested block; `deployed` is the CloudFormation type at the same place, if any."""
        known = self.cloudformation.properties(deployed)
        found: Record = {}
        for name, value in self.types.get(identity, {}).get("p", {}).items():
            key = plain(name)
            kind = value if isinstance(value, str) else value[0]
            inner = next((each for each in type_ids(kind) if each.startswith("types.")), None)
            limits: Record = {}
            if inner is not None and depth < MAX_DEPTH:
                nested = _nested(deployed, known.get(key))
                block = self._block(inner, nested if nested in self.cloudformation.records else "", service, depth + 1)
                limits = {BLOCK: block} if block else {}
            elif inner is None and ("s" in kind or "n" in kind):
                limits = self._constraint(key, self.texts.get((identity, name), ()), known.get(key), service)
            if limits:
                found[key] = limits if key not in found or found[key] == limits else {}
        return {key: limits for key, limits in found.items() if limits}

    def _constraint(self, name: str, texts: Sequence[str], known: Any, service: str) -> Record:
        """What a property must be, as far as both sources agree; {} when nothing is sure."""
        limits = {part: value for part, value in _limits(known).items() if part in MEANT}
        told: frozenset[str] = frozenset().union(*map(written_values, texts)) - UNSET
        if "e" in limits:
            agreed = _agreed(frozenset(map(str, limits["e"])), told)
        elif "r" in limits:
            return {"r": limits["r"]} if all(_within(word, *limits["r"]) for word in told) else {}
        else:
            listed = self.cloudformation.listed(service, name, told) if len(told) > 1 else None
            agreed = {"e": listed} if listed else {}
        if agreed:
            agreed["e"] = sorted(agreed["e"] | self._mentioned(texts) - UNSET)
            if "ci" in limits or any(ANY_CASE.search(text) for text in texts):
                agreed["ci"] = 1
        return agreed

    def _mentioned(self, texts: Iterable[str]) -> frozenset[str]:
        """All that may be a value in what is written: better one too many."""
        found = {word.strip("\"'") for text in texts for word in QUOTED.findall(text)}
        return frozenset(word for word in found if VALUE.fullmatch(word) and plain(word) not in self.names)


def _agreed(values: frozenset[str], told: frozenset[str]) -> Record:
    """CloudFormation's values, when the ones that are written are among them."""
    if not told:
        return {"e": values, "ci": 1} if len(values) <= MOST_UNTOLD else {}
    if told <= values:
        return {"e": values}
    if len(told) > 1 and {value.lower() for value in told} <= {value.lower() for value in values}:
        return {"e": values | told, "ci": 1}
    return {}


def _within(word: str, low: float | None, high: float | None) -> bool:
    if not word.isdecimal():
        return False
    return (low is None or low <= int(word)) and (high is None or int(word) <= high)


def written_values(text: str) -> frozenset[str]:
    """The values that a documentation lists: `Valid values are …`, in back ticks or else in capitals or digits."""
    found: set[str] = set()
    for match in LIST.finditer(text):
        listed = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", match.group(1))
        quoted = QUOTED.findall(listed)
        found.update(quoted or PLAIN.findall(listed))
    return frozenset(value.strip("\"'") for value in found)


def _limits(value: Any) -> Record:
    limits: Record = value[2] if isinstance(value, list) and len(value) > 2 and value[2] else {}
    return limits


def _nested(deployed: str, value: Any) -> str:
    kind = (value if isinstance(value, str) else value[0]) if value else ""
    return f"{deployed.partition('.')[0]}.{kind.lstrip('[]{}')}"


def _ordered(values: frozenset[str]) -> list[str]:
    return sorted(values - UNSET)
