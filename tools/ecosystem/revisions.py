"""Another revision of iaclint, taken out of the repository's history without touching its working tree."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

PACKAGES = {"iaclint": "iaclint", "rules": "iaclint_rules"}  # folder of the repository: what it is imported as


def take_out(repository: Path, revision: str, target: Path) -> Path:
    """Unpacks a revision's packages below ``target`` and gives the folder to import them from. Raises ``ValueError`` for what git does not know."""
    command = ["git", "-C", str(repository), "archive", revision, *PACKAGES]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        raise ValueError(done.stderr.decode("utf-8", "replace").strip())
    tree = target / "tree"
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(tree, filter="data")
    return importable(tree, target / "packages")


def importable(tree: Path, folder: Path) -> Path:
    """A folder in which a source tree's packages have the names that they are installed under."""
    folder.mkdir(parents=True)
    for source, package in PACKAGES.items():
        (folder / package).symlink_to((tree / source).resolve(), target_is_directory=True)
    return folder
