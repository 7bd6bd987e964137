"""A rule's Markdown page as data: its headings, and its fenced examples with what they expect."""

from __future__ import annotations

import re
from pathlib import Path

from markdown_it import MarkdownIt

REQUIRED = ("What it does", "Why is this bad", "Bad", "Good")
ALLOWED = (*REQUIRED, "Options", "Fix safety", "References")
LANGUAGES = {"python": "python", "py": "python", "typescript": "typescript", "ts": "typescript"}
DEFAULT_TITLE = {"python": "stack.py", "typescript": "stack.ts"}
MARKERS = {
    "cdk": ("cdk.json", "{}\n"),
    "cdktf": ("cdktf.json", "{}\n"),
    "pulumi": ("Pulumi.yaml", "name: example\nruntime: {runtime}\n"),
}
RUNTIMES = {"python": "python", "typescript": "nodejs"}

_FRAMEWORK = re.compile(
    r"(?P<cdk>\baws_cdk\b|['\"]aws-cdk-lib)|(?P<cdktf>\bcdktf\b|\bcdktn\b)|(?P<pulumi>\bpulumi|['\"]@pulumi/)"
)
_EXPECT = re.compile(r'(?:#|//) ?expect(?P<where>-next-line|-file)?: (?P<code>[A-Z]+\d+)(?: "(?P<text>[^"]*)")?')


class PageError(Exception):
    """The page is not written as a page has to be."""


class Expectation:
    """A finding that an example expects; ``line`` is ``None`` when any line of the file will do."""

    def __init__(self, title: str, line: int | None, code: str, text: str) -> None:
        self.title = title
        self.line = line
        self.code = code
        self.text = text

    def __str__(self) -> str:
        where = self.title if self.line is None else f"{self.title}:{self.line}"
        return f"{where} {self.code}" + (f' "{self.text}"' if self.text else "")


class Fence:
    """One fenced block. ``line`` is that of its first line of content in the page, 1-based; ``language`` empty for JSON, YAML, TOML."""

    def __init__(self, info: str, content: str, line: int) -> None:
        words = info.split()
        options = dict(word.split("=", 1) for word in words[1:] if "=" in word)
        self.language = LANGUAGES.get(words[0] if words else "", "")
        self.content = content
        self.line = line
        self.title = options.get("title") or DEFAULT_TITLE.get(self.language, "")
        self.project = options.get("project", "")
        self.environment = options.get("environment", "")

    def expectations(self) -> list[Expectation]:
        found = []
        for number, line in enumerate(self.content.splitlines(), 1):
            for match in _EXPECT.finditer(line):
                at = {"-next-line": number + 1, "-file": None, None: number}[match["where"]]
                found.append(Expectation(self.title, at, match["code"], match["text"] or ""))
            if "expect" in line and not _EXPECT.search(line) and re.search(r"(#|//)\s*expect\b", line):
                raise PageError(f"line {self.line + number - 1}: an expectation that cannot be read: {line.strip()}")
        return found


class Example:
    """One small project of a page: its fences, and whether it is a bad or a good one."""

    def __init__(self, name: str, bad: bool, fences: list[Fence]) -> None:
        self.name = name
        self.bad = bad
        self.fences = fences
        self.environment = next((fence.environment for fence in fences if fence.environment), "")

    @property
    def language(self) -> str:
        return next((fence.language for fence in self.fences if fence.language), "")

    @property
    def framework(self) -> str:
        """Told by the imports; the first library that is named wins."""
        for fence in self.fences:
            match = _FRAMEWORK.search(fence.content) if fence.language else None
            if match:
                return str(match.lastgroup)
        return ""

    def expectations(self) -> list[Expectation]:
        return [expectation for fence in self.fences for expectation in fence.expectations()]

    def write(self, folder: Path) -> None:
        """Writes the files, and the project file of the framework unless the example brings its own."""
        name, content = MARKERS.get(self.framework, ("", ""))
        if name and all(Path(fence.title).name != name for fence in self.fences):
            (folder / name).write_text(content.replace("{runtime}", RUNTIMES[self.language]), "utf-8")
        for fence in self.fences:
            path = folder / fence.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(fence.content, "utf-8")


class Page:
    """``title``: the text of the level-1 heading; ``headings``: those of level 2, in order."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.title = ""
        self.headings: list[str] = []
        self.examples: list[Example] = []
        self._read(path.read_text("utf-8"))

    def _read(self, text: str) -> None:
        tokens = MarkdownIt().parse(text)
        projects: dict[tuple[str, str], Example] = {}
        for at, token in enumerate(tokens):
            if token.type == "heading_open":
                content = tokens[at + 1].content
                if token.tag == "h1":
                    self.title = self.title or content
                elif token.tag == "h2":
                    self.headings.append(content)
            elif token.type == "fence" and self.headings and self.headings[-1] in ("Bad", "Good"):
                assert token.map is not None
                self._add(Fence(token.info, token.content, token.map[0] + 2), projects)

    def _add(self, fence: Fence, projects: dict[tuple[str, str], Example]) -> None:
        section = self.headings[-1]
        if not fence.title:
            raise PageError(f"line {fence.line - 1}: a fence of this kind needs title=FILE")
        if fence.project and (section, fence.project) in projects:
            projects[section, fence.project].fences.append(fence)
            return
        example = Example(f"{section.lower()}:{fence.line - 1}", section == "Bad", [fence])
        self.examples.append(example)
        if fence.project:
            projects[section, fence.project] = example

    def faults(self, code: str, name: str) -> list[str]:
        """What is missing or wrong in the page's form."""
        faults = []
        if self.title != f"{name} ({code})":
            faults.append(f"the title is {self.title!r}, not '{name} ({code})'")
        wanted = [heading for heading in self.headings if heading in REQUIRED]
        if wanted != list(REQUIRED):
            faults.append(f"the headings are {wanted}, not {list(REQUIRED)}")
        faults += [f"no heading '{heading}' is known" for heading in self.headings if heading not in ALLOWED]
        faults += [
            f"{example.name}: a bad example expects nothing"
            for example in self.examples
            if example.bad and not example.expectations()
        ]
        faults += [
            f"{example.name}: a good example expects a finding"
            for example in self.examples
            if not example.bad and example.expectations()
        ]
        return faults
