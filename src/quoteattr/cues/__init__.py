"""Cues: which words may report, and which part every other word may play."""

from quoteattr.cues.anchors import anchor_of
from quoteattr.cues.columns import FINITE, Columns, bucket, columns_of, entry_of, fine_bucket
from quoteattr.cues.roles import ROLES, Roles, RoleWeights, pieces, read_roles
from quoteattr.cues.tokenkeys import EXPANSIONS, token_features, token_keys

__all__ = [
    "EXPANSIONS",
    "FINITE",
    "ROLES",
    "Columns",
    "RoleWeights",
    "Roles",
    "anchor_of",
    "bucket",
    "columns_of",
    "entry_of",
    "fine_bucket",
    "pieces",
    "read_roles",
    "token_features",
    "token_keys",
]
