"""A raw override of a Terraform back end that Terraform does not take: ``init`` fails, after everything else went well."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.model import Resource, ResourceGraph
from iaclint.model.resource import Override
from iaclint.rule import Backend, BackendKey, Context, Finding, Rule, TerraformVersion
from iaclint.source import Span
from iaclint.values import Entry, Known, ListValue, MapValue, Value

from ._stacks import backends_of, scope_of

rule = Rule(
    "BKD001",
    severity="error",
    summary="A raw override of a Terraform back end has a key that Terraform does not take",
    frameworks=("cdktf",),
    deployed=True,
)

DECLARE = (
    "say which Terraform is used: `terraform-version` in the configuration of iaclint, or a `.terraform-version` file"
)


@rule.program()
def check(graph: ResourceGraph, context: Context) -> Iterator[Finding]:
    for resource in graph.resources:
        if resource.framework != "cdktf" or resource.kind not in ("stack", "backend"):
            continue
        for override in resource.overrides:
            finder = Finder(graph, context, resource, override)
            if resource.kind == "stack":
                yield from finder.stack_override()
            else:
                backend = context.facts.backend(resource.label)
                if backend is not None:
                    yield from finder.keys(backend, override.path, override.value, override.span)


class Finder:
    """Checks one override: ``owner`` is the stack or back end that it is of."""

    def __init__(self, graph: ResourceGraph, context: Context, owner: Resource, override: Override) -> None:
        self.graph = graph
        self.facts = context.facts
        self.owner = owner
        self.override = override

    def stack_override(self) -> Iterator[Finding]:
        names = self.override.path.split(".")
        if names[0] == "backend":
            message = f"Terraform has no `{self.override.path}` at the top of a configuration"
            yield self.error(self.override.span, message, f"the path is `terraform.{self.override.path}`")
        if names[:2] != ["terraform", "backend"]:
            return
        for name, rest, value, span in self.named_backends(names[2:]):
            backend = self.facts.backend(name) if not name.endswith("Backend") else None
            if backend is None:
                yield self.unknown_backend(name, span)
            elif (other := self.other_backend(name)) is not None:
                message = f"the stack has the back end `{other}`, so an override of `{name}` gives it a second one"
                yield self.error(span, message, f"override `terraform.backend.{other}`")
            else:
                yield from self.keys(backend, rest, value, span)

    def named_backends(self, names: list[str]) -> Iterator[tuple[str, str, Value, Span]]:
        """The back ends that the override writes, each with the rest of the path and what is put there."""
        value = self.override.value
        if names:
            yield names[0], ".".join(names[1:]), value, self.override.span
        elif isinstance(value, MapValue):
            for key, entry in value.entries.items():
                if not (isinstance(entry.value, Known) and entry.value.data is None):
                    yield str(key), "", entry.value, entry.key_span or self.override.span

    def other_backend(self, name: str) -> str | None:
        """The back end that the stack is made with, when it is surely not the one of that name."""
        made = [self.facts.backend(backend.label) for backend in backends_of(self.owner, self.graph)]
        names = [backend.name for backend in made if backend is not None]
        return names[0] if names and len(names) == len(made) and name not in names else None

    def unknown_backend(self, name: str, span: Span) -> Finding:
        from difflib import get_close_matches

        close = get_close_matches(name.lower(), self.facts.backend_names(), 1)
        hint = f"did you mean `{close[0]}`?" if close else ""
        return self.error(span, f"Terraform has no back end `{name}`", hint)

    def keys(self, backend: Backend, path: str, value: Value, span: Span) -> Iterator[Finding]:
        for key, where in written(path, value, span):
            found = self.key(backend, key, where)
            if found is not None:
                yield found

    def key(self, backend: Backend, path: str, span: Span) -> Finding | None:
        known = backend.key(path)
        if known is None:
            return self.unknown_key(backend, path, span)
        if not known.certain or (not known.since and not known.removed):
            return None
        version = self.facts.terraform_version(required_version(self.owner, self.graph))
        if version is None:
            return self.version_unknown(backend, path, known, span)
        takes = version.takes(known)
        return None if takes else self.version_unfit(backend, path, known, version, span)

    def unknown_key(self, backend: Backend, path: str, span: Span) -> Finding:
        close = backend.closest(path)
        hint = f"did you mean `{close}`?" if close else ""
        if close and close != path and close.replace("_", "") == path.replace("_", "").lower():
            hint = f"raw overrides are spelt as in Terraform: `{close}`"
        return self.error(span, f"Terraform's back end `{backend.name}` has no `{path}`", hint)

    def version_unknown(self, backend: Backend, path: str, key: BackendKey, span: Span) -> Finding | None:
        if key.removed:
            message = f"`{path}` of the back end `{backend.name}` is gone since Terraform {plain(key.removed)}"
            return Finding(span, message, self.owner, help=_instead(key) or DECLARE, severity="warning")
        message = f"`{path}` of the back end `{backend.name}` needs Terraform {plain(key.since)}, and nothing says which version is used"
        return Finding(span, message, self.owner, help=DECLARE, severity="warning")

    def version_unfit(
        self, backend: Backend, path: str, key: BackendKey, version: TerraformVersion, span: Span
    ) -> Finding:
        change = (
            f"is gone since Terraform {plain(key.removed)}" if key.removed else f"needs Terraform {plain(key.since)}"
        )
        message = f"`{path}` of the back end `{backend.name}` {change}; `{version.source}` says `{version.text}`"
        certain = version.takes(key) is False
        return Finding(span, message, self.owner, help=_instead(key), severity=None if certain else "warning")

    def error(self, span: Span, message: str, help: str) -> Finding:
        return Finding(span, message, self.owner, help=help)


def written(path: str, value: Value, span: Span) -> Iterator[tuple[str, Span]]:
    """The keys that an override writes, with their places: its path, or what the map that is put there holds."""
    if isinstance(value, ListValue) and value.items:
        for item in value.items:
            yield from written(path, item, span)
    elif isinstance(value, MapValue) and value.entries:
        for name, entry in value.entries.items():
            yield from written(f"{path}.{name}" if path else str(name), entry.value, _place(entry, span))
    elif path:
        yield path, span


def _place(entry: Entry, span: Span) -> Span:
    return entry.key_span or entry.value.span or span


def required_version(owner: Resource, graph: ResourceGraph) -> str | None:
    """The constraint that the stack itself states (``terraform.required_version``)."""
    stack = owner if owner.kind == "stack" else scope_of(owner, "stack")
    for override in stack.overrides if stack is not None else ():
        value = override.value
        if override.path == "terraform.required_version" and isinstance(value, Known) and isinstance(value.data, str):
            return value.data
    return None


def plain(version: str | None) -> str:
    """``1.10.0`` as people say it."""
    return (version or "").removesuffix(".0")


def _instead(key: BackendKey) -> str:
    return f"use `{key.replacement}`" if key.replacement else ""
