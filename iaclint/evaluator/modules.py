"""Modules: loading the project's files on import, and what they give each other."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.blocks import exec_block, hoist
from iaclint.evaluator.callables import ImportedValue, ModuleValue, Native
from iaclint.evaluator.run import Frame, Run, Thrown
from iaclint.evaluator.scope import Scope
from iaclint.evaluator.texts import concrete
from iaclint.source import SourceFile, Span
from iaclint.values import Entry, Known, MapValue, Symbol, Unknown, Value

MAX_RE_EXPORTS = 24
MODULE = "#module"  # the name under which a module's scope holds its ModuleValue


def load(run: Run, path: str, main: bool = False) -> ModuleValue | None:
    """The module of a file, evaluated on first use; a module that imports itself meets what is there so far. ``main``: run as a program."""
    if path in run.modules:
        return run.modules[path]
    if path.endswith(".json"):
        run.modules[path] = data_module(run, path)
        return run.modules[path]
    lowered = run.program.module(path)
    if lowered is None and "." not in path.rpartition("/")[2]:  # a package without a file of its own
        run.modules[path] = package = ModuleValue(path, "python", Scope(None, run.guards, is_function=True))
        return package
    if lowered is None:
        run.modules[path] = None
        return None
    scope = Scope(None, run.guards, is_function=True)
    module = ModuleValue(path, lowered.file.language, scope)
    run.modules[path] = module
    scope.names[MODULE] = module
    prepare_scope(scope, path, lowered.file.language, main)
    execute_module(run, lowered, scope)
    return module


def data_module(run: Run, path: str) -> ModuleValue | None:
    """``import config from './config.json'``: the data, as default export and by its keys."""
    from iaclint.evaluator.standard.data import parse_json

    data = run.program.read_data(path)
    if data is None:
        return None
    module = ModuleValue(path, "typescript", Scope(None, run.guards, is_function=True))
    value = parse_json(data.decode("utf-8", "replace"), None)
    if isinstance(value, MapValue):
        module.exports.update({str(key): entry.value for key, entry in value.entries.items()})
    module.exports["default"] = value
    return module


def prepare_scope(scope: Scope, path: str, language: str, main: bool) -> None:
    folder = path.rpartition("/")[0]
    if language == "python":
        scope.names["__file__"] = Known(path)
        scope.names["__name__"] = Known("__main__" if main else path.rpartition("/")[2].removesuffix(".py"))
        return
    scope.names["__dirname"] = Known(folder)
    scope.names["__filename"] = Known(path)
    exports = MapValue()
    scope.names["exports"] = exports
    module = MapValue({"exports": Entry(exports)})
    scope.names["module"] = module
    scope.names["require"] = Native("require", require, {"main": module if main else Known(None)})


def execute_module(run: Run, lowered: ir.Module, scope: Scope) -> None:
    """Runs a file from top to bottom; one that surely ends the program or fails is left there."""
    frame, guards, loops = run.frame, run.guards, run.loops
    run.frame, run.loops = Frame(guards), ()
    try:
        if lowered.file.language == "typescript":
            hoist(run, lowered.body, scope)
        exec_block(run, lowered.body, scope)
    except RecursionError:  # thousands of calls in one chain: the other files are still looked at
        start = Span(lowered.file, 0, 0)
        run.overrun("code nested too deeply to be followed", start)
    finally:
        run.frame, run.guards, run.loops = frame, guards, loops


def module_of(scope: Scope) -> ModuleValue | None:
    found = scope.lookup(MODULE)
    return found if isinstance(found, ModuleValue) else None


def export(scope: Scope, exported: str, local: str | Value) -> None:
    module = module_of(scope)
    if module is not None:
        module.exports[exported] = local


def resolved(run: Run, value: Value) -> Value:
    """The value behind an imported name."""
    for _ in range(MAX_RE_EXPORTS):
        if not isinstance(value, ImportedValue):
            return value
        value = direct_member(run, value.module, value.name, value.span)
    return Unknown("imports that lead in a circle")


def module_member(run: Run, module: ModuleValue, name: str, span: Span | None) -> Value:
    """What an importer gets under a name."""
    return resolved(run, direct_member(run, module, name, span))


def direct_member(run: Run, module: ModuleValue, name: str, span: Span | None) -> Value:
    """What a module holds under a name: perhaps itself a name imported from another."""
    found = find_member(run, module, name, set())
    if found is not None:
        return found
    submodule = run.program.submodule(module.path, name) if module.language == "python" else None
    if submodule is not None:
        loaded = load(run, submodule)
        if loaded is not None:
            return loaded
    reason = f"{name} is not defined in {module.path.rpartition('/')[2]}"
    return run.unknown(reason, span, name) if span is not None else Unknown(reason, name)


def has_member(run: Run, module: ModuleValue, name: str) -> bool:
    if find_member(run, module, name, set()) is not None:
        return True
    return module.language == "python" and run.program.submodule(module.path, name) is not None


def find_member(run: Run, module: ModuleValue, name: str, seen: set[str]) -> Value | None:
    """What a module exports under a name, through its re-exports."""
    if module.path in seen:
        return None
    seen.add(module.path)
    if module.language == "python":
        found = module.scope.names.get(name)
        if found is not None and found is not module:
            return found
    else:
        exported = module.exports.get(name)
        if isinstance(exported, str):
            return module.scope.names.get(exported)
        if exported is not None:
            return exported
        common = commonjs_member(module, name)
        if common is not None:
            return common
    for star in module.stars:
        inner = find_member(run, star, name, seen) if isinstance(star, ModuleValue) else None
        if inner is not None:
            return inner
        if isinstance(star, Symbol) and name != "default":
            return run.library.get(run, star, name, star.span or _nowhere(module), "typescript")
    return None


def _nowhere(module: ModuleValue) -> Span:
    return Span(SourceFile(module.path, b"", "typescript"), 0, 0)


def commonjs_member(module: ModuleValue, name: str) -> Value | None:
    """``module.exports.x`` and ``exports.x``; ``module.exports = x`` is the default and gives its members."""
    holder = module.scope.names.get("module")
    exports = holder.get("exports") if isinstance(holder, MapValue) else None
    if isinstance(exports, MapValue):
        if name in exports.entries:
            return exports.entries[name].value
        return exports if name == "default" and exports.entries else None
    return exports if name == "default" else None


def common_exports(module: Value) -> Value | None:
    """What a CommonJS module gives as a whole: ``module.exports``; ``None`` for others."""
    if not isinstance(module, ModuleValue) or module.exports or module.stars or module.language == "python":
        return None
    return commonjs_member(module, "default")


def imported_module(run: Run, name: str, span: Span) -> Value | None:
    """What Python's ``__import__(name)`` gives: a module of the project, else the symbol of a library's."""
    path = run.program.resolve(span.file.path, name, "python", 0)
    if isinstance(path, Symbol):
        return path
    if path is not None:
        return load(run, path)
    symbol = run.library.module(name, "python")
    return symbol if symbol is not None else Symbol(name)


def namespace(run: Run, node: ir.Import | ir.Export, scope: Scope, specifier: str, level: int) -> Value | None:
    """The project module or library symbol that a specifier means."""
    language = node.span.file.language
    path = run.program.resolve(node.span.file.path, specifier, language, level)
    if isinstance(path, Symbol):
        return path
    if path is not None:
        return load(run, path)
    if level or specifier.startswith("."):
        return None
    symbol = run.library.module(specifier, language)
    return symbol if symbol is not None else Symbol(specifier.removeprefix("node:"))


def bind_import(run: Run, node: ir.Import, scope: Scope) -> None:
    """Executes an import statement."""
    source = namespace(run, node, scope, node.module, node.level)
    if not node.names:
        if not node.for_effect and node.span.file.language == "python":
            bind_root(run, node, scope, source)
        return
    for imported in node.names:
        if imported.name == "*" and not imported.alias:
            bind_star(run, node, scope, source)
        elif imported.name == "*":
            scope.names[imported.alias] = (common_exports(source) or source) if source else _missing(run, node)
        else:
            scope.names[imported.alias] = imported_value(run, node, source, imported)


def _missing(run: Run, node: ir.Import) -> Value:
    return not_found(run, "." * node.level + node.module, node.module_span)


def imported_value(run: Run, node: ir.Import, source: Value | None, imported: ir.ImportedName) -> Value:
    if isinstance(source, ModuleValue):
        if run.handlers and not has_member(run, source, imported.name):
            raise Thrown
        return ImportedValue(source, imported.name, imported.span)
    if isinstance(source, Symbol):
        if imported.name == "default":
            return source
        return run.library.get(run, source, imported.name, imported.span, node.span.file.language)
    if node.level:  # ``from . import x`` where the package has no file of its own
        path = run.program.resolve(
            node.span.file.path, f"{node.module}.{imported.name}".strip("."), "python", node.level
        )
        if isinstance(path, str):
            return load(run, path) or _missing(run, node)
    return _missing(run, node)


def bind_root(run: Run, node: ir.Import, scope: Scope, source: Value | None) -> None:
    """``import a.b.c`` binds ``a``."""
    root, _, rest = node.module.partition(".")
    if isinstance(source, ModuleValue) and rest:
        path = run.program.resolve(node.span.file.path, root, "python", 0)
        package = load(run, path) if isinstance(path, str) else None
        scope.names[root] = package if package is not None else packages(node.module, source)
        return
    if isinstance(source, Symbol) and rest:
        top = run.library.module(root, "python")
        scope.names[root] = top if top is not None else Symbol(root)
        return
    scope.names[root] = source or _missing(run, node)


def packages(dotted: str, module: Value) -> Value:
    """Nested packages without files of their own, as maps."""
    for name in reversed(dotted.split(".")[1:]):
        module = MapValue({name: Entry(module)})
    return module


def bind_star(run: Run, node: ir.Import, scope: Scope, source: Value | None) -> None:
    if isinstance(source, ModuleValue):
        for name in list(source.scope.names):
            if not name.startswith(("_", "#")):
                scope.names.setdefault(name, ImportedValue(source, name, node.span))
    elif isinstance(source, Symbol):
        run.note(f"from {node.module} import *: the names it brings are not known", node.span)


def execute_export(run: Run, node: ir.Export, scope: Scope) -> None:
    if node.value is not None:
        export(scope, "default", run.eval(node.value, scope))
        return
    if node.module is None:
        for item in node.names:
            export(scope, item.alias or item.name, item.name)
        return
    source = namespace(run, node, scope, node.module, 0)
    module = module_of(scope)
    if source is None or module is None:
        return
    for item in node.names:
        if item.name == "*" and not item.alias:
            module.stars.append(source)
        elif item.name == "*":
            module.exports[item.alias] = source
        elif isinstance(source, ModuleValue):
            module.exports[item.alias or item.name] = ImportedValue(source, item.name, item.span)
        elif isinstance(source, Symbol):
            module.exports[item.alias or item.name] = run.library.get(run, source, item.name, item.span, "typescript")


def require(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """CommonJS ``require``."""
    specifier = concrete(arguments.positional[0]) if arguments.positional else None
    if not isinstance(specifier, str):
        return run.unknown("require of something not known", site.span)
    path = run.program.resolve(site.span.file.path, specifier, "typescript", 0)
    if isinstance(path, Symbol):
        return path
    if path is not None:
        module = load(run, path)
        if module is None:
            return not_found(run, specifier, site.span)
        return common_exports(module) or module
    if specifier.startswith("."):
        return not_found(run, specifier, site.span)
    symbol = run.library.module(specifier, "typescript")
    return symbol if symbol is not None else Symbol(specifier.removeprefix("node:"))


def not_found(run: Run, specifier: str, span: Span) -> Value:
    """A module that is not there: the error that a ``try`` around the import waits for, else something unknown."""
    if run.handlers:
        raise Thrown
    return run.unknown(f"module {specifier} was not found", span, specifier)
