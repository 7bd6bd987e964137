"""From what configuration files say to settings. Apart from ``config``: needed only when there is a file."""

from __future__ import annotations

import os
import re
from functools import partial
from pathlib import Path
from typing import Any

from iaclint.catalog.library import release
from iaclint.config import Layer
from iaclint.config_globs import rebased
from iaclint.config_schema import ACCUMULATING, TABLES, Configuration, RuleSettings
from iaclint.decoding import Written, decode
from iaclint.project.exclusion import Patterns
from iaclint.project.repository import Repository
from iaclint.settings import Settings


def read(layer: Layer, data: dict[str, Any], repository: Repository, boundary: str, below: tuple[str, ...]) -> None:
    """Fills a layer with the content of its file, checked and made independent of where the file lies. Raises ``UsageError``."""
    written = Written(os.path.relpath(layer.file), partial(repository.text, layer.file), below)
    configuration = decode(data, Configuration, written)
    for name, table in configuration.rules.items():
        decode(table, RuleSettings, written, ("rules", name))
    environments = configuration.assume.environment
    if not environments or not all(environments):
        raise written.fault("`assume.environment` is empty", ("assume", "environment"))
    _check_words(configuration, written)
    folder = os.path.dirname(layer.file)
    for key, value in data.items():
        layer.data[key] = _absolute(key, value, folder, boundary)
        if key == "rule-paths" and not layer.trusted:
            _check_inside(layer.data[key], boundary, written)
        _check_globs(key, layer.data[key], written)
        names = [f"{key}.{inner}" for inner in value] if key in TABLES else [key]
        for name in names:
            layer.origins[name] = partial(_origin, written, key, name)


def _check_words(configuration: Configuration, written: Written) -> None:
    """What has the right type and says nothing."""
    if configuration.extend is not None and not configuration.extend.strip():
        raise written.fault("`extend` is empty", ("extend",))
    environment = configuration.environment
    for key, names in (("names", environment.names), ("sources", environment.sources)):
        if not all(name.strip() for name in names):
            raise written.fault(f"`environment.{key}` has an empty name", ("environment", key))
    for library, version in configuration.versions.items():
        if not release(version):
            raise written.fault(f"`versions`: `{version}` is no version (`2.219.0`)", ("versions", library))
    if configuration.terraform_version is not None and not re.search(r"\d", configuration.terraform_version):
        message = f"`terraform-version`: `{configuration.terraform_version}` is no version (`1.12.2`, `~> 1.9`)"
        raise written.fault(message, ("terraform-version",))


def _origin(written: Written, key: str, name: str) -> str:
    path = (key, name[len(key) + 1 :]) if name != key else (key,)
    line = written.line_of(path)
    return f"{written.file}:{line}" if line else written.file


def _absolute(key: str, value: Any, folder: str, boundary: str) -> Any:
    if key == "rule-paths":
        return [os.path.normpath(os.path.join(folder, path)) for path in value]
    if key in ("exclude", "extend-exclude"):
        return [rebased(glob, folder, boundary) for glob in value]
    if key == "per-file-ignores":
        return {rebased(glob, folder, boundary): selectors for glob, selectors in value.items()}
    return value


def _check_inside(paths: list[str], boundary: str, written: Written) -> None:
    """A scanned repository may not make anything outside of it be read."""
    for path in paths:
        if not (os.path.realpath(path) + os.sep).startswith(boundary.rstrip(os.sep) + os.sep):
            raise written.fault(f"`rule-paths`: outside the repository: {os.path.relpath(path)}", ("rule-paths",))


def _check_globs(key: str, value: Any, written: Written) -> None:
    if key in ("exclude", "extend-exclude", "per-file-ignores"):
        problems = Patterns(value or ()).problems
        if problems:
            raise written.fault(f"`{key}`: {problems[0]}", (key,))


def merged(layers: list[Layer]) -> Layer:
    """The first layer over those that it extends, nearest first."""
    top = Layer(layers[0].file, layers[0].trusted)
    top.files = [layer.file for layer in layers]
    for layer in reversed(layers):
        for key, value in layer.data.items():
            below = top.data.get(key)
            if key in TABLES and below:
                value = _over(below, value, depth=2 if key == "rules" else 1)
            elif key in ACCUMULATING and below:
                value = [*below, *value]
            top.data[key] = value
        top.origins.update(layer.origins)
    return top


def _over(below: dict[str, Any], value: dict[str, Any], depth: int) -> dict[str, Any]:
    made = {**below, **value}
    if depth > 1:
        for key in below.keys() & value.keys():
            made[key] = _over(below[key], value[key], depth - 1)
    return made


def apply(layer: Layer, settings: Settings) -> None:
    """Puts what a layer says into settings."""
    import msgspec

    said = msgspec.convert(layer.data, Configuration)
    settings.select = tuple(said.select)
    settings.extend_select = tuple(said.extend_select)
    settings.ignore = tuple(said.ignore)
    settings.profile = said.profile
    settings.fail_on = said.fail_on
    environment = said.assume.environment
    settings.environments = (environment,) if isinstance(environment, str) else tuple(dict.fromkeys(environment))
    settings.environment_sources = tuple(said.environment.sources)
    settings.environment_names = tuple(said.environment.names)
    settings.exclude = said.exclude
    settings.extend_exclude = tuple(said.extend_exclude)
    settings.force_exclude = said.force_exclude
    settings.respect_gitignore = said.respect_gitignore
    settings.per_file_ignores = said.per_file_ignores
    settings.versions = said.versions | ({"terraform": said.terraform_version} if said.terraform_version else {})
    settings.severities = {name: table["severity"] for name, table in said.rules.items() if table.get("severity")}
    settings.options = {
        name: options
        for name, table in said.rules.items()
        if (options := {key: value for key, value in table.items() if key != "severity"})
    }
    settings.rule_paths = tuple(said.rule_paths)
    settings.python_rule_paths = tuple(said.rule_paths) if layer.trusted else ()
    settings.source = Path(layer.file)
    settings.mention = partial(_mention, layer)


def _mention(layer: Layer, word: str) -> str:
    """``file:line: `` of the first line that says a word, for messages."""
    repository = Repository(os.path.abspath(os.sep))
    whole = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
    for file in layer.files:
        for number, line in enumerate((repository.text(file) or "").splitlines(), 1):
            if whole.search(line[:10_000]):
                return f"{os.path.relpath(file)}:{number}: "
    return ""
