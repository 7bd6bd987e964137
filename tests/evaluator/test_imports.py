"""Imports: how a name of one file gets into another."""

from __future__ import annotations

from pathlib import Path

from tests.evaluator.evaluation import Both, evaluate


def test_relative_imports(both: Both) -> None:
    both(
        {
            "app.py": "from lib.names import prefix\nresult = prefix('a')",
            "lib/__init__.py": "",
            "lib/names.py": "from .constants import NAME\nfrom . import constants\n"
            "def prefix(x):\n    return NAME + constants.SEPARATOR + x",
            "lib/constants.py": "NAME = 'tap'\nSEPARATOR = '-'",
        },
        {
            "app.ts": "import { prefix } from './lib/names';\nconst result = prefix('a');",
            "lib/names.ts": "import { NAME } from './constants';\nimport * as constants from '../lib/constants';\n"
            "export const prefix = (x: string) => NAME + constants.SEPARATOR + x;",
            "lib/constants.ts": "export const NAME = 'tap';\nexport const SEPARATOR = '-';",
        },
        result="tap-a",
    )


def test_aliases_and_default_exports(both: Both) -> None:
    both(
        {
            "app.py": "import lib.names as n\nfrom lib.names import prefix as p, Thing\nresult = [n.NAME, p('x'), Thing().kind]",
            "lib/names.py": "NAME = 'n'\ndef prefix(x):\n    return NAME + x\nclass Thing:\n    kind = 'thing'",
        },
        {
            "app.ts": "import Thing, { prefix as p } from './lib/names';\nimport * as n from './lib/names';\n"
            "const result = [n.NAME, p('x'), new Thing().kind];",
            "lib/names.ts": "export const NAME = 'n';\nexport function prefix(x: string) { return NAME + x; }\n"
            "export default class Thing { kind = 'thing'; }",
        },
        result=["n", "nx", "thing"],
    )


def test_re_exports_through_index_files(both: Both) -> None:
    both(
        {
            "app.py": "from lib import A, B, Renamed\nresult = [A, B, Renamed]",
            "lib/__init__.py": "from .a import A\nfrom .deep import *\nfrom .a import C as Renamed",
            "lib/a.py": "A = 'a'\nC = 'c'",
            "lib/deep/__init__.py": "from .b import B",
            "lib/deep/b.py": "B = 'b'",
        },
        {
            "app.ts": "import { A, B, Renamed } from './lib';\nconst result = [A, B, Renamed];",
            "lib/index.ts": "export { A } from './a';\nexport * from './deep';\nexport { C as Renamed } from './a';",
            "lib/a.ts": "export const A = 'a';\nexport const C = 'c';",
            "lib/deep/index.ts": "import { B } from './b';\nexport { B };",
            "lib/deep/b.ts": "export const B = 'b';",
        },
        result=["a", "b", "c"],
    )


def test_packages_and_their_submodules(both: Both) -> None:
    both(
        {
            "app.py": "import lib.deep.b\nfrom lib import deep\nresult = [lib.deep.b.B, deep.b.B]",
            "lib/__init__.py": "",
            "lib/deep/__init__.py": "",
            "lib/deep/b.py": "B = 'b'",
        },
        {
            "app.ts": "import * as b from './lib/deep/b';\nimport { deep } from './lib';\nconst result = [b.B, deep.B];",
            "lib/index.ts": "export * as deep from './deep/b';",
            "lib/deep/b.ts": "export const B = 'b';",
        },
        result=["b", "b"],
    )


def test_packages_without_a_file_of_their_own(both: Both) -> None:
    """Namespace packages; in TypeScript any folder."""
    both(
        {
            "app.py": "import lib.deep.b\nfrom lib.deep import b\nresult = [lib.deep.b.B, b.B]",
            "lib/deep/b.py": "B = 'b'",
        },
        {
            "app.ts": "import { B } from './lib/deep/b';\nconst result = [B, B];",
            "lib/deep/b.ts": "export const B = 'b';",
        },
        result=["b", "b"],
    )


