"""Markdown: its fenced blocks as source files whose bytes stand where they stand in the Markdown, so that every span is one of the Markdown."""

from iaclint.frontends.markdown.fences import Fence, alone, blank, fences, files_in, unquoted
from iaclint.frontends.markdown.naming import data_file_name, file_name

__all__ = ["Fence", "alone", "blank", "data_file_name", "fences", "file_name", "files_in", "unquoted"]
