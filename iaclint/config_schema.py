"""What a configuration file may say. Apart from ``config``, because msgspec is only imported when there is such a file.

The descriptions are also those of the JSON schema that editors use and of the table in the documentation.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec

from iaclint.settings import DEFAULT_ENVIRONMENT


def said(description: str) -> msgspec.Meta:
    return msgspec.Meta(description=description)


Severity = Literal["error", "warning", "info"]


class Assume(msgspec.Struct, forbid_unknown_fields=True, rename="kebab"):
    environment: Annotated[
        str | list[str],
        said(
            "The environment under which conditions are decided (`pr1234`). With several, findings say under which they hold."
        ),
    ] = DEFAULT_ENVIRONMENT


class Environment(msgspec.Struct, forbid_unknown_fields=True, rename="kebab"):
    sources: Annotated[
        list[str],
        said(
            "Names of parameters, properties, variables and context keys that mean the environment, in any spelling; replaces the usual ones."
        ),
    ] = []
    names: Annotated[
        list[str],
        said(
            "What the environments are called (`dev`, `prod`), for the rules that look for such words; replaces the usual ones."
        ),
    ] = []


class Configuration(msgspec.Struct, forbid_unknown_fields=True, rename="kebab"):
    """One file, as written."""

    extend: Annotated[
        str | None, said("Another configuration file, relative to this one; what stands here wins over it.")
    ] = None
    select: Annotated[list[str], said("Rules to use instead of the profile's: codes, prefixes, names or `ALL`.")] = []
    extend_select: Annotated[list[str], said("Rules to use as well.")] = []
    ignore: Annotated[list[str], said("Rules not to use. The more exact selector wins.")] = []
    profile: Annotated[
        Literal["ephemeral", "production", "security"],
        said(
            "Which world the project lives in: `ephemeral` stacks come and go with branches, `production` stacks hold data, `security` adds the security rules at their strictest."
        ),
    ] = "ephemeral"
    fail_on: Annotated[Severity, said("The least severity that makes the exit code 1.")] = "warning"
    exclude: Annotated[
        list[str] | None,
        said(
            "Files and folders not to look at, in gitignore syntax, relative to this file; replaces the default list."
        ),
    ] = None
    extend_exclude: Annotated[list[str], said("Files and folders not to look at besides `exclude`.")] = []
    force_exclude: Annotated[bool, said("Leave out excluded files even when they are named on the command line.")] = (
        False
    )
    respect_gitignore: Annotated[bool, said("Leave out what `.gitignore` files ignore.")] = True
    per_file_ignores: Annotated[
        dict[str, list[str]], said("Rules not to use in some files: globs in gitignore syntax, relative to this file.")
    ] = {}
    rule_paths: Annotated[
        list[str],
        said(
            "Files and folders with declarative rules (YAML), relative to this file. Python rules are loaded only from a configuration named by `--config` or in the user's own folder."
        ),
    ] = []
    assume: Annotated[Assume, said("What conditions are decided by.")] = msgspec.field(default_factory=Assume)
    environment: Annotated[Environment, said("How the program names its environment.")] = msgspec.field(
        default_factory=Environment
    )
    versions: Annotated[
        dict[str, str], said("Versions of libraries, where lock files and manifests do not tell them exactly.")
    ] = {}
    terraform_version: Annotated[str | None, said("The Terraform version that deploys the project.")] = None
    rules: Annotated[
        dict[str, dict[str, Any]],
        said("Settings of single rules, by name or code: `severity`, and the options that the rule's page lists."),
    ] = {}


class RuleSettings(msgspec.Struct):
    """What every rule's table may say besides the rule's own options."""

    severity: Severity | None = None


ACCUMULATING = ("extend-select", "extend-exclude", "rule-paths")  # a file adds to the one that it extends
TABLES = ("assume", "environment", "versions", "rules", "per-file-ignores")  # merged key by key


def schema() -> dict[str, Any]:
    """The JSON schema of a configuration file."""
    made = msgspec.json.schema(Configuration)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "iaclint configuration", **made}
