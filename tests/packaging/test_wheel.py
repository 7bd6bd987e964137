"""The wheel has everything that the checkout has: rules, their pages, the index, the catalog's data."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOT_SHIPPED = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "dist", "testdata", "tests")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, so that nothing is left behind in the checkout; with the installed setuptools, so that no network is needed."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, folder / "source", ignore=NOT_SHIPPED)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(folder / "source")], check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a fresh environment that has the wheel, and the dependencies of this one."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    site = subprocess.check_output([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True)
    # only the folder itself: the .pth file of an editable install in it is not read from here
    Path(site.strip(), "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python


def run(python: Path, folder: Path, *arguments: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [str(python.parent / "iaclint"), *arguments]
    return subprocess.run(command, cwd=folder, env=environment, text=True, check=True, stdout=subprocess.PIPE).stdout


def shipped(folder: str, package: str, suffixes: tuple[str, ...]) -> set[str]:
    """The files of the checkout that the wheel must have, as the wheel names them."""
    return {
        f"{package}/{path.relative_to(ROOT / folder).as_posix()}"
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.name.endswith(suffixes)
    }


def test_every_module_page_and_data_file_is_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = shipped("iaclint", "iaclint", (".py", "py.typed")) | shipped(
        "rules", "iaclint_rules", (".py", ".md", ".json")
    )
    wanted |= shipped("iaclint/catalog/data", "iaclint/catalog/data", ("",))
    assert wanted - names == set()
    assert not [name for name in names if name.partition("/")[0] in ("tests", "tools", "testdata", "rules")]


def test_the_installed_command_knows_all_rules_and_their_pages(python: Path, tmp_path: Path) -> None:
    index = json.loads((ROOT / "rules" / "index.json").read_text("utf-8"))["rules"]
    listed = run(python, tmp_path, "rule", "--all").splitlines()
    assert [line.split()[0] for line in listed] == [rule["code"] for rule in index]
    assert run(python, tmp_path, "rule", "deletion-protection").startswith("# deletion-protection (DEL002)")


def test_what_was_installed_is_what_runs(python: Path, tmp_path: Path) -> None:
    program = "import iaclint, iaclint_rules; print(iaclint.__file__, iaclint_rules.__file__)"
    files = subprocess.check_output([python, "-I", "-c", program], cwd=tmp_path, text=True).split()
    assert all(file.startswith(str(python.parents[1])) for file in files)


def test_the_installed_command_finds_faults(python: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "testdata" / "projects" / "cdk-ts" / "orders", tmp_path / "orders")
    found = json.loads(run(python, tmp_path, "check", "--exit-zero", "--output-format", "json", "orders"))
    assert "DEL002" in {finding["rule"]["code"] for finding in found}
