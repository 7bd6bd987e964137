"""Published packages: downloaded once with `npm pack` or `pip download`, read member by member from the archive."""

from __future__ import annotations

import email
import hashlib
import json
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any


class Package:
    """An npm package's archive. `name`, `version`, `licence` are what its package.json says; `date` the registry's."""

    def __init__(self, archive: Path, date: str) -> None:
        self.archive = archive
        self.date = date
        self.manifest: dict[str, Any] = json.loads(next(self.files("package.json".__eq__))[1])
        self.name: str = self.manifest["name"]
        self.version: str = self.manifest["version"].removeprefix("v")  # older Pulumi packages say `v6.0.0`
        self.licence: str = self.manifest.get("license") or self._licence()

    def files(self, wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
        """(path inside the package, content) of the files whose path is wanted, one at a time."""
        with tarfile.open(self.archive) as archive:
            for member in archive:
                path = member.name.partition("/")[2]
                if member.isfile() and wanted(path):
                    stream = archive.extractfile(member)
                    assert stream is not None
                    yield path, stream.read()

    def _licence(self) -> str:
        """The licence of a package whose manifest names none, by the title of its LICENSE file; ValueError if unknown."""
        title = " ".join(next(self.files("LICENSE".__eq__))[1].decode().split()[:4])
        if title == "Apache License Version 2.0,":
            return "Apache-2.0"
        raise ValueError(f"{self.archive.name}: what licence is {title!r}?")

    def source(self) -> dict[str, str]:
        """The entry of this package in SOURCES.json."""
        digest = hashlib.sha256(self.archive.read_bytes()).hexdigest()
        return {
            "name": self.name,
            "version": self.version,
            "licence": self.licence,
            "date": self.date,
            "sha256": digest,
        }


class Wheel(Package):
    """A Python package's wheel, read like an npm package. `date` is empty: the index tells it only in its web pages."""

    def __init__(self, archive: Path) -> None:
        self.archive = archive
        self.date = ""
        content = next(self.files(lambda path: path.endswith(".dist-info/METADATA")))[1]
        metadata = email.message_from_bytes(content)
        self.manifest = {}
        self.name = str(metadata["Name"])
        self.version = str(metadata["Version"])
        self.licence = str(metadata["License-Expression"] or metadata["License"])

    def files(self, wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
        """(path, content) of the files whose path is wanted, one at a time."""
        with zipfile.ZipFile(self.archive) as archive:
            for path in archive.namelist():
                if wanted(path):
                    yield path, archive.read(path)


class Downloads:
    """The maintainer's cache of package archives. Raises CalledProcessError when npm or pip cannot deliver."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def get(self, name: str, version: str) -> Package:
        """One version of a package, from the cache or the registry."""
        archive = self.folder / f"{name.lstrip('@').replace('/', '-')}-{version}.tgz"
        if not archive.exists():
            subprocess.run(
                ["npm", "pack", "--silent", f"{name}@{version}"], cwd=self.folder, check=True, stdout=subprocess.DEVNULL
            )
        return Package(archive, self._date(name, version))

    def wheel(self, name: str, version: str) -> Wheel:
        """One version of a pure Python package, from the cache or the index."""
        archive = self.folder / f"{name.replace('-', '_')}-{version}-py3-none-any.whl"
        if not archive.exists():
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
            subprocess.run([*command, "--dest", str(self.folder), f"{name}=={version}"], check=True)
        return Wheel(archive)

    def embedded(self, wheel: str, version: str) -> Package:
        """The npm package that a wheel made by jsii carries, for packages that the npm registry does not have."""
        archive = self.folder / f"{wheel}-{version}.tgz"
        if not archive.exists():
            carried = self.wheel(wheel, version).files(lambda path: path.endswith(".jsii.tgz"))
            archive.write_bytes(next(carried)[1])
        return Package(archive, "")

    def _date(self, name: str, version: str) -> str:
        """The day the version was published, as the registry tells; empty when it does not."""
        known = self.folder / "dates.json"
        dates: dict[str, str] = json.loads(known.read_text()) if known.exists() else {}
        key = f"{name}@{version}"
        if key not in dates:
            command = ["npm", "view", "--json", key, "time"]
            listed = json.loads(subprocess.run(command, check=True, capture_output=True).stdout or "{}")
            dates[key] = str(listed.get(version, ""))[:10]
            known.write_text(json.dumps(dates, indent=1, sort_keys=True))
        return dates[key]
