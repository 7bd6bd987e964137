"""What the holes of a model stand for."""

from __future__ import annotations

from pathlib import Path

from tests.frameworks.programs import program
from tools.fidelity.holes import ANYTHING, holes

SOURCE = """
import os, time
import aws_cdk as cdk
from aws_cdk import aws_sqs as sqs, aws_sns as sns
stack = cdk.Stack(cdk.App(), "S")
suffix, team = os.environ["ENVIRONMENT_SUFFIX"], os.environ.get("TEAM", "red")
queue = sqs.Queue(stack, "Q", queue_name=f"{team}-{suffix}-{time.time()}-{os.environ['OTHER']}")
sns.Topic(stack, "T", topic_name=f"{os.environ.get('TEAM', 'blue')}-{queue.queue_name}")
"""


def test_holes_say_what_they_stand_for(tmp_path: Path) -> None:
    """What nobody tells, and what the deployment makes, stands for nothing."""
    found = holes(program(tmp_path, "cdk", SOURCE, "py"))
    assert found == {
        "AWS::Partition": ["aws"],
        "TEAM": ["red", "blue"],
        "ENVIRONMENT_SUFFIX": [ANYTHING],
        "time": [ANYTHING],
    }
