"""Maintainer's tool: builds the catalog's data files from the frameworks' published packages. See README.md."""
