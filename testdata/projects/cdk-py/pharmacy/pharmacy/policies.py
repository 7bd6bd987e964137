from aws_cdk import aws_iam as iam

READ = ["dynamodb:GetItem", "dynamodb:Query"]
WRITE = ["dynamodb:PutItem", "dynamodb:UpdateItem"]


def table_statement(arn: str, write: bool = False) -> iam.PolicyStatement:
    """What a desk may do with a table and its indexes."""
    return iam.PolicyStatement(
        sid="Write" if write else "Read",
        effect=iam.Effect.ALLOW,
        actions=READ + WRITE if write else READ,
        resources=[arn, f"{arn}/index/*"],
    )


def deny_unencrypted(bucket_arn: str) -> dict:
    return {
        "Effect": "Deny",
        "Action": "s3:PutObject",
        "Resource": f"{bucket_arn}/*",
        "Condition": {"Null": {"s3:x-amz-server-side-encryption": "true"}},
    }


class DocumentBuilder:
    def __init__(self) -> None:
        self._statements: list[iam.PolicyStatement] = []

    def allow(self, *actions: str, on: str) -> "DocumentBuilder":
        self._statements.append(iam.PolicyStatement(actions=list(actions), resources=[on]))
        return self

    def build(self) -> iam.PolicyDocument:
        return iam.PolicyDocument(statements=self._statements)
