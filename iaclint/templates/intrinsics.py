"""CloudFormation's functions, conditions and parameters, as values."""

from __future__ import annotations

import re
from collections.abc import Callable

from iaclint.source import Span
from iaclint.templates.reading import Reading, joined, map_of, plain, text_of
from iaclint.values import (
    ACCOUNT,
    DEPLOY_TIME,
    REGION,
    STACK,
    Condition,
    Entry,
    Instance,
    JsonText,
    Known,
    ListValue,
    MapValue,
    Omitted,
    Reference,
    Unknown,
    Value,
    choose,
)

PSEUDO_PARAMETERS = {"AWS::Region": REGION, "AWS::AccountId": ACCOUNT, "AWS::StackName": STACK, "AWS::StackId": STACK}
NO_VALUE = "AWS::NoValue"
_HOLE = re.compile(r"\$\{([^{}]{1,300})\}")
_MAX_DEPTH = 40

Code = Callable[["Intrinsics", Value, Span | None], Value]


class Intrinsics:
    """``instances``: the template's resources by logical id. ``given``: what a parent stack passes as parameters."""

    def __init__(self, reading: Reading, root: MapValue, given: dict[str, Value]) -> None:
        self.reading = reading
        self.instances: dict[str, Instance] = {}
        self._parameters = map_of(root.get("Parameters"))
        self._mappings = map_of(root.get("Mappings"))
        self._conditions = map_of(root.get("Conditions"))
        self._given = given
        self._decided: dict[str, bool | None] = {}

    def call(self, value: MapValue) -> Value | None:
        """What a function gives; ``None`` when the map is none."""
        if len(value.entries) != 1:
            return None
        name, entry = next(iter(value.entries.items()))
        code = FUNCTIONS.get(name) if isinstance(name, str) else None
        if code is not None:
            return code(self, entry.value, value.span)
        if isinstance(name, str) and name.startswith("Fn::"):
            inner = self.plain(entry.value)
            return Unknown("known when deployed", name.removeprefix("Fn::"), value.span, DEPLOY_TIME | inner.labels)
        return None

    def plain(self, value: Value, depth: int = 0) -> Value:
        """A value outside any property: functions computed, everything else as it is."""
        if depth > _MAX_DEPTH:
            return Unknown("nested too deeply", span=value.span)
        if isinstance(value, Known) and isinstance(value.data, str):
            return self.reading.marking.marked(value.data, value.span)
        if isinstance(value, ListValue):
            return ListValue([self.plain(item, depth + 1) for item in value.items], value.span)
        if isinstance(value, MapValue):
            found = self.call(value)
            if found is not None:
                return found
            entries = {
                key: Entry(self.plain(e.value, depth + 1), e.key_span, e.spelling) for key, e in value.entries.items()
            }
            return MapValue(entries, value.span)
        return value

    # -- names

    def ref(self, name: str, span: Span | None) -> Value:
        if name in self.instances:
            return Reference(self.instances[name], "ref", span)
        if name == NO_VALUE:
            return Omitted(span)
        if name.startswith("AWS::"):
            labels = PSEUDO_PARAMETERS.get(name, 0)
            return Unknown("known when deployed", name, span, labels | DEPLOY_TIME)
        if name in self._given:
            return self._given[name]
        parameter = map_of(self._parameters.get(name))
        default, kind = parameter.get("Default"), text_of(parameter.get("Type")) or ""
        if kind.startswith("AWS::SSM::Parameter::"):  # its default is where the value is kept
            return Unknown("known when deployed", name, span, DEPLOY_TIME)
        secret = plain(hidden) == "true" if isinstance(hidden := parameter.get("NoEcho"), Known) else False
        return self.reading.given(name, f"parameter {name}", span, default, secret)

    def attribute(self, owner: str, name: str, span: Span | None) -> Value:
        instance = self.instances.get(owner)
        if instance is None:
            return Unknown(f"attribute {name} of {owner}, which is not in the template", f"{owner}.{name}", span)
        return Reference(instance, "attr" + name.replace(".", ""), span)

    # -- conditions

    def condition(self, name: str) -> bool | None:
        """Whether a condition of the template holds; ``None`` when it is open."""
        if name not in self._decided:
            self._decided[name] = None  # for a condition that means itself
            entry = self._conditions.entries.get(name)
            self._decided[name] = self.holds(entry.value) if entry is not None else None
        return self._decided[name]

    def holds(self, value: Value, depth: int = 0) -> bool | None:
        if not isinstance(value, MapValue) or len(value.entries) != 1 or depth > _MAX_DEPTH:
            return None
        name, operand = next((key, entry.value) for key, entry in value.entries.items())
        if name == "Condition":
            return self.condition(text_of(operand) or "")
        operands = operand.items if isinstance(operand, ListValue) else []
        if name == "Fn::Equals" and len(operands) == 2:
            return self._equal(operands[0], operands[1])
        answers = [self.holds(item, depth + 1) for item in operands]
        if name == "Fn::Not" and len(answers) == 1:
            return None if answers[0] is None else not answers[0]
        if name in ("Fn::And", "Fn::Or") and answers:
            decisive = name == "Fn::Or"
            return decisive if decisive in answers else None if None in answers else not decisive
        return None

    def _equal(self, left: Value, right: Value) -> bool | None:
        texts = [_constant_text(self.plain(value)) for value in (left, right)]
        return None if None in texts else texts[0] == texts[1]

    def chosen(self, name: str, span: Span | None, when: Value, otherwise: Value) -> Value:
        decided = self.condition(name)
        if decided is not None:
            return when if decided else otherwise
        condition = Condition(name, span)
        return choose([((condition,), when), ((condition.inverted(),), otherwise)], span)

    def mapped(self, path: list[Value]) -> Value | None:
        """What stands in ``Mappings`` under three known keys."""
        found: Value | None = self._mappings
        for key in path:
            text = _constant_text(key)
            found = found.get(text) if isinstance(found, MapValue) and text is not None else None
        return found


