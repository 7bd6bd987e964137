"""A listing of the model beside the golden of the framework: what is found, what is missed, what is made up."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Any

from iaclint.frameworks.jsii import catalog_type
from tools.fidelity.holes import ANYTHING
from tools.fidelity.properties import Known, flat, is_name, key, known, text_of
from tools.fidelity.similarity import matches

Data = dict[str, Any]
MEASURES = (
    "resources",
    "precision",
    "lines",
    "names",
    "properties",
    "invented properties",
    "statements",
    "statement precision",
    "protections",
    "untrue protections",
    "implied precision",  # of what the library makes by itself
)
# What configures the framework rather than the resource.
NOT_DEPLOYED = frozenset({"provider", "dependson", "count", "foreach", "removalpolicy", "deletionpolicy", "tags"})
_INNER = re.compile(r"\$\{([^{}]*)\}")
_TAGS = re.compile(r"\w*tags\.")  # ``healthchecktags.0.key``
_OBJECT = re.compile(r"\$\{[A-Z]\w*\}")
ELEMENTS = ("actions", "not_actions", "resources", "not_resources")
EACH_PROPERTY = ("aws_", "random_", "aws:", "random:")  # types whose properties are deployed as they are written


class Tally:
    """``hits`` of ``total``; ``misses`` in words."""

    __slots__ = ("hits", "misses", "total")

    def __init__(self) -> None:
        self.hits = 0
        self.total = 0
        self.misses: list[str] = []

    def count(self, hit: bool, miss: str) -> None:
        self.total += 1
        self.hits += hit
        if not hit:
            self.misses.append(miss)

    def add(self, other: Tally) -> None:
        self.hits += other.hits
        self.total += other.total
        self.misses += other.misses

    @property
    def value(self) -> float | None:
        return self.hits / self.total if self.total else None


class Comparison:
    """The tallies of one project, by measure."""

    __slots__ = ("_values", "golden", "listing", "tallies")

    def __init__(self, golden: Data, listing: Data) -> None:
        self.golden = golden
        self.listing = listing
        self.tallies = {measure: Tally() for measure in MEASURES}
        self._values = values(listing)
        pairs = self._pair_resources()
        for real, found in pairs:
            self._compare(real, found)
        self._compare_statements()

    def misses(self) -> Iterator[tuple[str, str]]:
        for measure, tally in self.tallies.items():
            for miss in tally.misses:
                yield measure, miss

    def _pair_resources(self) -> list[tuple[Data, Data]]:
        left: list[Data] = [one for one in self.listing["resources"] if not one.get("implicit")]
        alike_id = partial(same_id, holes=self.listing.get("holes", {}))
        pairs: list[tuple[Data, Data]] = []
        for made in ("source", "method"):
            wanted = [real for real in self.golden["resources"] if real.get("made", "source") == made]
            for alike in (alike_id, same_line, same_type):
                wanted = [real for real in wanted if not taken(real, left, pairs, alike)]
            if made == "source":
                for real in wanted:
                    self._count("resources", False, f"{label(real)} {place(real)}")
        for real, _ in pairs:
            if real.get("made", "source") == "source":
                self._count("resources", True, "")
            self._count("precision", True, "")
        implicit: Counter[str] = Counter(self.golden["implicit"])
        implicit.update(real["type"] for real in wanted)  # those of methods that are not listed as such
        implied = [one for one in self.listing["resources"] if one.get("implicit")]
        for measure, several in (("precision", left), ("implied precision", implied)):
            for found in several:
                exists = implicit[found["type"]] > 0
                implicit[found["type"]] -= exists
                self._count(measure, exists, f"{label(found)} {place(found)}")
        return pairs

    def _compare(self, real: Data, found: Data) -> None:
        at = f"{label(real)} {place(found)}"
        if real.get("line") and real.get("made", "source") == "source":
            self._count("lines", same_line(real, found), f"{at}: really {place(real)}")
        if real.get("made", "source") == "source":
            self._compare_properties(real, found, at)
        for word in real["protection"]:
            self._count("protections", word in found["protection"], f"{at}: {word}")
        for word in found["protection"]:
            self._count("untrue protections", word in real["protection"], f"{at}: {word}")

    def _compare_properties(self, real: Data, found: Data, at: str) -> None:
        truth, model = flat(real["properties"]), flat(found["properties"])
        model = {path: self._filled(value, truth.get(path)) for path, value in model.items()}
        every = real["type"].startswith(EACH_PROPERTY) or ".Cfn" in found["construct"]
        if real["type"].startswith("AWS::"):  # tags of all resources come from above
            truth, model = without_tags(truth), without_tags(model)
        for path, value in truth.items():
            top = "." not in path
            if value == "…" or not known(value):
                continue
            if top and is_name(path) and (path in model or every or path == physical_name(found["construct"])):
                self._count("names", matches(value, model.get(path)), f"{at}: {path} = {value}, not {model.get(path)}")
            if every or (top and path in model and passes_through(value, model[path])):
                hit = matches(value, model.get(path))
                self._count("properties", hit, f"{at}: {path} = {text_of(value)}, not {text_of(model.get(path))}")
        if every:
            self._count_invented(truth, model, at)

    def _filled(self, value: Known, real: Known) -> Known:
        """A text of the model with what its holes stand for, where that makes it the framework's."""
        value = followed(value, self._values)
        if isinstance(value, str) and not matches(real, value):
            return filled(value, str(real), self.listing.get("holes", {}))
        return value

    def _count_invented(self, truth: dict[str, Known], model: dict[str, Known], at: str) -> None:
        """Known values that the framework does not have."""
        beginnings = {path for name in truth for path in prefixes(name)}
        for path, value in model.items():
            if path.partition(".")[0] in NOT_DEPLOYED or "${" in str(value) or value is None or value == "…":
                continue
            open_above = any(truth.get(prefix) == "…" or "${}" in str(truth.get(prefix)) for prefix in prefixes(path))
            self._count("invented properties", path in beginnings or open_above, f"{at}: {path} = {text_of(value)}")

    def _compare_statements(self) -> None:
        left = [one for one in self.listing["iam_statements"] if not one.get("implicit")]
        holes = self.listing.get("holes", {})
        for real in sorted(self.golden["statements"], key=holes_in):  # a hole would take what another says in full
            if real["made"] == "source":
                found = next((one for one in left if same_statement(real, one, holes)), None)
                if found is not None:
                    left.remove(found)
                self._count("statements", found is not None, statement_text(real))
        for one in self.listing["iam_statements"]:  # a document may be listed once more where it is used
            exists = any(same_statement(real, one, holes) for real in self.golden["statements"])
            self._count("statement precision", exists, f"{statement_text(one)} {place(one)}")

    def _count(self, measure: str, hit: bool, miss: str) -> None:
        self.tallies[measure].count(hit, miss)


