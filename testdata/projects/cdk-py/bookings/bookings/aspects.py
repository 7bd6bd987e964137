import jsii
from aws_cdk import CfnResource, IAspect, RemovalPolicy, TagManager
from aws_cdk import aws_dynamodb as dynamodb
from constructs import IConstruct


@jsii.implements(IAspect)
class DeletionAspect:
    """Tables are kept, everything else goes."""

    def visit(self, node: IConstruct) -> None:
        if isinstance(node, dynamodb.CfnTable):
            node.apply_removal_policy(RemovalPolicy.RETAIN)
        elif isinstance(node, CfnResource):
            node.apply_removal_policy(RemovalPolicy.DESTROY)


@jsii.implements(IAspect)
class StandardTags:
    def __init__(self, tags: dict[str, str]) -> None:
        self.tags = tags

    def visit(self, node: IConstruct) -> None:
        manager = TagManager.of(node)
        if manager is not None:
            for key, value in self.tags.items():
                manager.set_tag(key, value)
