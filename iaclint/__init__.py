"""iaclint: a static analyzer for AWS CDK, CDKTF and Pulumi programs."""
