"""Markdown: its fenced blocks as source files whose bytes stand where they stand in the Markdown, so that every span is one of the Markdown."""

from iaclint.frontends.markdown.fences import Fence, alone, blank, fences, files_in
from iaclint.frontends.markdown.naming import file_name

__all__ = ["Fence", "alone", "blank", "fences", "file_name", "files_in"]
