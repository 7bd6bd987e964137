"""What a Markdown file shows besides code: manifests, project files and data that its programs go by."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iaclint import api
from iaclint.documents import DocumentProject, MarkdownProject, lint_markdown, markdown_programs
from iaclint.frontends.markdown import data_file_name, fences
from iaclint.model.listing import construct_path
from iaclint.model.render import render
from iaclint.report import Report
from iaclint.settings import Settings

STACK = """\
`lib/stack.ts`

```ts
import * as cdk from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
export class Jobs extends cdk.Stack {
  constructor(scope: cdk.App, id: string) {
    super(scope, id);
    new sqs.Queue(this, 'Q', { queueName: this.node.tryGetContext('queue') });
    new ec2.Vpc(this, 'V', { cidr: '10.0.0.0/16' });
  }
}
```

`bin/app.ts`

```ts
import * as cdk from 'aws-cdk-lib';
import { Jobs } from '../lib/stack';
new Jobs(new cdk.App(), 'Jobs');
```
"""
CDK_JSON = """
**cdk.json**

```json
{"app": "npx ts-node bin/app.ts", "context": {"queue": "orders"}}
```
"""


def package(version: str) -> str:
    return f'\n### `package.json`\n\n```json\n{{"dependencies": {{"aws-cdk-lib": "{version}"}}}}\n```\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "README.md"
    path.write_bytes(text.encode())
    return path


def only(path: Path) -> DocumentProject:
    (program,) = markdown_programs(str(path))
    return program


def lint(path: Path, versions: dict[str, str] | None = None) -> Report:
    settings = Settings(isolated=True)
    settings.versions = versions or {}
    return api.lint([str(path)], settings)


def codes(report: Report) -> set[str]:
    return {diagnostic.code for diagnostic in report.diagnostics}


def version_of(path: Path) -> str | None:
    found = only(path).library_version("aws-cdk-lib", "typescript")
    return found.version if found is not None else None


@pytest.mark.parametrize("first", [True, False])
def test_context_and_entry_point_are_those_of_the_project_file(tmp_path: Path, first: bool) -> None:
    path = written(tmp_path, CDK_JSON + STACK if first else STACK + CDK_JSON)
    program = only(path)
    assert (program.platforms, program.languages) == (("cdk",), ("typescript",))
    assert program.entry_points == [path / "bin" / "app.ts"]
    queue = next(r for r in program.graph("pr1234").deployed() if r.type == "AWS::SQS::Queue")
    assert (construct_path(queue), render(queue.properties)) == ("Jobs/Q", {"queueName": "orders"})


def test_a_project_in_a_folder_of_the_document(tmp_path: Path) -> None:
    text = (CDK_JSON + STACK).replace("cdk.json", "infra/cdk.json").replace("`lib/", "`infra/lib/")
    path = written(tmp_path, text.replace("`bin/", "`infra/bin/"))
    assert only(path).entry_points == [path / "infra" / "bin" / "app.ts"]


def test_versions_are_those_of_the_documents_manifest(tmp_path: Path) -> None:
    path = written(tmp_path, STACK + package("2.30.0"))
    assert version_of(path) == "2.30.0"
    assert "API001" not in codes(lint(path))  # `cidr` was no fault in that version
    assert "API001" in codes(lint(written(tmp_path, STACK + package("2.180.0"))))


def test_else_they_are_stated_or_those_around_the_document(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "package.json").write_text('{"dependencies": {"aws-cdk-lib": "2.30.0"}}', "utf-8")
    (tmp_path / "docs").mkdir()
    path = written(tmp_path / "docs", STACK)
    assert version_of(path) == "2.30.0"
    assert "API001" not in codes(lint(path))
    assert "API001" in codes(lint(path, {"aws-cdk-lib": "2.180.0"}))
    shown = written(tmp_path / "docs", STACK + package("2.30.0"))
    assert "API001" not in codes(lint(shown, {"aws-cdk-lib": "2.180.0"}))


def test_nothing_outside_the_repository_is_asked_for_versions(tmp_path: Path) -> None:
    (tmp_path / "package.json").write_text('{"dependencies": {"aws-cdk-lib": "2.30.0"}}', "utf-8")
    (tmp_path / "docs" / ".git").mkdir(parents=True)
    assert version_of(written(tmp_path / "docs", STACK)) is None


PULUMI = """\
`__main__.py`

