"""What the CDK makes by itself: default policies, service roles, providers of custom resources, permissions; and what its grants allow."""

from iaclint.frameworks.cdk.implied.implication import implied

__all__ = ["implied"]
