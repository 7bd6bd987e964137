"""What rules may ask about the project's libraries: the catalog, in the version that the project uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iaclint.frameworks.jsii import catalog_type, props_type
from iaclint.rule import Deprecation

if TYPE_CHECKING:
    from iaclint.project import Project


class ProjectFacts:
    """Implements ``rule.Facts``."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def library_version(self, library: str) -> str | None:
        for language in ("typescript", "python"):
            found = self._project.library_version(library, language)
            if found is not None:
                return str(found)
        return None

    def deprecated_property(self, construct: str, name: str) -> Deprecation | None:
        kind = catalog_type(construct)
        struct = props_type(kind) or kind
        prop = struct.property(name) if struct is not None else None
        if prop is None or prop.deprecated is None:
            return None
        return Deprecation(prop.deprecated, prop.deprecated_since or "")
