"""Methods of CDK that add to policies."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.run import Run
from iaclint.frameworks.cdk.attributes import derived
from iaclint.frameworks.framework import record_use
from iaclint.frameworks.jsii import catalog_type
from iaclint.model.policy import PolicyAddition, StatementKind
from iaclint.values import Entry, Instance, Known, ListValue, MapValue, Symbol, Value

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

TASK_ROLES = {"addToTaskRolePolicy": "taskRole", "addToExecutionRolePolicy": "executionRole"}
GRANT = "grant"
STATEMENT = "aws-cdk-lib.aws_iam.PolicyStatement"

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
    role = TASK_ROLES.get(name)
    target = derived(instance, "aws-cdk-lib.aws_iam.IRole", site.span, role) if role else instance
    add(run, instance, kind, arguments.all(), site, target)
    return Known(None, site.span)


def add(
    run: Run,
    holder: Instance,
    kind: StatementKind,
    statements: list[Value],
    site: ir.Call,
    target: Instance | None = None,
) -> None:
    """Records statements that go to a policy of ``holder``, or of what it belongs to (a function's role)."""
    owner = holder.fields.get("#owner")
    resource = holder.resource or (owner.resource if isinstance(owner, Instance) else None)
    type = holder.resource.type if holder.resource is not None else holder.symbol
    for statement in statements:
        run.graph.policy_additions.append(
            PolicyAddition(resource, statement, kind, site.span, run.guards, run.reached, type, target or holder)
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
    if name == GRANT:
        grant(run, instance, arguments, site)
    return None


def grant(run: Run, instance: Instance, arguments: Arguments, site: ir.Call) -> None:
    """``table.grant(grantee, 'dynamodb:GetItem')``: of all grants the one whose actions the author names."""
    from iaclint.catalog import grants
    from iaclint.frameworks.cdk.implied.statements import resource_text

    kind = catalog_type(instance.symbol)
    making = grants.method(kind, GRANT) if kind is not None else None
    granted = next((one for one in making.base.statements if one.by_author), None) if making is not None else None
    if granted is None:
        return
    actions = [
        value for each in arguments.positional[1:] for value in (each.items if isinstance(each, ListValue) else [each])
    ]
    resources = [resource_text(text, instance, site.function.span) for text in granted.resources if text]
    author_statement(run, ListValue(actions, site.span, arguments.open), ListValue(resources, site.span), site)


def grant_to_principal(run: Run, symbol: Symbol, arguments: Arguments, site: ir.Call) -> Value:
    """``Grant.addToPrincipal({ grantee, actions, resourceArns })`` and its like."""
    record_use(run, "call", symbol.name, site, arguments=arguments.all())
    options = arguments.at(0, "options")
    given = options if isinstance(options, MapValue) else arguments.keywords(site.span)
    actions = given.get("actions")
    resources = given.get("resourceArns") or given.get("resource_arns")
    if actions is not None:
        author_statement(run, actions, resources or Known("*", site.span), site)
    return Instance(symbol, "aws-cdk-lib.aws_iam.Grant", site.span)


def author_statement(run: Run, actions: Value, resources: Value, site: ir.Call) -> None:
    """A statement that the library puts together from what the author gives."""
    parts = MapValue(span=site.span)
    parts.set("actions", actions)
    parts.set("resources", resources)
    statement = Instance(Symbol(STATEMENT), STATEMENT, site.span, parts)
    run.graph.policy_additions.append(
        PolicyAddition(None, statement, "identity", site.span, run.guards, run.reached, "AWS::IAM::Policy")
    )


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
