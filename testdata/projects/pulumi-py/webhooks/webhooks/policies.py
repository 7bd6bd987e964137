"""Policy documents."""

import json


def assume_by(service: str) -> str:
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
            ],
        }
    )


def worker_policy(table_arn: str, bucket_arn: str) -> str:
    statements = [
        {
            "Sid": "Events",
            "Effect": "Allow",
            "Action": ["dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:UpdateItem"],
            "Resource": table_arn,
        },
        {"Sid": "Archive", "Effect": "Allow", "Action": ["s3:PutObject"], "Resource": f"{bucket_arn}/*"},
        {"Sid": "Keys", "Effect": "Allow", "Action": ["ssm:PutParameter", "ssm:DeleteParameter"], "Resource": "*"},
        {"Sid": "Metrics", "Effect": "Allow", "Action": "cloudwatch:PutMetricData", "Resource": "*"},
        {
            "Sid": "NoTampering",
            "Effect": "Deny",
            "Action": "dynamodb:*",
            "Resource": "*",
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        },
    ]
    return json.dumps({"Version": "2012-10-17", "Statement": statements})
