import json
from typing import Any

import pulumi_aws as aws


def trust(*services: str) -> str:
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": f"{service}.amazonaws.com"},
                    "Action": "sts:AssumeRole",
                }
                for service in services
            ],
        }
    )


def allow(resource: str, *actions: str) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": list(actions), "Resource": resource}


class PolicyWriter:
    def __init__(self, name: str) -> None:
        self.name = name

    def attach(self, role: aws.iam.Role, bucket: aws.s3.Bucket) -> aws.iam.RolePolicy:
        return aws.iam.RolePolicy(self.name, name=self.name, role=role.id, policy=bucket.arn.apply(self._document))

    def _document(self, arn: str) -> str:
        document = {"Version": "2012-10-17", "Statement": []}
        document["Statement"].append(allow(arn, "s3:ListBucket"))
        document["Statement"].append({**allow(f"{arn}/secret/*", "s3:GetObject"), "Effect": "Deny"})
        return json.dumps(document)
