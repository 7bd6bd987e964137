"""Which file or package a Python import means: relative, or absolute by the folders that would be on `sys.path`."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence

from iaclint.project.generated import GeneratedBinding, python_binding
from iaclint.project.repository import Repository

# Installed packages of these names win over a folder of the project without an `__init__.py`.
_FRAMEWORK = re.compile(r"aws_cdk|constructs|cdktf|cdktn|jsii|pulumi|(?:cdktf|cdktn|pulumi)_\w+|boto3|botocore")
_MODULE_LIMIT = 500  # characters


class PythonResolver:
    """Resolves for all projects of one repository. Results are absolute paths of modules (`x.py`), of packages
    (`x/__init__.py`) and of namespace packages (the folder itself)."""

    __slots__ = ("_repository", "_resolved")

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._resolved: dict[tuple[str, str, str, Sequence[str]], str | GeneratedBinding | None] = {}

    def resolve(self, root: str, folder: str, module: str, path: tuple[str, ...]) -> str | GeneratedBinding | None:
        """What `module` (leading dots: relative) means in a file of `folder`; None for a library.

        `path` holds the folders of `sys.path` that lie in the repository, in order.
        """
        key = (root, folder, module, path)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(root, folder, module, path)
        return self._resolved[key]

    def _resolve(self, root: str, folder: str, module: str, path: tuple[str, ...]) -> str | GeneratedBinding | None:
        name = module.lstrip(".")
        if len(module) > _MODULE_LIMIT or (name and not all(part.isidentifier() for part in name.split("."))):
            return None
        parts = name.split(".") if name else []
        if level := len(module) - len(name):
            for _ in range(level - 1):
                folder = os.path.dirname(folder)
            return self._relative(root, folder, parts)
        if (binding := python_binding(self._repository, root, name)) is not None:
            return binding
        return self._absolute(parts, (*path, folder)) if parts else None

    def _relative(self, root: str, folder: str, parts: list[str]) -> str | GeneratedBinding | None:
        absolute = os.path.relpath(os.path.join(folder, *parts), root).replace(os.sep, ".")
        if parts and (binding := python_binding(self._repository, root, absolute)) is not None:
            return binding
        return self._below(self._package(folder), parts)

    def _absolute(self, parts: list[str], path: tuple[str, ...]) -> str | None:
        """The first regular module or package of this name on `path`, and only then a namespace package."""
        namespaces = []
        for folder in dict.fromkeys(path):
            found = self.submodule(folder, parts[0])
            if found is None:
                continue
            if found.endswith(".py"):
                return self._below(found, parts[1:])
            namespaces.append(found)
        if parts[0] in sys.stdlib_module_names or _FRAMEWORK.fullmatch(parts[0]):
            return None
        return next(filter(None, (self._below(found, parts[1:]) for found in namespaces)), None)

    def _below(self, package: str | None, parts: list[str]) -> str | None:
        for part in parts:
            if package is None:
                return None
            package = self.submodule(package, part)
        return package

    def _package(self, folder: str) -> str | None:
        if not self._repository.is_folder(folder):
            return None
        return self._repository.file(os.path.join(folder, "__init__.py")) or self._repository.folder(folder).path

    def submodule(self, package: str, name: str) -> str | None:
        """The module or package `name` in `package` (a folder or its `__init__.py`); None when there is none."""
        if os.path.basename(package) == "__init__.py":
            package = os.path.dirname(package)
        elif package.endswith(".py"):
            return None  # a plain module has no submodules
        folder = self._repository.folder(package)
        inner = self._package(os.path.join(package, name)) if name in folder.folders or name in folder.links else None
        if inner is not None and inner.endswith(".py"):
            return inner
        return (self._repository.file(os.path.join(package, name + ".py")) if name + ".py" in folder else None) or inner
