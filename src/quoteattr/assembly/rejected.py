"""Quotation marks that quote nobody: titles, terms, nicknames, irony, unknown speakers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quoteattr.model import Rejected, RejectionReason
from quoteattr.syntax import is_nickname, is_sentence, title_words

if TYPE_CHECKING:
    from quoteattr.text import MarkPair, Parse

__all__ = ["find_rejected"]

_WORKS = frozenset(
    "album anthem article ballad blog book cartoon chapter column comedy documentary drama episode"
    " essay exhibition film game headline hit hymn installation magazine memoir movie musical novel"
    " opera painting paper piece play podcast poem program programme report segment series show"
    " sequel single sitcom song story thriller track trilogy video".split()
)
_NAMING = frozenset(("titled", "entitled", "headlined", "subtitled"))
_TERMS = frozenset(
    "so-called term word words phrase expression label nickname slogan concept called dubbed known"
    " labelled labeled termed coined".split()
)
_KNOWN_AS = ["known", "as"]
_SHORT = 4
#: So many tokens after an opening mark tell if a quotation is held, and a label may take so many.
_OPENING, _LABEL = 3, 10


def find_rejected(parse: Parse, held: Sequence[int]) -> list[Rejected]:
    """Return the outermost marks that no content of an attribution holds, with the reason.

    ``held`` tells, per token, in how many contents it is.
    """
    pairs = parse.marks.pairs
    if not pairs:
        return []
    rejected: list[Rejected] = []
    for pair in pairs:
        if pair.depth or held[pair.stop - 1] or any(held[at] for at in _beginning(parse, pair)):
            continue
        outer = pair.outer
        span = parse.tokens.span(outer.start, outer.stop)
        rejected.append(Rejected(span, _reason(parse, pair)))
    return rejected


def _beginning(parse: Parse, pair: MarkPair) -> range:
    """Return the first tokens of a quotation, with those after a label such as “SMITH:”."""
    forms, first = parse.forms, pair.outer[:_LABEL]
    colon = next((at for at in first if forms[at] == ":"), None)
    return first[:_OPENING] if colon is None else range(pair.open, min(colon + 2, pair.stop))


def _reason(parse: Parse, pair: MarkPair) -> RejectionReason:
    forms = parse.forms
    inner = [forms[at] for at in pair.inner if any(map(str.isalnum, forms[at]))]
    if not inner:
        return RejectionReason.OTHER
    start = parse.paragraph(pair.open).start
    before = [parse.words[at] for at in range(max(start, pair.open - 3), pair.open)]
    if is_nickname(parse, pair):
        return RejectionReason.NICKNAME
    headed = bool(title_words(forms, pair))
    placed = bool(before) and (before[-1] == "on" or parse.tags[pair.open - 1] == "POS")
    if headed and (placed or any(word in _WORKS or word in _NAMING for word in before)):
        return RejectionReason.TITLE
    if before and (before[-1] in _TERMS or "so-called" in before or before[-2:] == _KNOWN_AS):
        return RejectionReason.TITLE if headed and len(inner) > 1 else RejectionReason.TERM
    if headed and len(inner) > 1 and before and not is_sentence(parse, pair):
        return RejectionReason.TITLE
    if len(inner) > _SHORT or is_sentence(parse, pair):
        return RejectionReason.NO_SOURCE
    return RejectionReason.SCARE_WORD
