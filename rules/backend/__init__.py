"""Terraform back ends and the escape hatches that bend them (BKD)."""
