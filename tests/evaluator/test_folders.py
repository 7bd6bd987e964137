"""Folders and files of the project, as programs ask for them."""

from __future__ import annotations

from pathlib import Path

from iaclint.model import ResourceGraph
from iaclint.program import MAX_LISTED, ProjectProgram
from iaclint.project import discover
from tests.evaluator.evaluation import Both, Either, Program

PAGES = {"www/b.css": "", "www/a.html": "", "www/img/x.png": ""}


def with_pages(main: str, text: str) -> Program:
    return {main: text, **PAGES}


def test_a_loop_over_a_folder_meets_its_files(both: Both) -> None:
    both(
        with_pages("app.py", 'import os\nnames = [f"site-{name}" for name in os.listdir("www")]\n'),
        with_pages(
            "app.ts",
            "import * as fs from 'fs';\nimport * as path from 'path';\n"
            "const names = fs.readdirSync(path.join(__dirname, 'www')).map(name => `site-${name}`);\n",
        ),
        names=["site-a.html", "site-b.css", "site-img"],
    )


def test_a_folder_that_is_not_there_is_unknown_and_says_so(both: Both) -> None:
    found = both.evaluate(
        'import os\nnames = os.listdir("dist")\n', "import * as fs from 'fs';\nconst names = fs.readdirSync('dist');\n"
    )
    for evaluation in found.values():
        assert "the files in folder dist" in evaluation.value("names").reason  # type: ignore[attr-defined]


def test_paths_in_a_folder(both: Both) -> None:
    evaluation = both.evaluate(
        with_pages(
            "app.py",
            'from pathlib import Path\nfolder = Path("www")\nall = [p.name for p in folder.iterdir()]\n'
            'pages = [str(p) for p in folder.glob("*.html")]\nis_folder = folder.is_dir()\nis_file = folder.is_file()\n',
        ),
        "",
    )["python"]
    assert evaluation["all"] == ["a.html", "b.css", "img"]
    assert evaluation["pages"] == ["www/a.html"]
    assert (evaluation["is_folder"], evaluation["is_file"]) == (True, False)


def test_what_is_there_is_known_and_what_is_not_may_still_be_made(both: Both) -> None:
    both(
        with_pages(
            "app.py",
            "import os\n"
            'page = os.path.exists("www/a.html")\nfolder = os.path.exists("www")\n'
            'bundle = "zip" if os.path.exists("dist.zip") else "inline"\n',
        ),
        with_pages(
            "app.ts",
            "import * as fs from 'fs';\n"
            "const page = fs.existsSync('www/a.html');\nconst folder = fs.existsSync('www');\n"
            "const bundle = fs.existsSync('dist.zip') ? 'zip' : 'inline';\n".replace("'dist.zip'", '"dist.zip"'),
        ),
        page=True,
        folder=True,
    )
    evaluations = both.evaluate(
        'import os\nbundle = "zip" if os.path.exists("dist.zip") else "inline"\n',
        'import * as fs from "fs";\nconst bundle = fs.existsSync("dist.zip") ? "zip" : "inline";\n',
    )
    for evaluation in evaluations.values():
        assert isinstance(evaluation["bundle"], Either)


def test_nothing_outside_the_repository_is_listed(tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    (repository / "app.py").write_text("import pulumi\n")
    (repository / "Pulumi.yaml").write_text("name: x\nruntime: python\nmain: app.py\n")
    (tmp_path / "secrets").mkdir()
    (repository / "link").symlink_to(tmp_path / "secrets")
    program = ProjectProgram(discover([repository])[0], "dev", ResourceGraph("dev"))
    assert program.list_folder("../secrets") is None
    assert program.list_folder("link") is None
    assert program.list_folder("app.py") is None
    assert "app.py" in (program.list_folder(".") or [])


def test_a_folder_with_very_many_files_is_not_listed(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "Pulumi.yaml").write_text("name: x\nruntime: python\nmain: app.py\n")
    (tmp_path / "app.py").write_text("import pulumi\n")
    (tmp_path / "many").mkdir()
    for number in range(MAX_LISTED + 1):
        (tmp_path / "many" / str(number)).touch()
    assert ProjectProgram(discover([tmp_path])[0], "dev", ResourceGraph("dev")).list_folder("many") is None


def test_writing_files_gives_nothing_and_leaves_what_is_written_as_it_is(both: Both) -> None:
    found = both.evaluate(
        """
        import json, os
        from pathlib import Path
        data = {"a": 1}
        os.makedirs("out", exist_ok=True)
        Path("out").mkdir()
        json.dump(data, open("out/x.json", "w"))
        """,
        """
        import * as fs from 'fs';
        const data = { a: 1 };
        fs.mkdirSync("out");
        fs.writeFileSync("out/x.json", JSON.stringify(data));
        """,
    )
    for evaluation in found.values():
        assert evaluation["data"] == {"a": 1}
        assert evaluation.reasons == []
