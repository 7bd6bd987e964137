"""Where things are: byte offsets of the file."""

from __future__ import annotations

from iaclint import ir
from tests.frontends.python_dump import descendants, lowered

SOURCE = """\ufeff# größe
@wrap
def make(scope: Construct, *names: str, count=1):
    bucket = s3.Bucket(scope, "Bücket", versioned=True, **rest).grant[0]  # é
    return f"tap-{bucket.name!r}"

class Stack(cdk.Stack):
    size: int = 1
"""


def texts(kind: type[ir.Node]) -> list[str]:
    return sorted(node.span.text for node in descendants(lowered(SOURCE)) if type(node) is kind)


def test_spans_are_the_text_of_the_node() -> None:
    assert texts(ir.Attribute) == [
        "bucket.name",
        "cdk.Stack",
        "s3.Bucket",
        's3.Bucket(scope, "Bücket", versioned=True, **rest).grant',
    ]
    assert 's3.Bucket(scope, "Bücket", versioned=True, **rest)' in texts(ir.Call)
    assert texts(ir.Argument)[:4] == ["!r", '"Bücket"', "**rest", "bucket.name"]
    assert texts(ir.Parameter) == ["*names: str", "count=1", "scope: Construct"]
    assert texts(ir.TypeRef) == ["Construct", "int", "str"]
    assert texts(ir.Field) == ["size: int = 1"]
    assert texts(ir.Template) == ['f"tap-{bucket.name!r}"']


def test_a_definition_spans_its_decorators() -> None:
    definition = lowered(SOURCE).body[0]
    assert isinstance(definition, ir.FunctionDef)
    assert definition.span.text.startswith("@wrap\ndef make(")
    assert definition.function.name_span.text == "make"


def test_names_have_spans_of_their_own() -> None:
    nodes = list(descendants(lowered(SOURCE)))
    assert {node.name_span.text for node in nodes if isinstance(node, ir.Attribute)} == {
        "Bucket",
        "Stack",
        "grant",
        "name",
    }
    keywords = [node for node in nodes if isinstance(node, ir.Argument) and node.name_span]
    assert [(node.name, node.name_span.text, node.span.text) for node in keywords if node.name_span] == [
        ("versioned", "versioned", "versioned=True")
    ]
    assert {node.name_span.text for node in nodes if isinstance(node, ir.Class | ir.Field)} == {"Stack", "size"}


def test_an_argument_in_parentheses_includes_them() -> None:
    (call,) = (node for node in descendants(lowered("f((a))")) if isinstance(node, ir.Call))
    assert call.arguments[0].span.text == "(a)"
    assert call.arguments[0].value.span.text == "a"
