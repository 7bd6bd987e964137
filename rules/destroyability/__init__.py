"""Destroyability and data loss (DEL)."""
