"""Methods of CDK that add to policies."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.run import Run
from iaclint.model.policy import PolicyAddition, StatementKind
from iaclint.values import Entry, Instance, Known, ListValue, MapValue, Value

# Methods that take a statement, and what kind of policy it goes to.
STATEMENT_METHODS: dict[str, StatementKind] = {
    "addToPolicy": "identity",
    "addToRolePolicy": "identity",
    "addToPrincipalPolicy": "identity",
    "addToTaskRolePolicy": "identity",
    "addToExecutionRolePolicy": "identity",
    "addToResourcePolicy": "resource",
    "addToAccessPolicies": "resource",
    "addAccessPolicies": "resource",
}

# Methods of a PolicyStatement that append to one of its lists.
STATEMENT_PARTS = {
    "addActions": "actions",
    "addNotActions": "notActions",
    "addResources": "resources",
    "addNotResources": "notResources",
    "addPrincipals": "principals",
    "addNotPrincipals": "notPrincipals",
}


def add_statement(run: Run, instance: Instance, name: str, arguments: Arguments, site: ir.Call) -> Value:
    """``role.addToPolicy(statement)``: one more statement; the receiver's resource owns it."""
    kind = STATEMENT_METHODS[name]
    if ".aws_ec2." in instance.symbol:  # ``addToPolicy`` of a VPC endpoint
        kind = "resource"
    elif kind == "resource" and ".aws_kms." in instance.symbol:
        kind = "key"
    add(run, instance, kind, arguments.all(), site)
    return Known(None, site.span)


def add(run: Run, holder: Instance, kind: StatementKind, statements: list[Value], site: ir.Call) -> None:
    """Records statements that go to a policy of ``holder``, or of what it belongs to (a function's role)."""
    owner = holder.fields.get("#owner")
    resource = holder.resource or (owner.resource if isinstance(owner, Instance) else None)
    type = holder.resource.type if holder.resource is not None else holder.symbol
    for statement in statements:
        run.graph.policy_additions.append(
            PolicyAddition(resource, statement, kind, site.span, run.guards, run.reached, type)
        )


def append_to(instance: Instance, name: str, values: list[Value], site: ir.Call) -> Value:
    """Appends to a list property of an object that is no construct (a statement, a document)."""
    if instance.properties is None:
        instance.properties = MapValue(span=instance.span)
    old = instance.properties.get(name)
    items = list(old.items) if isinstance(old, ListValue) else [old] if old is not None else []
    open = old.open if isinstance(old, ListValue) else None
    for value in values:
        items.extend(value.items if isinstance(value, ListValue) else [value])
    instance.properties.entries[name] = Entry(ListValue(items, site.span, open), site.function.span, name)
    return Known(None, site.span)


def policy_method(run: Run, instance: Instance, name: str, arguments: Arguments, site: ir.Call) -> Value | None:
    """What a method does to policies; ``None`` when it is not one of these."""
    if name in STATEMENT_METHODS:
        return add_statement(run, instance, name, arguments, site)
    if name in STATEMENT_PARTS and instance.symbol.endswith(".PolicyStatement"):
        return append_to(instance, STATEMENT_PARTS[name], arguments.positional, site)
    if name == "addAllResources" and instance.symbol.endswith(".PolicyStatement"):
        return append_to(instance, "resources", [Known("*", site.function.span)], site)
    if name == "addAnyPrincipal" and instance.symbol.endswith(".PolicyStatement"):
        anyone = Instance(None, "aws-cdk-lib.aws_iam.AnyPrincipal", site.function.span)
        return append_to(instance, "principals", [anyone], site)
    if name == "addServicePrincipal" and instance.symbol.endswith(".PolicyStatement"):
        service = Instance(None, "aws-cdk-lib.aws_iam.ServicePrincipal", site.span, arguments=arguments.positional[:1])
        return append_to(instance, "principals", [service], site)
    if name == "addStatements":
        return add_statements(run, instance, arguments, site)
    return None


def add_statements(run: Run, instance: Instance, arguments: Arguments, site: ir.Call) -> Value:
    """``addStatements(…)`` of a document that the program made, of the document of a construct (``role.assumeRolePolicy``), or of a policy."""
    owner = instance.fields.get("#owner")
    if instance.resource is not None:
        add(run, instance, "identity", arguments.all(), site)
    elif isinstance(owner, Instance):
        add(run, owner, document_kind(owner.symbol), arguments.all(), site)
    else:
        return append_to(instance, "statements", arguments.all(), site)
    return Known(None, site.span)


def document_kind(symbol: str) -> StatementKind:
    """What the document that a construct of the library carries governs."""
    if not symbol.startswith("aws-cdk-lib.aws_iam."):
        return "resource"
    return "trust" if symbol.endswith("Role") else "identity"
