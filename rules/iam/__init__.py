"""Policies: wildcards, principals, managed policies, malformed documents (IAM)."""
