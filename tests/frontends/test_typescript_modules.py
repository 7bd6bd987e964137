"""Imports, exports, namespaces, and what declares nothing."""

from __future__ import annotations

import pytest

from iaclint import ir
from tests.frontends.typescript_dump import dump, lowered

IMPORTS = {
    "import a from 'm'": "(import m default>a)",
    "import * as n from 'm'": "(import m *>n)",
    "import {a, b as c, default as d, 'x-y' as z} from 'm'": "(import m a>a b>c default>d x-y>z)",
    "import a, {b} from 'm' with {type: 'json'}": "(import m default>a b>b)",
    "import a, * as n from 'm'": "(import m default>a *>n)",
    "import 'm'": "(import m for-effect)",
    "import type T from 'm'": "(import m default>T type-only)",
    "import type {T} from 'm'": "(import m T>T type-only)",
    "import {a, type T} from 'm'": "(import m a>a)\n(import m T>T type-only)",
    "import {type T} from 'm'": "(import m T>T type-only)",
    "import x = require('m')": "(import m *>x)",
    "import type X = require('m')": "(import m *>X type-only)",
    "import q = N.M": "(const= q N.M)",
    "const x = require('m')": "(const= x (require 'm'))",
    "const m = await import('m')": "(const= m <dynamic import>)",
}

EXPORTS = {
    "export {a, b as c, type T}": "(export a>a b>c T>T)",
    "export {a as default} from 'm'": "(export a>default from m)",
    "export type {T} from 'm'": "(export T>T from m)",
    "export {}": "(export)",
    "export * from 'm'": "(export *> from m)",
    "export * as n from 'm'": "(export *>n from m)",
    "export default x + 1": "(export (+ x 1))",
    "export = x": "(export x)",
    "export default function () {}": "(export (function []))",
    "export default () => 1": "(export (arrow [(return 1)]))",
    "export default class extends X {}": "(export (class <X))",
    "export default function f() {}": "export-default (function f [])",
    "export default class A {}": "export-default (class A)",
    "export default abstract class A {}": "export-default (class A abstract)",
    "export default interface I {}": "export-default (interface I)",
    "export const a = 1, b = 2": "(export const= a 1)\n(export const= b 2)",
    "export async function f() {}": "export-named (function f async [])",
    "export class A {}": "export-named (class A)",
    "@d export class A {}": "export-named (class A @d)",
    "export enum E { A }": "export-named (enum E (field static A))",
    "export interface I {}": "export-named (interface I)",
    "export type T = {}": "export-named (interface T)",
    "export namespace N {}": "export-named (namespace N [])",
    "export import r = N.M": "(export const= r N.M)",
    "export as namespace Z": "",
}

DECLARATIONS = {
    "namespace N { export const a = 1 }": "(namespace N [(export const= a 1)])",
    "namespace A.B.C { f() }": "(namespace A [export-named (namespace B [export-named (namespace C [(f)])])])",
    "module M {}": "(namespace M [])",
    "declare const a: string": "",
    "export declare const a: string": "",
    "declare function f(): void": "",
    "declare class A {}": "",
    "declare module 'x' { interface I {} }": "",
    "declare global { interface I {} }": "",
    "declare interface I { a: string }": "(interface I (field a:string))",
    "type U = A | B": "",
    "function f(a: string): void; function f(a) {}": "(function f a [])",
    ";;": "",
    "debugger": "",
    "#!/usr/bin/env node\n// comment\n/* more */ f() // end": "(f)",
}


@pytest.mark.parametrize(("source", "expected"), [*IMPORTS.items(), *EXPORTS.items(), *DECLARATIONS.items()])
def test_lowers_to(source: str, expected: str) -> None:
    assert dump(source) == expected


def test_an_import_knows_where_its_module_and_names_stand() -> None:
    (statement,) = lowered("import {a as b} from 'mod';").body
    assert isinstance(statement, ir.Import)
    assert statement.module_span.text == "'mod'"
    assert [name.span.text for name in statement.names] == ["a"]


def test_decorators_before_export_belong_to_the_class() -> None:
    (statement,) = lowered("@d export class A {}").body
    assert isinstance(statement, ir.ClassDef)
    assert statement.span.start == 1
    assert statement.klass.decorators[0].span.text == "d"


def test_the_suffix_decides_about_jsx() -> None:
    cast, element = "const a = <T>x;", "const a = <T>x</T>;"
    assert dump(cast, "/r/a.ts") == "(const= a (as x T))"
    assert dump(cast, "/r/a.mts") == dump(cast, "/r/a.cts") == dump(cast, "/r/a.ts")
    for path in ("/r/a.tsx", "/r/a.js", "/r/a.mjs"):
        assert dump(element, path) == "(const= a <JSX element>)"
        assert lowered(cast, path).errors
