"""The frontend against Python's own parser: the same calls, names, attributes, texts and functions at the same places."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator

import pytest

from iaclint import ir
from tests.frontends.python_dump import children, lowered

Facts = Counter[tuple[object, ...]]
# What the IR leaves out on purpose: assertions, causes of exceptions, parts of undecided patterns.
LEFT_OUT = (ast.Assert, ast.MatchClass, ast.MatchMapping, ast.MatchSequence)
LEFT_OUT_FIELDS = frozenset({"annotation", "returns", "cause"})


def facts_by_ast(source: str) -> Facts:
    facts: Facts = Counter()
    starts = [0]
    for line in source.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    pending: list[tuple[ast.AST, bool]] = [(ast.parse(source), False)]
    while pending:
        node, in_template = pending.pop()
        if isinstance(node, LEFT_OUT) or is_deleter(node):
            continue
        fact = fact_by_ast(node, None if in_template else place(node, starts))
        facts.update([fact] if fact else [])
        in_template = in_template or isinstance(node, ast.JoinedStr)
        for field, value in ast.iter_fields(node):
            if field not in LEFT_OUT_FIELDS:
                items = value if isinstance(value, list) else [value]
                pending.extend((item, in_template) for item in items if isinstance(item, ast.AST))
    return facts


def place(node: ast.AST, starts: list[int]) -> tuple[int, int]:
    """Bytes. Not asked for inside f-strings, where host versions disagree."""
    if not isinstance(node, ast.expr) or node.end_lineno is None or node.end_col_offset is None:
        return -1, -1
    return starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset


def fact_by_ast(node: ast.AST, place: tuple[int, int] | None) -> tuple[object, ...] | None:
    match node:
        case ast.Call():
            return "call", place, tuple(keyword.arg for keyword in node.keywords), len(node.args)
        case ast.Name(ctx=ast.Load() | ast.Del()):
            return "name", place, node.id
        case ast.Attribute():
            return "attribute", place, node.attr
        case ast.Constant(value=str()) if place:
            return "text", place, node.value
        case ast.JoinedStr() if place and (text := text_without_holes(node)) is not None:
            return "text", place, text
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
            return "function", getattr(node, "name", ""), count(node.args), is_generator(node)
    return None


def text_without_holes(node: ast.JoinedStr) -> str | None:
    """The value of an f-string that is none."""
    texts = [part.value for part in node.values if isinstance(part, ast.Constant)]
    return "".join(map(str, texts)) if len(texts) == len(node.values) else None


def is_deleter(node: ast.AST) -> bool:
    decorators = node.decorator_list if isinstance(node, ast.FunctionDef) else []
    return any(isinstance(decorator, ast.Attribute) and decorator.attr == "deleter" for decorator in decorators)


def count(arguments: ast.arguments) -> int:
    named = len(arguments.posonlyargs) + len(arguments.args) + len(arguments.kwonlyargs)
    return named + (arguments.vararg is not None) + (arguments.kwarg is not None)


def is_generator(function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> bool:
    body = function.body if isinstance(function.body, list) else [function.body]
    pending: list[ast.AST] = list(body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Yield | ast.YieldFrom):
            return True
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            pending.extend(ast.iter_child_nodes(node))
    return False


def facts_by_frontend(source: str) -> Facts:
    facts: Facts = Counter()
    for node, in_template in unique_nodes(lowered(source)):
        place = None if in_template else (node.span.start, node.span.end)
        match node:
            case ir.Call() if not is_format(node):
                keywords = tuple(each.name for each in node.arguments if each.name or each.spread == "**")
                facts["call", place, keywords, len(node.arguments) - len(keywords)] += 1
            case ir.Name() if node.span.text == node.id:
                facts["name", place, node.id] += 1
            case ir.Attribute():
                facts["attribute", place, node.name] += 1
            case ir.Literal(value=str()) if not in_template:
                facts["text", place, node.value] += 1
            case ir.Function():
                facts["function", node.name, len(node.parameters), node.generator] += 1
    return facts


def is_format(call: ir.Call) -> bool:
    """The call that a format specification became."""
    return isinstance(call.function, ir.Name) and call.function.span.text != "format" and call.function.id == "format"


def unique_nodes(module: ir.Module) -> Iterator[tuple[ir.Node, bool]]:
    """Every node once (the middle of ``a < b < c`` has two parents), and whether it stands in an f-string."""
    seen: set[int] = set()
    pending: list[tuple[ir.Node, bool]] = [(statement, False) for statement in module.body]
    while pending:
        node, in_template = pending.pop()
        if id(node) not in seen:
            seen.add(id(node))
            yield node, in_template
            in_template = in_template or isinstance(node, ir.Template)
            pending.extend((child, in_template) for child in children(node))


SAMPLES = {
    "stack": '''
import aws_cdk as cdk
from aws_cdk import (aws_s3 as s3, aws_iam as iam,)

class TapStack(cdk.Stack):
    """A stack."""
    suffix: str = "dev"

    def __init__(self, scope: "Construct", id: str, *, props: Optional[Props] = None, **kwargs) -> None:
        super().__init__(scope, id, **kwargs)
        self.bucket = s3.Bucket(
            self, "Bucket",  # the bucket
            bucket_name=f"tap-{self.suffix.lower()}-{cdk.Aws.REGION!r:>{width}}",
            versioned=True, lifecycle_rules=[s3.LifecycleRule(id='x' "y", expiration=cdk.Duration.days(30))],
        )
        self.bucket.add_to_resource_policy(iam.PolicyStatement(actions=["s3:*"], **extra))

    @property
    def name(self): return self.bucket.bucket_name

    @name.deleter
    def name(self): drop(self)
''',
    "flow": '''
for i, (a, *rest) in enumerate(zip(xs, ys)):
    if a < b <= c != d(a) and not e in f or g is not None:
        continue
    elif (n := len(a)) > 10: break
    else: print(a if b else c, *rest, sep="", **kw)
else:
    done()
while queue:
    x, y = queue.pop(), queue[1:-1:2]
    total += x ** -y // 2 @ m
    del x, queue[0]
try:
    risky()
except (A, b.B) as error:
    raise C("x") from error
except D: pass
finally: close()
with open("a") as f, lock(), g(x) as (p, q):
    f.write("é\\n" r"\\d" """a
