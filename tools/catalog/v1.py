"""What CDK v1 had and v2 no longer has: monocdk's assembly against the built catalog of aws-cdk-lib."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from iaclint.catalog.library import Library
from iaclint.catalog.types import DEPRECATED, STATIC
from tools.catalog.history import flattened

Record = dict[str, Any]


def removals(records: dict[str, Record], v2: Library, alphas: Iterable[Library]) -> Iterator[tuple[str, Record]]:
    """(id, {d: message} for a type that is gone, else {m: {name: message}} with the members that are gone).

    L1 classes are left out: they follow CloudFormation. Of methods only those that v1 called deprecated are told, and of
    attributes of classes none: bases that moved make the others unsure. "" is the message where v1 had none.
    """
    packages = {
        library.name.removeprefix("@aws-cdk/").removesuffix("-alpha").replace("-", "_"): library for library in alphas
    }
    done: dict[tuple[str, str], dict[str, Any]] = {}
    for identity, record in records.items():
        if identity.rpartition(".")[2].startswith(("Cfn", "ICfn")):
            continue
        now = v2.get(identity)
        if now is None:
            module, _, name = identity.rpartition(".")
            moved = packages.get(module)
            in_alpha = moved is not None and moved.get(name) is not None
            yield identity, {"d": f"use `{moved.name}` instead" if moved and in_alpha else record.get("d", "")}
            continue
        gone: dict[str, str] = {}
        for name, (_, flags, message, _) in flattened(records, identity, "p", done).items():
            if (record["k"] == "S" or flags & STATIC) and name not in now.properties():
                gone[name] = message
        for name, message in flattened(records, identity, "e", done).items():
            if name not in now.properties():
                gone[name] = message or ""
        for name, (flags, _, _, message) in flattened(records, identity, "m", done).items():
            if flags & DEPRECATED and now.method(name) is None:
                gone[name] = message
        if gone:
            yield identity, {"m": gone}
