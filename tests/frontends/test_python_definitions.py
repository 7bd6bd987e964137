"""Functions, classes and type annotations of Python in the IR."""

from __future__ import annotations

import pytest
from tree_sitter import Node

from iaclint import ir
from iaclint.frontends.python.lowering import Lowering
from tests.frontends.python_dump import dump, lowered, type_

FUNCTIONS = {
    "def f(): pass": "(function f [])",
    "def f(a, b=1, /, c=2, *d, e, f=3, **g): pass": "(function f /a /b=1 c=2 *d kw:e kw:f=3 **g [])",
    "def f(a, *, b): pass": "(function f a kw:b [])",
    "def f(a: int, b: str = 'x', *c: int, **d: Any) -> X: pass": ("(function f a:int b:str='x' *c:int **d:Any ->X [])"),
    "def f(  # why\n  a,  # what\n  b=1,\n): pass": "(function f a b=1 [])",
    "def f[T: int, *U](a: T): pass": "(function f a:T [])",
    "async def f(): return await x": "(function f async [(return x)])",
    "@a.b\n@c(1)\ndef f(): pass": "(function f @a.b @(c 1) [])",
    "def f(): yield 1": "(function f generator [(yield 1)])",
    "def f():\n  def g(): yield\n  x = 'yield'": "(function f [(function g generator [(yield)]) (= x 'yield')])",
}


@pytest.mark.parametrize("source", FUNCTIONS)
def test_function(source: str) -> None:
    assert dump(source) == FUNCTIONS[source]


MEMBERS = {
    "x: int": "(field x:int)",
    "x: int = 3": "(field x:int=3 static)",
    "x = y = 1": "(field x=1 static) (field y=1 static)",
    "x.y = 1": "(= x.y 1)",
    "x, y = z": "(= (unpack x y) z)",
    "x += 1": "(+= x 1)",
    "'''doc'''": "'doc'",
    "if a: x = 1": "(if a [(= x 1)] [])",
    "class B: x = 1": "(class B (field x=1 static))",
    "@d\n class B(C): pass": "(class B @d C)",
    "def f(self): pass": "(method f self [])",
    "async def f(self): pass": "(method f async self [])",
    "def __init__(self): pass": "(constructor __init__ self [])",
    "@property\n def f(self): pass": "(getter f @property self [])",
    "@functools.cached_property\n def f(self): pass": "(getter f @functools.cached_property self [])",
    "@property\n @pulumi.getter(name='x')\n def f(self): pass": (
        "(getter f @property @(pulumi.getter name='x') self [])"
    ),
    "@f.setter\n def f(self, v): pass": "(setter f @f.setter self v [])",
    "@f.deleter\n def f(self): pass": "",
    "@staticmethod\n def f(): pass": "(static f @staticmethod [])",
    "@classmethod\n def f(cls): pass": "(class f @classmethod cls [])",
    "@d\n def f(self): pass": "(method f @d self [])",
}


@pytest.mark.parametrize("source", MEMBERS)
def test_class_member(source: str) -> None:
    member = MEMBERS[source]
    assert dump(f"class A:\n {source}") == (f"(class A {member})" if member else "(class A)")


def test_class_statement() -> None:
    source = "@dataclass(frozen=True)\nclass A[T](b.B, Generic[T], *c, metaclass=M, **k): pass"
    expected = "(class A @(dataclass frozen=True) b.B (index Generic T) ...c metaclass=M **k)"
    assert dump(source) == expected


TYPES = {
    "int": "int",
    "ec2.Vpc": "ec2.Vpc",
    "None": "None",
    "list": "[]",
    "list[int]": "([] int)",
    "typing.List[a.B]": "([] a.B)",
    "Sequence[int]": "([] int)",
    "Dict[str, int]": "({} str int)",
    "Mapping[str, Any]": "({} str Any)",
    "Optional[X]": "(| X None)",
    "t.Optional[X]": "(| X None)",
    "Optional[X] | None": "(| X None)",
    "Union[int, Optional[str], None]": "(| int str None)",
    "Union[X]": "X",
    "A | b.B | None": "(| A b.B None)",
    "list[A | B]": "([] (| A B))",
    "Literal['a', \"b\", None, 1]": "(| 'a' 'b' None ?)",
    "typing.Literal['a']": "'a'",
    "pulumi.Input[Mapping[str, pulumi.Input[str]]]": "(pulumi.Input ({} str (pulumi.Input str)))",
    "Callable[[int], str]": "(Callable (? int) str)",
    "Callable[..., str]": "(Callable ? str)",
    "Annotated[int, f(1)]": "(Annotated int ?)",
    "other.List[int]": "(other.List int)",
    "'Foo'": "Foo",
    "'a.Foo'": "a.Foo",
    "'Optional[List[\"Foo\"]]'": "(| ([] Foo) None)",
    "'A | None'": "(| A None)",
    "A | 'B'": "(| A B)",
    "'größe'": "größe",
    "'a b'": "?",
    "'(a'": "?",
    "'a\\x41'": "?",
    "''": "?",
    "f(x)": "?",
    "a + b": "?",
    "(int)": "int",
}


@pytest.mark.parametrize("source", TYPES)
def test_type(source: str) -> None:
    (statement,) = lowered(f"x: {source}").body
    assert isinstance(statement, ir.Assign)
    assert type_(statement.annotation) == TYPES[source]


def test_a_forward_reference_has_its_place_in_the_file() -> None:
    (statement,) = lowered("é = 1; x: 'List[Foo]'").body[1:]
    assert isinstance(statement, ir.Assign)
    assert statement.annotation is not None
    assert statement.annotation.span.text == "List[Foo]"
    assert statement.annotation.arguments[0].span.text == "Foo"


def test_bodies_are_lowered_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    name = Lowering.name

    def recorded(lowering: Lowering, node: Node) -> str:
        read.append(name(lowering, node))
        return read[-1]

    monkeypatch.setattr(Lowering, "name", recorded)
    module = lowered("def f():\n  inside = 1\nclass A:\n  def g(self):\n    within = 2")
    assert "inside" not in read
    assert "within" not in read
    (definition, _) = module.body
    assert isinstance(definition, ir.FunctionDef)
    assert len(definition.function.body) == 1
    assert definition.function.body is definition.function.body
    assert "inside" in read
    assert "within" not in read
