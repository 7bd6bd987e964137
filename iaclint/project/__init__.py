"""Projects: which folder is one, where its program starts, what its manifests say, which file an import means.

Knows files and manifests, neither syntax nor rules. Nothing is executed, nothing outside the repository is read.
`discover` finds projects; what a `Project` gives is described by the module that makes it (`resolution`,
`library_versions`, `pulumi_config`, `terraform_version`), which is imported when first asked for.
"""

from iaclint.project.discovery import discover
from iaclint.project.markers import Language, Platform
from iaclint.project.project import Project

__all__ = ["Language", "Platform", "Project", "discover"]
