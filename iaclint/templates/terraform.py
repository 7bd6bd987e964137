"""Terraform's JSON configuration as ``cdktf synth`` writes it (``cdk.tf.json``): resources in the spelling of the CDKTF bindings."""

from __future__ import annotations

from collections.abc import Iterator

from iaclint.catalog import Type, load
from iaclint.catalog.names import camel_name
from iaclint.model.resource import Kind, Override
from iaclint.templates.interpolation import Address, Interpolation
from iaclint.templates.reading import Reading, instance_of, map_of, text_of
from iaclint.templates.spelling import (
    arguments_of,
    by_deployed_name,
    is_keyed,
    is_list,
    struct_of,
    symbol,
    terraform_type,
)
from iaclint.values import Entry, Instance, Key, Known, ListValue, MapValue, Value

METADATA = "//"
CORE = "cdktf"


class Terraform:
    """One configuration."""

    def __init__(self, reading: Reading, root: MapValue) -> None:
        self._reading = reading
        self._root = root
        self._instances: dict[Address, Instance] = {}
        self._variables: dict[str, Value] = {}
        self._stack_instance: Instance | None = None
        self._texts = Interpolation(reading, self._instances, self._variables)

    def read(self) -> None:
        """Adds resources, data sources, providers, back end, variables and outputs to the graph."""
        for name, entry in map_of(self._root.get("variable")).entries.items():
            body = map_of(entry.value)
            secret = isinstance(hidden := body.get("sensitive"), Known) and hidden.data is True
            self._variables[str(name)] = self._reading.given(
                str(name), "a Terraform variable", entry.key_span, body.get("default"), secret
            )
        blocks = [*self._blocks("resource", False), *self._blocks("data", True)]
        for address, _ in blocks:
            kind = terraform_type(address[1], address[0])
            self._instances[address] = instance_of(symbol(kind) if kind is not None else f"{CORE}.TerraformResource")
        for address, entry in blocks:
            self._resource(address, entry)
        self._providers()
        self._stack()
        self._backend()
        self._named("variable", "variable", "TerraformVariable")
        self._named("output", "output", "TerraformOutput")

    def _blocks(self, section: str, data: bool) -> Iterator[tuple[Address, Entry]]:
        for type, holder in map_of(self._root.get(section)).entries.items():
            for name, entry in map_of(holder.value).entries.items():
                if isinstance(entry.value, MapValue):
                    yield (data, str(type), str(name)), entry

    def _resource(self, address: Address, entry: Entry) -> None:
        data, type, name = address
        kind = terraform_type(type, data)
        body, instance = map_of(entry.value), self._instances[address]
        path = text_of(map_of(map_of(body.get(METADATA)).get("metadata")).get("path"))
        properties = self._fields(body, arguments_of(kind), True)
        category: Kind = "data" if data else "resource"
        self._reading.graph.resolved += kind is not None and not data
        if kind is None:
            self._reading.note(f"`{type}` is not in the catalog", entry)
        resource = self._reading.record(
            "cdktf", category, type, instance.symbol, path or name, properties, entry, instance
        )
        if kind is not None:
            resource.name_property = kind.physical_name

    def _providers(self) -> None:
        for name, holder in map_of(self._root.get("provider")).entries.items():
            kind = load(f"@cdktf/provider-{name}").get(f"provider.{str(name)[:1].upper()}{str(name)[1:]}Provider")
            configurations = holder.value.items if isinstance(holder.value, ListValue) else [holder.value]
            for body in configurations:
                construct = symbol(kind) if kind is not None else f"{CORE}.TerraformProvider"
                properties = self._fields(map_of(body), arguments_of(kind), True)
                deployed = (kind.deployed_type if kind is not None else None) or construct
                entry = Entry(body, holder.key_span)
                alias = text_of(map_of(body).get("alias"))
                self._reading.record("cdktf", "provider", deployed, construct, alias or str(name), properties, entry)

    def _stack(self) -> None:
        """The stack, as far as CDKTF says that there is one. What is said of Terraform itself is written over it, as programs do."""
        metadata = map_of(map_of(self._root.get(METADATA)).get("metadata"))
        name, terraform = text_of(metadata.get("stackName")), map_of(self._root.get("terraform"))
        if name is None:
            return
        entry = Entry(metadata.entries["stackName"].value, metadata.entries["stackName"].key_span)
        construct = f"{CORE}.TerraformStack"
        self._stack_instance = instance_of(construct)
        stack = self._reading.record(
            "cdktf", "stack", construct, construct, name, MapValue(), entry, self._stack_instance
        )
        if "required_version" in terraform.entries:
            stack.overrides.append(raw("terraform.required_version", terraform.entries["required_version"]))
        for key, one in map_of(terraform.get("backend")).entries.items():
            if backend_class(str(key)) is None:
                stack.overrides.append(raw(f"terraform.backend.{key}", one))

    def _backend(self) -> None:
        for name, entry in map_of(map_of(self._root.get("terraform")).get("backend")).entries.items():
            kind = backend_class(str(name))
            properties = self._fields(map_of(entry.value), arguments_of(kind), True)
            construct = f"{CORE}.{kind.id if kind is not None else 'TerraformBackend'}"
            backend = self._reading.record("cdktf", "backend", construct, construct, "", properties, entry)
            backend.scope = self._stack_instance
            backend.overrides = [raw(str(key), one) for key, one in map_of(entry.value).entries.items()]

    def _named(self, section: str, category: Kind, construct: str) -> None:
        for name, entry in map_of(self._root.get(section)).entries.items():
            if isinstance(entry.value, MapValue):
                name_of_class = f"{CORE}.{construct}"
                properties = self._fields(entry.value, None, True)
                self._reading.record("cdktf", category, name_of_class, name_of_class, str(name), properties, entry)

    # -- values, in the bindings' spelling

    def _value(self, value: Value, struct: Type | None = None, keyed: bool = False) -> Value:
        if isinstance(value, Known):
            return self._texts.text(value.data, value.span) if isinstance(value.data, str) else value
        if isinstance(value, ListValue):
            return ListValue([self._value(item, struct, keyed) for item in value.items], value.span)
        if not isinstance(value, MapValue):
            return value
        if keyed:
            entries = {
                key: Entry(self._value(e.value, struct), e.key_span, str(key)) for key, e in value.entries.items()
            }
            return MapValue(entries, value.span)
        return self._fields(value, struct, struct is not None)

    def _fields(self, value: MapValue, struct: Type | None, respelt: bool) -> MapValue:
        """A block by the properties of its struct; other names in camel case, or as they are."""
        known = by_deployed_name(struct, True) if struct is not None else {}
        entries: dict[Key, Entry] = {}
        for key, entry in value.entries.items():
            if key == METADATA:
                continue
            prop = known.get(str(key))
            given = entry.value
            if prop is not None and isinstance(given, ListValue) and len(given.items) == 1 and not is_list(prop):
                given = given.items[0]  # a block that may be there once only
            inner = self._value(given, struct_of(struct, prop), prop is not None and is_keyed(prop))
            name = prop.name if prop is not None else camel_name(str(key)) if respelt else key
            entries[name] = Entry(inner, entry.key_span, str(key))
        return MapValue(entries, value.span)


def backend_class(name: str) -> Type | None:
    """The class of a back end (``s3``)."""
    library = load(CORE)
    wanted = f"{name}backend".lower()
    return library.get(next((identity for identity in library.ids() if identity.lower() == wanted), ""))


def raw(path: str, entry: Entry) -> Override:
    """What stands in the configuration, as a program would write it over what its constructs make."""
    span = entry.key_span or entry.value.span
    assert span is not None
    return Override(path, entry.value, span)