def test_further_roots(both: Both) -> None:
    """``sys.path`` additions and tsconfig's ``paths``."""
    both(
        {
            "app.py": "import os, sys\nsys.path.insert(0, os.path.join(os.path.dirname(__file__), 'shared'))\n"
            "sys.path.append('other')\nfrom names import NAME\nfrom more import MORE\nresult = [NAME, MORE]",
            "shared/names.py": "NAME = 'n'",
            "other/more.py": "MORE = 'm'",
        },
        {
            "app.ts": "import { NAME } from '@shared/names';\nimport { MORE } from 'other/more';\nconst result = [NAME, MORE];",
            "tsconfig.json": '{"compilerOptions": {"baseUrl": ".", /* here */ "paths": {"@shared/*": ["shared/*"]}}}',
            "shared/names.ts": "export const NAME = 'n';",
            "other/more.ts": "export const MORE = 'm';",
        },
        result=["n", "m"],
    )


def test_roots_made_with_pathlib(both: Both) -> None:
    both(
        {
            "bin/../app.py": "import sys\nfrom pathlib import Path\n"
            "sys.path.append(str(Path(__file__).resolve().parent / 'shared'))\nfrom names import NAME\nresult = NAME",
            "shared/names.py": "NAME = 'n'",
        },
        {
            "app.ts": "import * as path from 'path';\nimport { NAME } from './shared/names';\n"
            "const folder = path.basename(path.join(__dirname, 'shared'));\n"
            "const result = folder === 'shared' ? NAME : '';",
            "shared/names.ts": "export const NAME = 'n';",
        },
        result="n",
    )


def test_common_js(both: Both) -> None:
    both(
        {
            "app.py": "from lib import names\nfrom lib.thing import Thing\nresult = [names.NAME, names.up('a'), Thing().kind]",
            "lib/names.py": "NAME = 'n'\ndef up(x):\n    return x.upper()",
            "lib/thing.py": "class Thing:\n    kind = 'thing'",
        },
        {
            "app.ts": "const names = require('./lib/names');\nconst { up } = require('./lib/names');\n"
            "import Thing = require('./lib/thing');\nconst result = [names.NAME, up('a'), new Thing().kind];",
            "lib/names.js": "exports.NAME = 'n';\nmodule.exports.up = x => x.toUpperCase();",
            "lib/thing.js": "class Thing { kind = 'thing'; }\nmodule.exports = Thing;",
        },
        result=["n", "A", "thing"],
    )


def test_circular_imports(both: Both) -> None:
    both(
        {
            "app.py": "from a import A\nresult = A().make().name",
            "a.py": "import b\nclass A:\n    def make(self):\n        return b.B()\nNAME = 'from a'",
            "b.py": "import a\nclass B:\n    def __init__(self):\n        self.name = a.NAME",
        },
        {
            "app.ts": "import { A } from './a';\nconst result = new A().make().name;",
            "a.ts": "import { B } from './b';\nexport class A { make() { return new B(); } }\nexport const NAME = 'from a';",
            "b.ts": "import { NAME } from './a';\nexport class B { name = NAME; }",
        },
        result="from a",
    )


def test_star_imports(both: Both) -> None:
    both(
        {
            "app.py": "from names import *\nresult = [NAME, join('a', 'b')]",
            "names.py": "NAME = 'n'\n_PRIVATE = 'p'\ndef join(*parts):\n    return '/'.join(parts)",
        },
        {
            "app.ts": "export * from './names';\nimport * as names from './names';\n"
            "const result = [names.NAME, names.join('a', 'b')];",
            "names.ts": "export const NAME = 'n';\nexport const join = (...parts: string[]) => parts.join('/');",
        },
        result=["n", "a/b"],
    )