def values(listing: Data) -> dict[str, str]:
    """The known properties of Pulumi's resources as a reference names them (``${topic.name}``): mocks give outputs the values of inputs."""
    found = {}
    for resource in listing["resources"]:
        if ":" in resource["type"] and "::" not in resource["type"]:
            identity = _INNER.sub(r"<\1>", resource["id"])
            for name, value in resource["properties"].items():
                if isinstance(value, str):
                    found[f"{identity}.{key(name)}"] = value
    return found


def followed(value: Known, values: dict[str, str]) -> Known:
    """A text with what its references stand for."""

    def target(hole: re.Match[str]) -> str:
        identity, _, name = hole[1].rpartition(".")
        return values.get(f"{identity}.{key(name)}", hole[0])

    return _INNER.sub(target, value) if isinstance(value, str) else value


def filled(value: str, real: str, holes: dict[str, list[str]]) -> str:
    """A text with what each hole stands for: of several texts the one that fits."""
    for hole in _INNER.finditer(value):
        texts = holes.get(hole[1], [])
        if hole[1].endswith("Arn") and real.startswith("arn:") and "${}" in real:
            texts = [ANYTHING]  # the framework writes out an ARN that the model refers to
        fitting = [text for text in texts if text == ANYTHING or text in real]
        if fitting:
            value = value.replace(hole[0], max(fitting, key=len))
    return value


