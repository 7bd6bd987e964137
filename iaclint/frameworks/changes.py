"""What a program does to a resource after it made it: later assignments, raw overrides, removal policies."""

from __future__ import annotations

from collections.abc import Callable

from iaclint.evaluator.run import Run
from iaclint.frameworks.framework import as_map
from iaclint.model import Resource
from iaclint.model.resource import Override
from iaclint.source import Span
from iaclint.values import Condition, Entry, Instance, Known, ListValue, MapValue, Omitted, Unknown, Value, choose

REMOVAL = ("removalPolicy", "deletionPolicy")  # two ways to say one thing: the last one holds
Spell = Callable[[str], str]


def set_property(
    run: Run, resource: Resource, name: str, value: Value, span: Span, spelling: str | None = None
) -> None:
    """A property written after construction; a choice with what it was when that happens under an undecided condition."""
    if name in REMOVAL:
        set_removal(run, resource, name, value, span, spelling)
        return
    entries = resource.properties.entries
    old = entries.get(name)
    entries[name] = Entry(under(pending(run, resource), old.value if old else Omitted(), value), span, spelling)


def set_removal(run: Run, resource: Resource, name: str, value: Value, span: Span, spelling: str | None = None) -> None:
    """What happens to the resource on deletion. A raw override beats whatever the program says in other ways, before or after."""
    entries = resource.properties.entries
    said = next((other for other in REMOVAL if other in entries), None)
    old = entries.pop(said) if said is not None else Entry(Omitted())
    if spelling is None and any(override.path == "DeletionPolicy" for override in resource.overrides):
        entries[said or name] = old
        return
    entries[name] = Entry(under(pending(run, resource), old.value, value), span, spelling)


def override(run: Run, resource: Resource, path: Value | None, value: Value, span: Span) -> Override | None:
    """Records a raw write. Its path has to be known: one that is not may write anything."""
    if not isinstance(path, Known) or not isinstance(path.data, str) or not path.data:
        resource.properties.open = resource.properties.open or "an override whose path is not known"
        return None
    made = Override(path.data, value, path.span or span, pending(run, resource), run.reached)
    resource.overrides.append(made)
    return made


def write(run: Run, resource: Resource, names: list[str], change: Override, spell: Spell, spelling: str = "") -> None:
    """Writes into the property at a path what a raw override puts there. Maps on the way are copied: others may share them."""
    holder: Value = resource.properties
    for name in names[:-1]:
        holder = step_into(holder, name, change.span)
    last, old = names[-1], None
    new = respelt(change.value, spell)
    if isinstance(holder, MapValue):
        old = holder.entries.get(last)
        value = merged(old.value, new) if old is not None else new
        value = under(change.conditions, old.value if old else Omitted(), value)
        holder.entries[last] = Entry(value, change.span, spelling or names[-1])
    elif isinstance(holder, ListValue) and last.isdigit() and int(last) < len(holder.items):
        holder.items[int(last)] = under(change.conditions, holder.items[int(last)], new)


def step_into(holder: Value, name: str, span: Span) -> Value:
    """A map or list of the holder's own under ``name``."""
    if isinstance(holder, ListValue):
        at = int(name) if name.isdigit() else len(holder.items)
        if at >= len(holder.items):
            return MapValue(span=span)
        holder.items[at] = own(holder.items[at], span)
        return holder.items[at]
    if not isinstance(holder, MapValue):
        return MapValue(span=span)
    entry = holder.entries.get(name)
    holder.entries[name] = Entry(
        own(entry.value if entry else Omitted(), span),
        entry.key_span if entry else span,
        entry.spelling if entry else None,
    )
    return holder.entries[name].value


def own(value: Value, span: Span) -> Value:
    if isinstance(value, ListValue):
        return ListValue(list(value.items), value.span, value.open, value.kind)
    return as_map(value, "what is overridden", span)


def merged(old: Value, new: Value) -> Value:
    """Raw overrides are merged into maps, not put in their place."""
    if not isinstance(old, MapValue) or not isinstance(new, MapValue):
        return new
    result = MapValue(dict(old.entries), old.span, old.open or new.open)
    for key, entry in new.entries.items():
        before = result.entries.get(key)
        value = merged(before.value, entry.value) if before is not None else entry.value
        result.entries[key] = Entry(value, entry.key_span, entry.spelling)
    return result


def respelt(value: Value, spell: Spell, depth: int = 0) -> Value:
    """A raw value with its keys in the framework's spelling."""
    if depth > 8:
        return value
    if isinstance(value, MapValue):
        copy = MapValue(span=value.span, open=value.open, origin=value)
        for key, entry in value.entries.items():
            name = spell(key) if isinstance(key, str) else key
            copy.entries[name] = Entry(
                respelt(entry.value, spell, depth + 1), entry.key_span, entry.spelling or str(key)
            )
        return copy
    if isinstance(value, ListValue):
        return ListValue([respelt(item, spell, depth + 1) for item in value.items], value.span, value.open, value.kind)
    return value


def pending(run: Run, resource: Resource) -> tuple[Condition, ...]:
    """The undecided conditions in force that were not when the resource was made."""
    made = {identity(condition) for condition in resource.conditions}
    return tuple(condition for condition in run.guards if identity(condition) not in made)


def under(conditions: tuple[Condition, ...], old: Value, new: Value) -> Value:
    """``new`` under conditions, ``old`` otherwise."""
    if not conditions:
        return new
    keys = {identity(condition) for condition in conditions}
    options: list[tuple[tuple[Condition, ...], Value]] = [(conditions, new)]
    for existing, value in old.alternatives():
        own_keys = {identity(condition) for condition in existing}
        if keys <= own_keys:
            continue  # that was for these very conditions: overwritten
        opposite = {(text, span, not negated) for text, span, negated in own_keys}
        options.append((existing if keys & opposite else (*existing, conditions[0].inverted()), value))
    return choose(options)


def identity(condition: Condition) -> tuple[str, object, bool]:
    return condition.text, condition.span.key if condition.span else None, condition.negated


def resource_of(instance: Instance) -> Resource | None:
    resource = instance.resource
    return resource if isinstance(resource, Resource) else None


def opened(resource: Resource, reason: str, span: Span) -> None:
    """Something may have changed what happens to a resource on deletion."""
    for name in REMOVAL:
        resource.properties.entries.pop(name, None)
    resource.properties.entries["removalPolicy"] = Entry(Unknown(reason, span=span), span, None)