def test_modules_run_for_effect(both: Both) -> None:
    both(
        {
            "app.py": "import registry\nimport plugins.one\nresult = registry.NAMES",
            "registry.py": "NAMES = []",
            "plugins/one.py": "import registry\nregistry.NAMES.append('one')",
        },
        {
            "app.ts": "import { NAMES } from './registry';\nimport './plugins/one';\nconst result = NAMES;",
            "registry.ts": "export const NAMES: string[] = [];",
            "plugins/one.ts": "import { NAMES } from '../registry';\nNAMES.push('one');",
        },
        result=["one"],
    )


def test_a_module_is_evaluated_once(both: Both) -> None:
    both(
        {
            "app.py": "from a import STATE\nfrom b import change\nchange()\nresult = STATE['n']",
            "a.py": "STATE = {'n': 0}",
            "b.py": "from a import STATE\ndef change():\n    STATE['n'] += 1",
        },
        {
            "app.ts": "import { STATE } from './a';\nimport { change } from './b';\nchange();\nconst result = STATE.n;",
            "a.ts": "export const STATE = { n: 0 };",
            "b.ts": "import { STATE } from './a';\nexport function change() { STATE.n += 1; }",
        },
        result=1,
    )


def test_imports_inside_functions(both: Both) -> None:
    both(
        {
            "app.py": "def load():\n    from names import NAME\n    return NAME\nresult = load()",
            "names.py": "NAME = 'n'",
        },
        {
            "app.ts": "function load() { const { NAME } = require('./names'); return NAME; }\nconst result = load();",
            "names.ts": "export const NAME = 'n';",
        },
        result="n",
    )


def test_guarded_imports(both: Both) -> None:
    """What cannot be found takes the handler; what is there takes the body."""
    both(
        {
            "app.py": "try:\n    from .missing import NAME\nexcept ImportError:\n    from names import NAME\n"
            "try:\n    from names import OTHER\nexcept ImportError:\n    OTHER = 'default'\n"
            "result = [NAME, OTHER]",
            "names.py": "NAME = 'n'\nOTHER = 'o'",
        },
        {
            "app.ts": "let NAME: string, OTHER: string;\n"
            "try { NAME = require('./missing').NAME; } catch (e) { NAME = require('./names').NAME; }\n"
            "try { OTHER = require('./names').OTHER; } catch { OTHER = 'default'; }\n"
            "const result = [NAME, OTHER];",
            "names.ts": "export const NAME = 'n';\nexport const OTHER = 'o';",
        },
        result=["n", "o"],
    )


def test_what_a_program_runs_only_as_main(both: Both) -> None:
    both(
        {
            "app.py": "import tool\nresult = []\nif __name__ == '__main__':\n    result.append(tool.NAME)",
            "tool.py": "NAME = 'tool'\nif __name__ == '__main__':\n    NAME = 'run as a program'",
        },
        {
            "app.ts": "import { tool } from './tool';\nconst result: string[] = [];\n"
            "if (require.main === module) { result.push(tool.NAME); }",
            "tool.ts": "export const tool = { NAME: 'tool' };\n"
            "if (require.main === module) { tool.NAME = 'run as a program'; }",
        },
        result=["tool"],
    )


def test_a_missing_module_is_told(both: Both) -> None:
    for language, evaluation in both.evaluate(
        "from .gone import NAME\nresult = NAME", "import { NAME } from './gone';\nconst result = NAME;"
    ).items():
        assert any("gone was not found" in reason for reason in evaluation.reasons), language


def test_modules_may_be_imported_by_name(tmp_path: Path) -> None:
    evaluation = evaluate(
        tmp_path,
        {
            "app.py": """
            import importlib
            names = importlib.import_module("naming")
            a = names.PREFIX
            b = __import__("base64").b64encode("x".encode()).decode()
            c = importlib.import_module("os").getenv("SIZE", "small") == "small"
            """,
            "naming.py": 'PREFIX = "shop"\n',
        },
        "python",
    )
    assert (evaluation["a"], evaluation["b"], evaluation["c"]) == ("shop", "eA==", True)