```python
import json
import pulumi
import pulumi_aws as aws

config = pulumi.Config()
aws.sqs.Queue("q", name=config.require("queue"))
aws.iam.Policy("p", policy=json.dumps(json.load(open("policies/all.json"))))
```

`requirements.txt`:

```{word}
pulumi>=3.0,<4
pulumi-aws==6.50.0
```

`Pulumi.yaml`

```yaml
name: shop
runtime: python
config:
  queue: default
```

`Pulumi.pr1234.yaml`

```yaml
config:
  shop:queue: orders
```

`policies/all.json`

```json
{{"Version": "2012-10-17", "Statement": [{{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}]}}
```
"""


@pytest.mark.parametrize("word", ["", "text", "txt", "python", "requirements"])
def test_a_pulumi_project_with_its_configuration_and_data(tmp_path: Path, word: str) -> None:
    path = written(tmp_path, PULUMI.format(word=word))
    program = only(path)
    found = program.library_version("pulumi-aws", "python")
    assert found is not None
    assert (found.version, found.source) == ("6.50.0", path / "requirements.txt")
    graph = program.graph("pr1234")
    assert render(graph.deployed()[0].properties) == {"name": "orders"}
    assert [item.text for statement in graph.statements for item in statement.actions] == ["s3:*"]
    assert program.graph("other").deployed()[0].get("name").value.data == "default"  # type: ignore[attr-defined]


def test_later_programs_have_the_manifests_of_earlier_ones(tmp_path: Path) -> None:
    block = "`app.py`\n\n```py\nimport aws_cdk as cdk\ncdk.Stack(cdk.App(), 'S')\n```\n"
    path = written(tmp_path, "`requirements.txt`\n\n```\naws-cdk-lib==2.30.0\n```\n" + block + block)
    versions = [one.library_version("aws-cdk-lib", "python") for one in markdown_programs(str(path))]
    assert [one.version for one in versions if one is not None] == ["2.30.0", "2.30.0"]


def test_manifests_of_another_platform_are_not_taken(tmp_path: Path) -> None:
    program = "\n```py\nimport pulumi_aws as aws\naws.sqs.Queue('q')\n```\n"
    platforms = [one.platforms for one in markdown_programs(str(written(tmp_path, CDK_JSON + STACK + program)))]
    assert platforms == [("cdk",), ()]


def test_a_project_file_alone_is_no_program(tmp_path: Path) -> None:
    assert not any(isinstance(one, MarkdownProject) for one in markdown_programs(str(written(tmp_path, CDK_JSON))))


@pytest.mark.parametrize("content", ['{"app": ...}', "{", "[]", '{"context": 3, "app": []}', "\0\xff"])
def test_a_manifest_that_is_cut_short_is_left_out(tmp_path: Path, content: str) -> None:
    path = written(
        tmp_path, f"`cdk.json`\n\n```json\n{content}\n```\n\n`package.json`\n```json\n{content}\n```\n{STACK}"
    )
    assert {code for code in codes(lint(path)) if code.startswith("IAC")} == set()
    assert len(only(path).graph("pr1234").deployed()) == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("### `cdk.json`\n\n```json\n{}\n```\n", "cdk.json"),
        ('```json title="package.json"\n{}\n```\n', "package.json"),
        ("```yaml\n# Pulumi.dev.yaml\nconfig: {}\n```\n", "Pulumi.dev.yaml"),
        ("```jsonc\n// cdk.json\n{}\n```\n", "cdk.json"),
        ("**requirements.txt**\n```\na==1\n```\n", "requirements.txt"),
        ("**Pipfile**:\n```toml\n```\n", "Pipfile"),
        ("File: pyproject.toml\n\n```toml\n```\n", "pyproject.toml"),
        ("`.terraform-version`\n```\n1.9.0\n```\n", ".terraform-version"),
        ("Edit `cdk.json`:\n```bash\nvi cdk.json\n```\n", ""),
        ("Between cdk.json and package.json:\n```json\n{}\n```\n", ""),
        ("```json\n{}\n```\n", ""),
    ],
)
def test_data_has_the_name_that_is_given(text: str, name: str) -> None:
    data = text.encode()
    assert data_file_name(data, fences(data)[0], 0) == name


WRAPPED = """\
````typescript
I'll create the stack that you ask for. Here it is:

