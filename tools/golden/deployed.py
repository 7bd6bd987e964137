"""What a synthesis wrote for the deployment, as the framework writes it: a cloud assembly, ``cdktf.out``, or a preview of Pulumi.

Kept beside the goldens in one file for each project: names of files below the project, each with its JSON on one line.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tools.golden import preview
from tools.golden.synthesis import Synthesis

Deployed = dict[str, Any]  # JSON by the path of its file in the project

PREVIEW = "preview.json"
_LEFT_OUT = frozenset({"tree.json"})  # nothing is deployed from it


def deployed(synthesis: Synthesis) -> Deployed:
    """The files that say what is deployed."""
    if synthesis.program.platform == "pulumi":
        return {PREVIEW: preview.preview(synthesis)}
    cdk = synthesis.program.platform == "cdk"
    folder, here = ("cdk.out", synthesis.output.parent) if cdk else ("cdktf.out", synthesis.output.parents[1])
    return {
        f"{folder}/{path.relative_to(synthesis.output).as_posix()}": document(path.read_text("utf-8"), here)
        for path in sorted(synthesis.output.rglob("*.json"))
        if is_deployed(path)
    }


def document(text: str, here: Path) -> Any:
    """A JSON document that says nothing of the folder in which it was made."""
    return without_marks(json.loads(text.replace(str(here), "")))


def is_deployed(path: Path) -> bool:
    if path.name.endswith(".assets.json") or path.name in _LEFT_OUT:
        return False
    asset = any(part.startswith("asset.") for part in path.parts)
    return not asset and (path.name in ("manifest.json", "cdk.tf.json") or path.name.endswith(".template.json"))


def without_marks(value: Any) -> Any:
    """A document without what the hooks left in it, and without the stack traces of the program."""
    if isinstance(value, list):
        return [without_marks(item) for item in value]
    if not isinstance(value, dict):
        return value
    made = "Made" if "Effect" in value else ""
    return {key: without_marks(item) for key, item in value.items() if key not in (made, "trace", "stackTrace")}


def written(files: Deployed) -> str:
    """One line for each file."""
    lines = ",\n ".join(f"{json.dumps(name)}: {json.dumps(data, ensure_ascii=False)}" for name, data in files.items())
    return f"{{\n {lines}\n}}\n"


def unpack(text: str, folder: Path) -> list[Path]:
    """Writes the files into a project's folder, as the framework would; gives what it would be called with."""
    for name, data in json.loads(text).items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(data, indent=1, ensure_ascii=False), "utf-8")
    return [path for path in (folder / name for name in ("cdk.out", "cdktf.out", PREVIEW)) if path.exists()]
