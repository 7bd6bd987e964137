"""What main modules export: the reader's names, and how they are found in type declarations."""

from __future__ import annotations

from iaclint.catalog.exports import exports, version
from tools.catalog.exports import exported

DECLARATIONS = {
    "index.d.ts": """
export * from "./config";
export * from "./deep";
import * as runtime from "./runtime";
export { runtime, runtime as other };
export declare function output<T>(value: T): T;
export interface Args {
    inner: string;
}
""",
    "config.d.ts": "export declare class Config {\n}\ndeclare const hidden: number;\n",
    "deep/index.d.ts": 'export * from "../leaf";\nexport declare type Input<T> = T;\n',
    "leaf.d.ts": "export declare abstract class Resource {}\nexport declare const unknown: any;\n",
    "runtime.d.ts": "export declare function inside(): void;\n",
}


def test_names_are_followed_through_files() -> None:
    assert exported(DECLARATIONS) == {
        "Args", "Config", "Input", "Resource", "other", "output", "runtime", "unknown",
    }  # fmt: skip


def test_the_core_of_pulumi() -> None:
    names = exports("@pulumi/pulumi")
    assert {"Config", "Input", "Output", "interpolate", "runtime", "automation", "StackReference"} <= names
    assert not {"export", "random", "Stack", "hidden"} & names
    assert version("@pulumi/pulumi").startswith("3.")


def test_a_package_that_is_not_known() -> None:
    assert not exports("left-pad")
    assert version("left-pad") == ""
