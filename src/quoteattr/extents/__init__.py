"""Where the parts of a report begin and end."""

from quoteattr.extents.anchors import anchor_of
from quoteattr.extents.contents import (
    content_before,
    content_from,
    is_stray,
    is_stray_mark,
    quoted_from,
)
from quoteattr.extents.correcting import Correction, corrected
from quoteattr.extents.corrections import AFTER_VERDICT, BEFORE_VERDICT, CORRECTIONS
from quoteattr.extents.edges import trimmed, trimmed_content, whole_quotations, with_bracket
from quoteattr.extents.naming import is_naming
from quoteattr.extents.remains import remainder, tells
from quoteattr.extents.takeovers import comma_ends, takes_over

__all__ = [
    "AFTER_VERDICT",
    "BEFORE_VERDICT",
    "CORRECTIONS",
    "Correction",
    "anchor_of",
    "comma_ends",
    "content_before",
    "content_from",
    "corrected",
    "is_naming",
    "is_stray",
    "is_stray_mark",
    "quoted_from",
    "remainder",
    "takes_over",
    "tells",
    "trimmed",
    "trimmed_content",
    "whole_quotations",
    "with_bracket",
]
