"""Quotation marks: which marks of a text open and close quotations, and what they enclose."""

from quoteattr.marks.titles import title_words
from quoteattr.marks.tree import MarkPair, MarkTree, Role, find_marks

__all__ = ["MarkPair", "MarkTree", "Role", "find_marks", "title_words"]