b""")
assert left_out(1)
''',
    "functions": """
@decorate(1)
@plain
async def f(a, /, b: int = g(1), *args, c="x", **kw):
    async with h() as i, j: await i.k(lambda x, *y: (yield))
    return [z async for z in l() if m(z) if n for o in z]

def generator():
    yield from inner()
    def nested(): return {k: v for k, v in kw.items()}
    return {s for s in t}, (u for u in w), {"a": 1, **b}, {1, *c}

def no_generator():
    def inner(): yield 1
    return "yield"
""",
    "match": """
match command.split():
    case "a" | "b" if test(x): first()
    case mod.CONST: second()
    case -1: third()
    case [x, *y]: fourth(x)
    case {"k": v}: fifth(v)
    case P(a=1): sixth()
    case whole: last(whole)
""",
    "templates": '''
a = f"{x}{y.z(1)!r}{w:{width}.{prec}}" "tail" f'{d["k"]}' """{no}"""
b = f"{{literal}} {x=} {y = !s} {call(f'{inner}')}" rf"\\d{z}"
''',
    "unicode": 'größe = "ä" + naïve.café("日本", k="\\u00e9\\N{EM DASH}\\x41\\101\\\n")\n',
    "windows": 'x = f(\r\n    "a",\r\n    """b\r\nc""",\r\n)\r\nif x:\r\n    y("z")\r\n',
    "tabs and form feeds": "def f():\n\tg(1)\n\x0c\nclass A:\n\tx = h('a')\n",
}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_frontend_reads_what_python_reads(name: str) -> None:
    source = SAMPLES[name]
    assert lowered(source).errors == []
    assert facts_by_frontend(source) == facts_by_ast(source)
