import json
import os
from typing import TypedDict

import pulumi
import pulumi_aws as aws

from naming import create_namer


class Hive(TypedDict, total=False):
    name: str
    frames: int
    sensors: list[str]
    retired: bool


config = pulumi.Config("apiary")
suffix = os.getenv("ENVIRONMENT_SUFFIX") or config.get("environmentSuffix") or "dev"
public = config.get_bool("public") or False
namer = create_namer("apiary", suffix)

with open(os.path.join(os.path.dirname(__file__), "hives.json")) as stream:
    hives: list[Hive] = [hive for hive in json.load(stream) if not hive.get("retired")]

encryption = {"rules": [{"apply_server_side_encryption_by_default": {"sse_algorithm": "AES256"}}]}
readings = aws.s3.Bucket("readings", bucket=namer("readings"), tags={"Public": str(public).lower()})
aws.s3.BucketServerSideEncryptionConfiguration("readings-encryption", bucket=readings.id, **encryption)
if not public:
    aws.s3.BucketPublicAccessBlock(
        "readings-private", bucket=readings.id, **{key: True for key in ("block_public_acls", "block_public_policy")}
    )

for hive in hives:
    group = aws.iot.ThingGroup(f"hive-{hive['name']}", name=namer("hive", hive["name"]))
    if hive["sensors"]:
        stream_name = namer(hive["name"], "stream")
        aws.kinesis.Stream(
            f"{hive['name']}-stream",
            name=stream_name,
            shard_count=len(hive["sensors"]),
            retention_period=24,
            tags={"Sensors": "+".join(sorted(hive["sensors"])), "Frames": f"{hive['frames']:03d}"},
        )
    for sensor in hive["sensors"]:
        thing = aws.iot.Thing(f"{hive['name']}-{sensor}", name=namer(hive["name"], sensor), attributes={"hive": hive["name"]})
        aws.iot.ThingGroupMembership(
            f"{hive['name']}-{sensor}-membership", thing_name=thing.name, thing_group_name=group.name
        )

collector = aws.iam.Role(
    "collector",
    name=namer("collector"),
    path="/apiary/",
    assume_role_policy=json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {"Effect": "Allow", "Principal": {"Service": "firehose.amazonaws.com"}, "Action": "sts:AssumeRole"}
            ],
        }
    ),
    inline_policies=[
        aws.iam.RoleInlinePolicyArgs(
            name="write",
            policy=readings.arn.apply(
                lambda arn: json.dumps(
                    {
                        "Version": "2012-10-17",
                        "Statement": [
                            {"Effect": "Allow", "Action": f"s3:{action}", "Resource": f"{arn}/*"}
                            for action in ("PutObject", "AbortMultipartUpload")
                        ],
                    }
                )
            ),
        )
    ],
)
pulumi.export("collector", collector.arn)
