"""Policy documents, in the notations that people use."""

import json
from typing import Any


def assume_role(*services: str) -> str:
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": [f"{service}.amazonaws.com" for service in services]},
                    "Action": "sts:AssumeRole",
                }
            ],
        }
    )


def statement(actions: list[str], resources: list[str], effect: str = "Allow", **extra: Any) -> dict[str, Any]:
    return {"Effect": effect, "Action": actions, "Resource": resources, **extra}


def document(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements)}


def public_read(bucket_arn: str) -> str:
    return """{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "PublicCatalogue",
      "Effect": "Allow",
      "Principal": "*",
      "Action": ["s3:GetObject"],
      "Resource": "%s/catalogue/*"
    }
  ]
}""" % bucket_arn
