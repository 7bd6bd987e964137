"""Which attributes the objects of the libraries have."""

from __future__ import annotations

from iaclint.catalog import Type
from iaclint.catalog.names import camel_name
from iaclint.frameworks.jsii import catalog_type, props_type
from iaclint.values import Instance

# What Terraform's providers never compute by themselves: a resource that has them lets them be set.
ONLY_SET = frozenset(("tags", "tagsAll"))


def has_attribute(instance: Instance, name: str) -> bool | None:
    """Whether an object has an attribute, in either language's spelling; ``None`` when the catalog cannot tell."""
    kind = catalog_type(instance.symbol)
    if kind is None:
        return None
    name = camel_name(name) if "_" in name.strip("_") else name
    if kind.property(name) is not None or kind.method(name) is not None:
        return True
    if kind.library.deploys == "terraform":
        return has_argument(kind, name)
    return False if kind.complete and kind.library.deploys == "cloudformation" else None


def has_argument(kind: Type, name: str) -> bool | None:
    """A resource of Terraform has its arguments as attributes (``tags``, and ``tagsInput``: what it was given), and others that it computes."""
    struct = props_type(kind)
    if struct is None or kind.kind not in ("resource", "data"):
        return None
    if struct.property(name.removesuffix("Input")) is not None:
        return True
    return False if name in ONLY_SET or name.endswith("Input") else None