```typescript
import * as aws from '@pulumi/aws';
new aws.sqs.Queue('q', {});
```
````

```python
# Notes on the project

This project keeps the orders of the shop in a queue, and nothing else.
```
"""


def test_answers_between_fences_are_read_for_the_code_in_them(tmp_path: Path) -> None:
    path = written(tmp_path, WRAPPED)
    assert [(r.type, r.span.line) for graph in lint_markdown(str(path), "pr1234") for r in graph.deployed()] == [
        ("aws:sqs/queue:Queue", 6)
    ]
    assert "IAC001" not in codes(lint(path))


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import * as aws from '@pulumi/aws';\nnew aws.sqs.Queue('q', { ... });", False),
        ("import * as aws from '@pulumi/aws';\nnew aws.sqs.Queue('q', { … });", False),
        ("encryption: s3.BucketEncryption.S3_MANAGED,\nremovalPolicy: cdk.RemovalPolicy.DESTROY,\n});", False),
        ("import * as aws from '@pulumi/aws';\nnew aws.sqs.Queue('q', {;", True),
    ],
)
def test_what_a_document_leaves_out_is_no_syntax_error(tmp_path: Path, code: str, told: bool) -> None:
    other = "```ts\nimport * as aws from '@pulumi/aws';\nnew aws.sqs.Queue('x');\n```\n"
    assert ("IAC001" in codes(lint(written(tmp_path, f"{other}\n```ts\n{code}\n```\n")))) is told


def test_a_fence_in_a_docstring_does_not_end_the_block() -> None:
    data = b'```py\ndef f():\n    """\n    ```\n    x\n    ```\n    """\n```\n'
    (fence,) = fences(data)
    assert data[fence.start : fence.end].endswith(b'"""\n')


LINE = "aws.sqs.Queue('q', name='jobs')"
PREFIXES = st.sampled_from(["", "  ", "   ", "> ", "> > ", "\t", "- ", "1. ", ">\t"])
NOISE = st.text(st.sampled_from("abc é😀\t#*-"), max_size=30)


@settings(deadline=None)  # the first run loads grammars and catalog
@given(
    PREFIXES,
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["```", "~~~~"]),
    st.lists(NOISE, max_size=4),
    st.booleans(),
)
def test_findings_stand_where_the_code_stands(
    tmp_path_factory: pytest.TempPathFactory, prefix: str, newline: str, mark: str, noise: list[str], closed: bool
) -> None:
    inner = prefix if prefix.strip() in ("", ">", "> >") else " " * len(prefix)
    block = [f"{prefix}{mark}python", f"{inner}import pulumi_aws as aws", f"{inner}{LINE}"]
    lines = [*(f"x{one}" for one in noise), "", *block, *([f"{inner}{mark}"] if closed else [])]
    path = tmp_path_factory.mktemp("markdown") / "README.md"
    path.write_bytes(newline.join(lines).encode())
    found = [(d.place.line, d.place.column) for d in lint(path).diagnostics if d.code == "ENV001"]
    assert found == [(len(noise) + 4, len(inner) + LINE.index("name=") + 1)]