def without_tags(properties: dict[str, Known]) -> dict[str, Known]:
    return {path: value for path, value in properties.items() if not _TAGS.match(path)}


def taken(real: Data, left: list[Data], pairs: list[tuple[Data, Data]], alike: Any) -> bool:
    """Takes the first resource that is like the real one from those that are left."""
    for index, found in enumerate(left):
        if found["type"] == real["type"] and alike(real, found):
            pairs.append((real, left.pop(index)))
            return True
    return False


def same_id(real: Data, found: Data, holes: dict[str, list[str]]) -> bool:
    return matches(real["id"], filled(found["id"], real["id"], holes))


def same_line(real: Data, found: Data) -> bool:
    return (real.get("file"), real.get("line")) == (found["file"], found["line"])


def same_type(real: Data, found: Data) -> bool:
    return bool(real["type"] == found["type"])


def same_statement(real: Data, found: Data, holes: dict[str, list[str]]) -> bool:
    if real["effect"] != found["effect"] or real["kind"] != found["kind"]:
        return False
    return all(same_items(real[name], found[name], holes) for name in ELEMENTS)


def holes_in(statement: Data) -> int:
    return sum(item.count("${}") for name in ELEMENTS for item in statement[name])


def same_items(real: list[str], found: list[Any], holes: dict[str, list[str]]) -> bool:
    """Whether each item of one list has its own in the other."""
    left = [item if isinstance(item, str) else text_of(item) for item in found]
    if len(left) != len(real):
        return False
    for item in sorted(real, key=len, reverse=True):  # a hole at the end would take what is longer
        partner = next((one for one in left if matches(item, filled(one, item, holes))), None)
        if partner is None:
            return False
        left.remove(partner)
    return True


def passes_through(real: Known, found: Known) -> bool:
    """Whether a property of a higher construct is deployed as written: a scalar, neither another construct nor an object."""
    if not isinstance(found, (str, bool, int, float)) or isinstance(found, bool) != isinstance(real, bool):
        return False
    return not (isinstance(found, str) and _OBJECT.fullmatch(found))


@lru_cache(maxsize=4096)
def physical_name(construct: str) -> str:
    """The deployed property that holds the physical name of what a construct makes; a program that gives it must be seen to."""
    kind = catalog_type(construct)
    return key(kind.cfn_name or "") if kind is not None else ""


def prefixes(path: str) -> Iterator[str]:
    parts = path.split(".")
    return (".".join(parts[:count]) for count in range(1, len(parts) + 1))


def label(resource: Data) -> str:
    return f"{resource['type']} {resource['id']}"


def place(item: Data) -> str:
    return f"({item.get('file')}:{item.get('line')})"


def statement_text(statement: Data) -> str:
    parts = [statement["effect"], statement["kind"]]
    for name in ELEMENTS:
        if statement[name]:
            parts.append(f"{name} {', '.join(map(str, statement[name]))}")
    return " · ".join(parts)


def pooled(comparisons: dict[str, Comparison]) -> dict[str, dict[str, Tally]]:
    """The tallies of all projects of a kind; ``comparisons`` by ``kind/name``."""
    sums: dict[str, dict[str, Tally]] = defaultdict(lambda: {measure: Tally() for measure in MEASURES})
    for name, comparison in comparisons.items():
        for measure, tally in comparison.tallies.items():
            sums[name.rpartition("/")[0]][measure].add(tally)
    return dict(sums)
