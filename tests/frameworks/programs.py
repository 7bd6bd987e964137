"""Small programs on disk, analysed: what the frameworks' tests start from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from iaclint.analysis import analyze
from iaclint.model import Resource, ResourceGraph
from iaclint.model.render import render
from iaclint.project import discover

MARKERS = {
    "cdk": ("cdk.json", '{{"app": "{app}"}}'),
    "cdktf": ("cdktf.json", '{{"app": "{app}", "language": "x"}}'),
    "pulumi": ("Pulumi.yaml", "name: shop\nruntime: {runtime}\nmain: {file}\n"),
}


def program(folder: Path, platform: str, source: str, suffix: str, **files: str) -> ResourceGraph:
    """The graph of a one-file program (``main.py``/``main.ts``) of a platform; ``files`` are further files by name (``lib__x_ts`` is ``lib/x.ts``)."""
    file = f"main.{suffix}"
    app = f"python3 {file}" if suffix == "py" else f"npx ts-node {file}"
    marker, text = MARKERS[platform]
    (folder / ".git").mkdir(exist_ok=True)
    (folder / marker).write_text(
        text.format(app=app, file=file, runtime="python" if suffix == "py" else "nodejs"), encoding="utf-8"
    )
    (folder / file).write_text(source, encoding="utf-8")
    for name, content in files.items():
        stem, _, ending = name.rpartition("_")
        path = folder / (stem.replace("__", "/") + "." + ending)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return analyze(discover([folder])[0], "pr1234")


def deployed(graph: ResourceGraph) -> list[str]:
    """The deployed types, in program order."""
    return [resource.type for resource in graph.deployed() if resource.reached]


def only(graph: ResourceGraph, type: str) -> Resource:
    found = [resource for resource in graph.resources if resource.type == type]
    assert len(found) == 1, [resource.type for resource in graph.resources]
    return found[0]


def properties(resource: Resource) -> dict[str, Any]:
    rendered: dict[str, Any] = render(resource.properties)
    return rendered
