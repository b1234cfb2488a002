"""Where the parts of a report begin and end."""

from quoteattr.extents.contents import (
    content_before,
    content_from,
    is_stray,
    is_stray_mark,
    quoted_from,
)
from quoteattr.extents.edges import (
    trimmed,
    trimmed_content,
    whole_quotations,
    with_bracket,
)
from quoteattr.extents.takeovers import comma_ends, takes_over

__all__ = [
    "comma_ends",
    "content_before",
    "content_from",
    "is_stray",
    "is_stray_mark",
    "quoted_from",
    "takes_over",
    "trimmed",
    "trimmed_content",
    "whole_quotations",
    "with_bracket",
]
