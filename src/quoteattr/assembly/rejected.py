"""Quotation marks that quote nobody: titles, terms, nicknames, irony, unknown speakers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quoteattr.model import Rejected, RejectionReason
from quoteattr.syntax import title_words

if TYPE_CHECKING:
    from quoteattr.text import MarkPair, Tagged
    from quoteattr.words import Lexicon

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


def find_rejected(tagged: Tagged, held: Sequence[int], lexicon: Lexicon) -> list[Rejected]:
    """Return the outermost marks that no content of an attribution holds, with the reason.

    ``held`` tells, per token, in how many contents it is.
    """
    pairs = tagged.marks.pairs
    if not pairs:
        return []
    rejected: list[Rejected] = []
    for pair in pairs:
        if pair.depth or held[pair.stop - 1] or any(held[at] for at in _beginning(tagged, pair)):
            continue
        outer = pair.outer
        span = tagged.tokens.span(outer.start, outer.stop)
        rejected.append(Rejected(span, _reason(tagged, pair, lexicon)))
    return rejected


def _beginning(tagged: Tagged, pair: MarkPair) -> range:
    """Return the first tokens of a quotation, with those after a label such as “SMITH:”."""
    words, first = tagged.tokens.words, pair.outer[:_LABEL]
    colon = next((at for at in first if words[at] == ":"), None)
    return first[:_OPENING] if colon is None else range(pair.open, min(colon + 2, pair.stop))


def _reason(tagged: Tagged, pair: MarkPair, lexicon: Lexicon) -> RejectionReason:
    words = tagged.tokens.words
    inner = [words[at] for at in pair.inner if any(map(str.isalnum, words[at]))]
    if not inner:
        return RejectionReason.OTHER
    layout = tagged.layout
    start = layout.paragraphs[layout.paragraph_of[pair.open]].start
    before = [words[at].lower() for at in range(max(start, pair.open - 3), pair.open)]
    if _is_nickname(tagged, pair, len(inner), lexicon):
        return RejectionReason.NICKNAME
    headed = bool(title_words(words, pair))
    placed = bool(before) and (before[-1] == "on" or tagged.pos[pair.open - 1] == "POS")
    if headed and (placed or any(word in _WORKS or word in _NAMING for word in before)):
        return RejectionReason.TITLE
    if before and (before[-1] in _TERMS or "so-called" in before or before[-2:] == _KNOWN_AS):
        return RejectionReason.TITLE if headed and len(inner) > 1 else RejectionReason.TERM
    if headed and len(inner) > 1 and before and not _is_sentence(tagged, pair):
        return RejectionReason.TITLE
    if len(inner) > _SHORT or _is_sentence(tagged, pair):
        return RejectionReason.NO_SOURCE
    return RejectionReason.SCARE_WORD


def _is_sentence(tagged: Tagged, pair: MarkPair) -> bool:
    last = tagged.tokens.words[pair.stop - 1]
    return last in ("!", "?", ".", "...", "…") and tagged.tokens.words[pair.open + 1][0].isupper()


def _is_nickname(tagged: Tagged, pair: MarkPair, length: int, lexicon: Lexicon) -> bool:
    pos, outer, words = tagged.pos, pair.outer, tagged.tokens.words
    return (
        length < 3
        and outer.start > 0
        and outer.stop < len(pos)
        and (pos[outer.start - 1] == "NNP" or words[outer.start - 1].lower() in lexicon.names)
        and (pos[outer.stop] == "NNP" or (pos[outer.stop] == "NN" and words[outer.stop].istitle()))
    )
