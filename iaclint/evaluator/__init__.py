"""Computes what the program's expressions are, without running it: one interpreter for both languages.

Knows no framework: what a library call means is asked through ``library.Library``.
"""
