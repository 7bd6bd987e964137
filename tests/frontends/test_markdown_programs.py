"""Markdown whose blocks are programs: what belongs together, imports between blocks, findings in the Markdown's own lines."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from iaclint import api
from iaclint.documents import lint_markdown
from iaclint.model.listing import construct_path
from iaclint.report import Report
from iaclint.settings import Settings

CDK = """\
# A stack

### `lib/tap-stack.ts`

```typescript
import * as cdk from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

export class TapStack extends cdk.Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new s3.Bucket(this, 'Logs', { bucketName: 'logs' });
  }
}
```

and the app, für alle:

```ts
// bin/tap.ts
import * as cdk from 'aws-cdk-lib';
import { TapStack } from '../lib/tap-stack';

new TapStack(new cdk.App(), 'Tap');
```
"""
PULUMI = """\
## In Python

1. First:

   ```python
   import pulumi_aws as aws

   aws.s3.Bucket("logs", bucket="other-logs")
   ```
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "README.md"
    path.write_bytes(text.encode())
    return path


def deployed(folder: Path, text: str) -> list[list[tuple[str, str, int]]]:
    """For each program the deployed resources: type, construct path, line."""
    return [
        [(r.type, construct_path(r), r.span.line) for r in graph.deployed()]
        for graph in lint_markdown(str(written(folder, text)), "pr1234")
    ]


def lint(path: Path, markdown: bool = False) -> Report:
    settings = Settings()
    settings.markdown = markdown
    return api.lint([str(path)], settings)


def test_blocks_import_each_other(tmp_path: Path) -> None:
    assert deployed(tmp_path, CDK) == [[("AWS::S3::Bucket", "Tap/Logs", 13)]]


def test_programs_of_different_platforms_are_kept_apart(tmp_path: Path) -> None:
    assert deployed(tmp_path, CDK + PULUMI) == [
        [("AWS::S3::Bucket", "Tap/Logs", 13)],
        [("aws:s3/bucket:Bucket", "logs", 34)],
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_findings_are_told_in_lines_and_columns_of_the_markdown(tmp_path: Path, newline: str) -> None:
    path = written(tmp_path, (CDK + PULUMI).replace("\n", newline))
    found = {(d.place.line, d.place.column) for d in lint(path).diagnostics if d.code == "ENV001"}
    assert found == {(13, 35), (34, 26)}
    assert {d.place.path for d in lint(path).diagnostics} == {str(path)}


def test_the_excerpt_is_the_markdowns(tmp_path: Path) -> None:
    path = written(
        tmp_path, "# T\n\n```python\nimport pulumi_aws as aws\naws.s3.Bucket('x', bucket='logs')\n```\nEnd\n"
    )
    found = next(d for d in lint(path).diagnostics if d.code == "ENV001")
    assert found.place.lines[-1] == "```"


def test_a_second_version_of_a_file_is_another_program(tmp_path: Path) -> None:
    one = "`x.py`\n\n```py\nimport pulumi_aws as aws\naws.s3.Bucket('b{n}')\n```\n"
    assert [[path for _, path, _ in program] for program in deployed(tmp_path, one.format(n=1) + one.format(n=2))] == [
        ["b1"],
        ["b2"],
    ]


def test_python_packages_resolve_between_blocks(tmp_path: Path) -> None:
    text = """\
`lib/stack.py`

```python
from aws_cdk import Stack, aws_sqs as sqs
from .names import NAME

class Main(Stack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        sqs.Queue(self, "Q", queue_name=NAME)
```

`lib/names.py`

```python
NAME = "jobs"
```

`app.py`

```python
import aws_cdk as cdk
from lib.stack import Main
Main(cdk.App(), "App")
```
"""
    assert deployed(tmp_path, text) == [[("AWS::SQS::Queue", "App/Q", 10)]]


def test_a_block_without_a_language_is_what_it_imports(tmp_path: Path) -> None:
    text = "```\nimport * as aws from '@pulumi/aws';\nnew aws.sqs.Queue('q');\n```\n\n```\n$ pulumi up\n```\n"
    assert deployed(tmp_path, text) == [[("aws:sqs/queue:Queue", "q", 3)]]


def test_an_unclosed_block_ends_with_the_file(tmp_path: Path) -> None:
    assert deployed(tmp_path, "```py\nimport pulumi_aws as aws\naws.s3.Bucket('b')") == [
        [("aws:s3/bucket:Bucket", "b", 3)]
    ]


def test_generated_bindings_are_those_of_the_provider(tmp_path: Path) -> None:
    text = """\
```ts
import { App, TerraformStack } from 'cdktf';
import { S3Bucket } from '../.gen/providers/aws/s3-bucket';
class Main extends TerraformStack {
  constructor(scope: App, id: string) {
    super(scope, id);
    new S3Bucket(this, 'b', {});
  }
}
new Main(new App(), 'main');
```
"""
    assert deployed(tmp_path, text) == [[("aws_s3_bucket", "main/b", 7)]]


def test_comments_in_a_block_silence_findings(tmp_path: Path) -> None:
    line = "aws.s3.Bucket('x', bucket='logs', force_destroy=True)"
    path = written(tmp_path, f"```py\nimport pulumi_aws as aws\n{line}  # iaclint: ignore[ENV001] shared\n```\n")
    report = lint(path)
    assert "ENV001" not in {d.code for d in report.diagnostics}
    assert [d.code for d in report.suppressed] == ["ENV001"]
    assert "IAC005" not in {d.code for d in report.diagnostics}


def test_markdown_in_folders_counts_when_asked_for(tmp_path: Path) -> None:
    written(tmp_path, CDK)
    assert lint(tmp_path).diagnostics == []
    assert {d.place.line for d in lint(tmp_path, markdown=True).diagnostics} >= {13}


@pytest.mark.parametrize(
    "text", ["", "# Only words\n", "```bash\nls\n```\n", "```ts\nconst x = 1;\n```\n", "\0\xff```py\n"]
)
def test_markdown_without_a_program_is_fine(tmp_path: Path, text: str) -> None:
    report = lint(written(tmp_path, text))
    assert report.diagnostics == []
    assert report.supported


def test_markdown_that_is_too_large_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iaclint.markdown_program.MAX_MARKDOWN", 10)
    assert [d.code for d in lint(written(tmp_path, CDK)).diagnostics] == ["IAC002"]


def test_broken_code_in_a_block_is_told_in_the_markdown(tmp_path: Path) -> None:
    path = written(tmp_path, "# T\n\n```ts\nimport * as aws from '@pulumi/aws';\nnew aws.sqs.Queue('q', {;\n```\n")
    faults = [d for d in lint(path).diagnostics if d.code == "IAC001"]
    assert [(d.place.path, d.place.line in (4, 5)) for d in faults] == [(str(path), True)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_links_and_pipes_in_folders_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    outside = written(tmp_path / "outside", CDK)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.md").symlink_to(outside)
    os.mkfifo(folder / "pipe.md")
    assert lint(folder, markdown=True).diagnostics == []
