import json

import pulumi
import pulumi_aws as aws

from policies import PolicyWriter, allow, trust

config = pulumi.Config()
environment_suffix = config.get("environment_suffix") or "dev"
account = aws.get_caller_identity().account_id
region = aws.get_region().name


def named(kind: str) -> str:
    return f"chambers-{kind}-{environment_suffix}"


files = aws.s3.Bucket("files", bucket=named("files"))
cases = aws.dynamodb.Table(
    "cases",
    name=named("cases"),
    billing_mode="PAY_PER_REQUEST",
    hash_key="id",
    attributes=[aws.dynamodb.TableAttributeArgs(name="id", type="S")],
)
hearings = aws.sns.Topic("hearings", name=named("hearings"))
key = aws.kms.Key(
    "key",
    description="Case files",
    policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
                    "Action": ["kms:Decrypt", "kms:DescribeKey"],
                    "Resource": "*",
                }
            ],
        }
    ),
)
clerk = aws.iam.Role("clerk", name=named("clerk"), assume_role_policy=trust("lambda"))

# one output, a lambda
aws.iam.RolePolicy(
    "clerk-files",
    name=named("clerk-files"),
    role=clerk.id,
    policy=files.arn.apply(
        lambda arn: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": f"{arn}/*"}],
            }
        )
    ),
)
# several, by position
aws.iam.RolePolicy(
    "clerk-cases",
    role=clerk.name,
    policy=pulumi.Output.all(cases.arn, key.arn).apply(
        lambda args: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {"Effect": "Allow", "Action": "dynamodb:Query", "Resource": [args[0], f"{args[0]}/index/*"]},
                    {"Effect": "Allow", "Action": "kms:Decrypt", "Resource": args[1]},
                ],
            }
        )
    ),
)
# several, by name
aws.iam.RolePolicy(
    "clerk-hearings",
    role=clerk.id,
    policy=pulumi.Output.all(topic=hearings.arn, table=cases.arn).apply(
        lambda args: json.dumps({"Version": "2012-10-17", "Statement": [allow(args["topic"], "sns:Publish")]})
    ),
)
# Output.json_dumps, a method, Output.format
archive = aws.iam.Policy(
    "archive",
    name=named("archive"),
    policy=pulumi.Output.json_dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Action": ["s3:PutObject"], "Resource": pulumi.Output.concat(files.arn, "/archive/*")}
            ],
        }
    ),
)
aws.iam.RolePolicyAttachment("clerk-archive", role=clerk.name, policy_arn=archive.arn)
PolicyWriter(named("audit")).attach(clerk, files)

aws.sns.TopicPolicy(
    "hearings-policy",
    arn=hearings.arn,
    policy=pulumi.Output.format(
        """{{
  "Version": "2012-10-17",
  "Statement": [
    {{
      "Effect": "Allow",
      "Principal": {{"Service": "events.amazonaws.com"}},
      "Action": "sns:Publish",
      "Resource": "{0}"
    }}
  ]
}}""",
        hearings.arn,
    ),
)
tls = aws.iam.get_policy_document_output(
    statements=[
        {
            "sid": "TlsOnly",
            "effect": "Deny",
            "principals": [{"type": "*", "identifiers": ["*"]}],
            "actions": ["s3:GetObject"],
            "resources": [files.arn.apply(lambda arn: f"{arn}/*")],
            "conditions": [{"test": "Bool", "variable": "aws:SecureTransport", "values": ["false"]}],
        }
    ]
)
aws.s3.BucketPolicy("tls-only", bucket=files.id, policy=tls.json)

logs = aws.iam.get_policy_document(
    statements=[
        aws.iam.GetPolicyDocumentStatementArgs(
            actions=["logs:CreateLogStream", "logs:PutLogEvents"],
            resources=[f"arn:aws:logs:{region}:{account}:log-group:/chambers/*"],
        )
    ]
)
aws.iam.RolePolicy("clerk-logs", role=clerk.id, policy=logs.json)

pulumi.export("files", files.bucket)
