"""What the catalog knows, in words for people (`iaclint catalog show …`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from iaclint.catalog.library import Library, libraries, load
from iaclint.catalog.types import Method, Property, Type

PREFERRED = ("aws-cdk-lib", "@pulumi/aws", "@cdktf/provider-aws", "cdktf")
WORDS = {"s": "string", "n": "number", "i": "integer", "b": "boolean"}


def describe(text: str) -> str:
    """What there is to say of a construct, a resource, a property, an enum member or a method (`aws_s3.Bucket`,
    `@pulumi/aws.s3.Bucket.acl`, `aws_s3.Bucket.lifecycleRules.expiration`), a CloudFormation type or property
    (`AWS::S3::Bucket.BucketName`), a Terraform type (`aws_s3_bucket`), a back end's key
    (`terraform.backend.s3.use_lockfile`), an IAM action (`s3:GetObject`) or a Lambda runtime (`nodejs18.x`). `versions`
    lists the libraries and their sampled versions."""
    if text == "versions":
        return versions()
    for source in (_cloudformation, _backend, _action, _runtime, _symbol, _terraform_type):
        found = source(text)
        if found:
            return "\n".join(found)
    return f"The catalog knows nothing of {text}."


def versions() -> str:
    """The libraries of the catalog, one on a line: name, number of samples, first and last version."""
    lines = []
    for name in libraries():
        library = load(name)
        span = " to ".join(dict.fromkeys((library.versions[0], library.versions[-1])))
        lines.append(f"{name}  {span}" + (f"  ({len(library.versions)} versions)" if len(library.versions) > 1 else ""))
    return "\n".join(lines)


def _symbol(text: str) -> list[str] | None:
    for library, path in _places(text):
        parts = path.split(".")
        for end in range(len(parts), 0, -1):
            kind = library.get(".".join(parts[:end]))
            if kind is not None:
                found = _type(kind) if end == len(parts) else _member(kind, parts[end:])
                if found:
                    return found
    return None


def _places(text: str) -> Iterator[tuple[Library, str]]:
    """The libraries a symbol may lie in, with its path there."""
    named = [name for name in libraries() if text.startswith(name + ".")]
    if named:
        yield load(named[0]), text[len(named[0]) + 1 :]
        return
    for name in dict.fromkeys((*PREFERRED, *libraries())):
        yield load(name), text


def _member(kind: Type, names: list[str]) -> list[str] | None:
    """A property, member or method, reached through the structs of the properties before it."""
    *outer, last = names
    current = kind
    for name in outer:
        prop = _property(current, name)
        nested = current.library.get(prop.struct or "") if prop is not None else None
        if nested is None:
            return None
        current = nested
    prop = _property(current, last)
    if prop is not None:
        return [f"{current.id}.{prop.name} ({_span(current.library)})", *_facts(prop), *_shape(current.library, prop)]
    method = current.method(last) or current.method(current.by_python_name(last) or "")
    if method is None:
        return None
    parameters = ", ".join(readable(each) for each in method.parameters)
    signature = f"method({parameters})" + (f" → {readable(method.type)}" if method.type else "")
    return [f"{current.id}.{method.name} ({_span(current.library)})", "  " + signature, *_history(method)]


def _property(kind: Type, name: str) -> Property | None:
    """A property of the constructor's struct or of the type itself, in either language's spelling."""
    holders = [found for found in (kind.library.get(kind.props_struct or ""), kind) if found is not None]
    for holder in holders:
        prop = holder.property(name) or holder.property(holder.by_python_name(name) or "")
        if prop is not None:
            return prop
    return None


def _type(kind: Type) -> list[str]:
    lines = [f"{kind.id} ({_span(kind.library)})", f"  {kind.kind}{_deployed(kind)}"]
    if kind.deprecated:
        lines.append(f"  deprecated{_since(kind.deprecated_since)}: {kind.deprecated}")
    if kind.since or kind.until:
        lines.append("  " + _interval(kind.since, kind.until))
    if kind.physical_name:
        lines.append(f"  physical name: {kind.physical_name}" + (f" ({kind.cfn_name})" if kind.cfn_name else ""))
    if kind.default_removal:
        lines.append(f"  on deletion by default: {kind.default_removal}")
    struct = kind.library.get(kind.props_struct or "") or kind
    if struct.properties():
        lines.append(f"  {'members' if kind.kind == 'enum' else 'properties'} of {struct.id}:")
        lines += [f"    {line}" for name in sorted(struct.properties()) for line in _line(struct.properties()[name])]
    return lines


def _deployed(kind: Type) -> str:
    return f", becomes {kind.deployed_type}" if kind.deployed_type else ""


def _line(prop: Property) -> Iterator[str]:
    marks = [readable(prop.type)] if prop.type else [str(prop.value)] if prop.value is not None else []
    marks += ["required"] if prop.required else []
    marks += [f"deprecated{_since(prop.deprecated_since)}"] if prop.deprecated else []
    marks += [_interval(prop.since, prop.until)] if prop.since or prop.until else []
    yield f"{prop.name}: {', '.join(marks)}" if marks else prop.name


def _facts(prop: Property) -> list[str]:
    what = "static member" if prop.static else "required" if prop.required else "optional"
    kind = readable(prop.type) if prop.value is None else str(prop.value)
    return ["  " + ", ".join(filter(None, [kind, what])), *_history(prop)]


def _history(member: Property | Method) -> list[str]:
    lines = []
    if member.deprecated:
        lines.append(f"  deprecated{_since(member.deprecated_since)}: {member.deprecated}")
    if member.since or member.until:
        lines.append("  " + _interval(member.since, member.until))
    return lines


def _shape(library: Library, prop: Property) -> list[str]:
    """The properties of the struct that a property holds."""
    struct = library.get(prop.struct or "")
    if struct is None:
        return []
    inner = struct.properties()
    return [f"  properties of {struct.id}:", *(f"    {line}" for name in sorted(inner) for line in _line(inner[name]))]


def readable(expression: str) -> str:
    """A type expression in words: `[]s` → `list of string`."""
    text = expression.rstrip("?").replace("[]", "list of ").replace("{}", "map of ").replace("~", "")
    text = re.sub(r"\b([snib])\b(?![.\w])", lambda found: WORDS[found[1]], text)
    return text + (" (optional)" if expression.endswith("?") else "")


def _span(library: Library) -> str:
    return f"{library.name} " + " to ".join(dict.fromkeys((library.versions[0], library.versions[-1])))


def _since(version: str | None) -> str:
    return f" since {version}" if version else ""


def _interval(since: str | None, until: str | None) -> str:
    return ", ".join(
        filter(None, [f"first seen in {since}" if since else "", f"last seen in {until}" if until else ""])
    )


def _cloudformation(text: str) -> list[str] | None:
    from iaclint.catalog.cloudformation import resource

    name, _, path = text.partition(".")
    kind = resource(name) if "::" in name else None
    if kind is None:
        return None
    if path:
        prop = kind.property(path)
        if prop is None:
            return None
        lines = [text, f"  {readable(prop.type)}, {'required' if prop.required else 'optional'}"]
        lines += ["  a change replaces the resource"] if prop.replaces else []
        return lines + _limits(prop.constraint)
    lines = [text, *(["  holds data"] if kind.stateful else [])]
    pairs = (("identified by", ", ".join(kind.identifiers)), ("ARN", kind.arn), ("physical name", kind.name_property))
    lines += [f"  {label}: {value}" for label, value in pairs if value]
    return [
        *lines,
        "  properties:",
        *(f"    {prop.name}: {readable(prop.type)}" for prop in kind.properties().values()),
    ]


def _limits(constraint: object) -> list[str]:
    from iaclint.catalog.cloudformation import Constraint

    if not isinstance(constraint, Constraint):
        return []
    lines = []
    if constraint.values is not None:
        lines.append("  one of " + ", ".join(str(value) for value in constraint.values))
    if constraint.pattern is not None:
        lines.append(f"  matches {constraint.pattern}")
    for label, (low, high) in (("length", constraint.length), ("value", constraint.range), ("items", constraint.items)):
        if low is not None or high is not None:
            bounds = (f"at least {low}" if low is not None else "", f"at most {high}" if high is not None else "")
            lines.append(f"  {label}: " + ", ".join(filter(None, bounds)))
    return lines


def _backend(text: str) -> list[str] | None:
    from iaclint.catalog.backends import backend

    words = text.split(".")
    found = backend(words[2]) if words[:2] == ["terraform", "backend"] and len(words) > 2 else None
    if found is None:
        return None
    if len(words) == 3:
        life = ((f"since Terraform {found.since}", found.since), (f"removed in {found.removed}", found.removed))
        return [text, *(f"  {label}" for label, version in life if version), *(f"  {path}" for path in found.paths())]
    key = found.key(".".join(words[3:]))
    if key is None:
        return None
    facts = (("since Terraform", key.since), ("deprecated in", key.deprecated), ("removed in", key.removed))
    lines = [f"  {label} {version}" for label, version in facts if version]
    lines += [f"  use {key.replacement} instead"] if key.replacement else []
    return [f"terraform.backend.{found.name}.{key.path}", *(lines or ["  in all versions since Terraform 1.0"])]


def _action(text: str) -> list[str] | None:
    from iaclint.catalog.iam import access_level, expand, resource_level

    service, _, action = text.partition(":")
    level = access_level(service, action) if action and "/" not in text else None
    if level is not None:
        return [text, f"  access level: {level}", f"  resource: {resource_level(service, action)}"]
    return [text, *(f"  {name}" for name in expand(text))] if action and "*" in text and "/" not in text else None


def _runtime(text: str) -> list[str] | None:
    from iaclint.catalog.runtimes import runtime

    found = runtime(text)
    if found is None:
        return None
    pairs: Iterable[tuple[str, str | None]] = (
        ("deprecated on", found.deprecated),
        ("no new functions from", found.creation_blocked),
        ("no updates from", found.update_blocked),
        ("successor:", found.successor),
    )
    return [text, *(f"  {label} {value}" for label, value in pairs if value)]


def _terraform_type(text: str) -> list[str] | None:
    if not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)+", text):
        return None
    provider = text.partition("_")[0]
    for scope in ("@cdktf", "@cdktn"):
        library = load(f"{scope}/provider-{provider}")
        name = "".join(part.capitalize() for part in text.partition("_")[2].split("_"))
        for candidate in (name, name + "A"):
            kind = library.get(library.by_class(candidate) or "")
            if kind is not None and kind.deployed_type == text:
                return _type(kind)
    return None
