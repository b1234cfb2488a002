"""What *the company* may mean: nouns for firms and other bodies, and the names that fit them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.model import EntityKind

if TYPE_CHECKING:
    from quoteattr.entities.directory import Draft
    from quoteattr.words import Lexicon

__all__ = ["BODIES", "FIRMS", "is_body", "may_be_firm"]

#: What a firm is called once it has been named.
FIRMS = frozenset(
    """airline automaker bank brewer broker carmaker carrier chain company corporation developer
    firm insurer maker manufacturer operator producer publisher retailer startup supplier
    utility""".split()
)
#: What any organisation is called.
BODIES = frozenset("charity group institution organisation organization".split())
_FIRM_KINDS = (EntityKind.ORGANISATION, EntityKind.GROUP, EntityKind.UNKNOWN)
#: What no firm is called.
_PUBLIC = frozenset(
    """act administration agency assembly association authority board bureau cabinet centre center
    commission committee congress council court department directorate exchange fbi fed federation
    forces government house institute institution law ministry nations office parliament party
    police reserve school senate service services street treasury union university""".split()
)


def may_be_firm(lexicon: Lexicon, draft: Draft) -> bool:
    """Tell a name that a firm may have: no ministry’s, no newspaper’s."""
    placed = draft.final_kind is EntityKind.PLACE
    if draft.kind not in _FIRM_KINDS or placed or draft.gender or not draft.words:
        return False
    return _PUBLIC.isdisjoint(draft.words) and " ".join(draft.words) not in lexicon.media


def is_body(draft: Draft) -> bool:
    """Tell an organisation that has a name."""
    return draft.kind is EntityKind.ORGANISATION and bool(draft.words)