def _constant_text(value: Value) -> str | None:
    if isinstance(value, Known):
        return plain(value)
    if isinstance(value, Unknown) and isinstance(value.assumed, (str, int, float, bool)):
        return plain(Known(value.assumed))
    return None


def _items(value: Value) -> list[Value]:
    return value.items if isinstance(value, ListValue) else []


def ref(run: Intrinsics, value: Value, span: Span | None) -> Value:
    name = text_of(value)
    return run.ref(name, span) if name is not None else Unknown("a reference to something unknown", span=span)


def get_att(run: Intrinsics, value: Value, span: Span | None) -> Value:
    parts = [text_of(item) for item in _items(value)]
    if isinstance(value, Known) and isinstance(value.data, str):
        parts = list(value.data.partition(".")[::2])
    if len(parts) == 2 and parts[0] is not None:
        return run.attribute(parts[0], parts[1] or "attribute", span)
    return Unknown("known when deployed", "GetAtt", span, DEPLOY_TIME)


def sub(run: Intrinsics, value: Value, span: Span | None) -> Value:
    """``${Name}``, ``${Name.Attribute}``, ``${!Literal}``; with a list the second item holds further names."""
    template, variables = value, MapValue()
    if isinstance(value, ListValue) and value.items:
        template = value.items[0]
        variables = map_of(value.items[1]) if len(value.items) > 1 else variables
    body = text_of(template)
    if body is None:
        return Unknown("Fn::Sub of a text that is not known", span=span)
    marked = run.reading.marking.marked
    parts: list[Value] = []
    at = 0
    for match in _HOLE.finditer(body):
        parts.append(marked(body[at : match.start()], template.span))
        parts.append(_substituted(run, match[1].strip(), variables, template.span))
        at = match.end()
    parts.append(marked(body[at:], template.span))
    return joined(parts, template.span)


def _substituted(run: Intrinsics, name: str, variables: MapValue, span: Span | None) -> Value:
    if name.startswith("!"):
        return Known("${" + name[1:] + "}")
    given = variables.get(name)
    if given is not None:
        return run.plain(given)
    owner, dot, attribute = name.partition(".")
    return run.attribute(owner, attribute, span) if dot else run.ref(name, span)


def join(run: Intrinsics, value: Value, span: Span | None) -> Value:
    items = _items(value)
    separator = text_of(items[0]) if len(items) == 2 else None
    values = run.plain(items[1]) if len(items) == 2 else None
    if separator is None or not isinstance(values, ListValue):
        return Unknown("known when deployed", "Join", span, DEPLOY_TIME | (values.labels if values else 0))
    parts: list[Value] = []
    for item in values.items:
        parts += [Known(separator), item] if parts else [item]
    return joined(parts, span)


def select(run: Intrinsics, value: Value, span: Span | None) -> Value:
    items = _items(value)
    if len(items) == 2:
        index, values = _constant_text(run.plain(items[0])), run.plain(items[1])
        if isinstance(values, ListValue) and index is not None and index.isdecimal() and int(index) < len(values.items):
            return values.items[int(index)]
        return Unknown("known when deployed", "Select", span, DEPLOY_TIME | values.labels)
    return Unknown("known when deployed", "Select", span, DEPLOY_TIME)


def split(run: Intrinsics, value: Value, span: Span | None) -> Value:
    items = _items(value)
    separator = text_of(items[0]) if len(items) == 2 else None
    whole = run.plain(items[1]) if len(items) == 2 else None
    if separator and isinstance(whole, Known) and isinstance(whole.data, str):
        return ListValue([Known(piece, span) for piece in whole.data.split(separator)], span)
    return Unknown("known when deployed", "Split", span, DEPLOY_TIME | (whole.labels if whole else 0))


def find_in_map(run: Intrinsics, value: Value, span: Span | None) -> Value:
    path = [run.plain(item) for item in _items(value)[:3]]
    found = run.mapped(path) if len(path) == 3 else None
    if found is not None:
        return run.plain(found)
    labels = DEPLOY_TIME
    for key in path:
        labels |= key.labels
    return Unknown("known when deployed", "FindInMap", span, labels)


def choice(run: Intrinsics, value: Value, span: Span | None) -> Value:
    """``Fn::If`` outside properties; in them the branches are read in the property's spelling."""
    items = _items(value)
    if len(items) != 3:
        return Unknown("Fn::If that is not understood", span=span)
    return run.chosen(text_of(items[0]) or "", span, run.plain(items[1]), run.plain(items[2]))


def to_json(run: Intrinsics, value: Value, span: Span | None) -> Value:
    return JsonText(run.plain(value), span)


FUNCTIONS: dict[str, Code] = {
    "Ref": ref,
    "Fn::GetAtt": get_att,
    "Fn::Sub": sub,
    "Fn::Join": join,
    "Fn::Select": select,
    "Fn::Split": split,
    "Fn::FindInMap": find_in_map,
    "Fn::If": choice,
    "Fn::ToJsonString": to_json,
}
