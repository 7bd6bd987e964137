"""Folders and files of the project: what they hold, and what there is."""

from __future__ import annotations

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import MethodCode, NativeCode
from iaclint.evaluator.run import Run
from iaclint.evaluator.texts import concrete, hole_name
from iaclint.values import Known, ListValue, Unknown, Value, is_absent


def names_in(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``fs.readdirSync(path)``, ``os.listdir(path)``."""
    path = arguments.at(0, "path") or Known(".")
    if not is_absent(arguments.at(1)) and not isinstance(arguments.at(1), Known):
        return Unknown(f"the entries of folder {hole_name(path)}", "entries", site.span)
    return listed(run, path, site, "")


def listed(run: Run, path: Value, site: ir.Call, prefix: str, pattern: str = "*") -> Value:
    folder = concrete(path)
    if not isinstance(folder, str):
        return Unknown("a folder whose path is not known", "files", site.span)
    names = run.program.list_folder(folder)
    if names is None:
        return Unknown(f"the files in folder {folder.rpartition('/')[2]}, which was not found", "files", site.span)
    if pattern != "*":
        from fnmatch import fnmatch

        names = [name for name in names if fnmatch(name, pattern)]
    return ListValue([Known(prefix + name, site.span) for name in names], site.span)


def paths_in(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``path.iterdir()``, ``path.glob('*.json')``."""
    pattern = concrete(arguments.at(0, "pattern") or Known("*"))
    if not isinstance(pattern, str) or "**" in pattern or "/" in pattern:
        return Unknown(f"the files below {hole_name(receiver)}", "files", site.span)
    return listed(run, receiver, site, f"{concrete(receiver)}/", pattern)


def exists(run: Run, path: Value, site: ir.Call, file: bool = True, folder: bool = True) -> Value:
    """Whether there is a file or a folder; one that is not there now may be made before the program runs."""
    name = concrete(path)
    if isinstance(name, str):
        is_file, is_folder = run.program.read_data(name) is not None, run.program.list_folder(name) is not None
        if is_file or is_folder:
            return Known((is_file and file) or (is_folder and folder), site.span)
    return Unknown(f"whether {hole_name(path)} exists", span=site.span)


def existence(file: bool = True, folder: bool = True) -> NativeCode:
    def code(run: Run, arguments: Arguments, site: ir.Call) -> Value:
        return exists(run, arguments.at(0) or Known(None), site, file, folder)

    return code


def existence_of_path(file: bool = True, folder: bool = True) -> MethodCode:
    def code(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
        return exists(run, receiver, site, file, folder)

    return code


def nothing(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    return Known(None, site.span)


# Functions that write: what they give means nothing, and what they are given they leave as it is.
WRITING = frozenset(
    ("fs.writeFileSync", "fs.mkdirSync", "fs.chmodSync", "fs.rmSync", "fs.unlinkSync", "fs.copyFileSync", "fs.appendFileSync",
     "os.makedirs", "os.mkdir", "os.chdir", "os.chmod", "os.unlink", "os.remove", "os.rename", "shutil.copy", "shutil.copytree",
     "shutil.copy2", "shutil.move", "shutil.rmtree", "json.dump")
)  # fmt: skip

FUNCTIONS: dict[str, NativeCode] = {
    "fs.readdirSync": names_in, "os.listdir": names_in,
    "fs.existsSync": existence(), "os.path.exists": existence(),
    "os.path.isfile": existence(folder=False), "os.path.isdir": existence(file=False),
}  # fmt: skip

METHODS: dict[str, MethodCode] = {
    "iterdir": paths_in, "glob": paths_in, "exists": existence_of_path(),
    "mkdir": nothing, "write_text": nothing, "write_bytes": nothing, "unlink": nothing, "touch": nothing,
    "is_file": existence_of_path(folder=False), "is_dir": existence_of_path(file=False),
}  # fmt: skip
