"""What rules see: the resources a program would deploy, and everything they say about themselves."""

from iaclint.model.graph import ApiUse, Instantiation, ResourceGraph, UnknownPart
from iaclint.model.policy import PolicyItem, PolicyStatement
from iaclint.model.resource import Resource, Setting

__all__ = [
    "ApiUse",
    "Instantiation",
    "PolicyItem",
    "PolicyStatement",
    "Resource",
    "ResourceGraph",
    "Setting",
    "UnknownPart",
]
