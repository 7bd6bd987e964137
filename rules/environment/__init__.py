"""Environment isolation and names (ENV)."""
