import json

from cdktf import Fn, TerraformStack
from cdktf_cdktf_provider_aws.data_aws_iam_policy_document import (
    DataAwsIamPolicyDocument,
    DataAwsIamPolicyDocumentStatement,
    DataAwsIamPolicyDocumentStatementPrincipals,
)
from cdktf_cdktf_provider_aws.iam_policy import IamPolicy
from cdktf_cdktf_provider_aws.iam_role import IamRole, IamRoleInlinePolicy
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.sns_topic_policy import SnsTopicPolicy
from constructs import Construct

from access.documents import assume_role, document, public_read, statement

MANAGED_POLICIES = {
    "logs": "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    "tracing": "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess",
}


class AccessStack(TerraformStack):
    def __init__(self, scope: Construct, ns: str, environment_suffix: str) -> None:
        super().__init__(scope, ns)
        AwsProvider(self, "aws", region="eu-south-1")
        self.name = lambda kind: f"archive-{kind}-{environment_suffix}"

        bucket = S3Bucket(self, "documents", bucket=self.name("documents"))
        topic = SnsTopic(self, "requests", name=self.name("requests"))
        S3BucketPolicy(self, "catalogue", bucket=bucket.id, policy=public_read(bucket.arn))

        reader = IamRole(
            self,
            "reader",
            name=self.name("reader"),
            assume_role_policy=assume_role("lambda", "states"),
            inline_policy=[
                IamRoleInlinePolicy(
                    name="notify", policy=json.dumps(document(statement(["sns:Publish"], [topic.arn])))
                )
            ],
        )
        for key, arn in MANAGED_POLICIES.items():
            IamRolePolicyAttachment(self, f"reader-{key}", role=reader.name, policy_arn=arn)

        reading = DataAwsIamPolicyDocument(
            self,
            "reading",
            statement=[
                DataAwsIamPolicyDocumentStatement(
                    sid="Objects", actions=["s3:GetObject"], resources=[f"{bucket.arn}/*"]
                ),
                DataAwsIamPolicyDocumentStatement(sid="Bucket", actions=["s3:ListBucket"], resources=[bucket.arn]),
            ],
        )
        policy = IamPolicy(self, "reading-policy", name=self.name("reading"), policy=reading.json)
        IamRolePolicyAttachment(self, "reader-reading", role=reader.name, policy_arn=policy.arn)

        SnsTopicPolicy(
            self,
            "requests-policy",
            arn=topic.arn,
            policy=DataAwsIamPolicyDocument(
                self,
                "requesting",
                statement=[
                    {
                        "actions": ["sns:Publish"],
                        "resources": [topic.arn],
                        "principals": [
                            DataAwsIamPolicyDocumentStatementPrincipals(
                                type="Service", identifiers=["s3.amazonaws.com"]
                            )
                        ],
                    }
                ],
            ).json,
        )
        guard = document(statement(["s3:DeleteObject"], [bucket.arn, f"{bucket.arn}/*"], "Deny"))
        IamPolicy(self, "guard", name=self.name("guard"), policy=Fn.jsonencode(guard))
