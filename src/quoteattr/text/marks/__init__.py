"""Quotation marks: where they are, which belong together, and what they enclose."""

from quoteattr.text.marks.tree import MarkPair, MarkTree, Role, find_marks, paired

__all__ = ["MarkPair", "MarkTree", "Role", "find_marks", "paired"]
