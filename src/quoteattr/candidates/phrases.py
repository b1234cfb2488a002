"""Cues that are phrases: “according to X”, “per X”, “in the words of X”, “to quote X”."""

from collections.abc import Iterator

from quoteattr.extents import content_before, content_from, quoted_from
from quoteattr.frame import Frame
from quoteattr.syntax import (
    noun_phrase_from,
    noun_phrase_to,
    with_apposition_before_clause,
)
from quoteattr.text import Parse

__all__ = ["source_phrase_candidates"]

_VOICES = frozenset("words view opinion account telling estimation".split())
_LINKS = frozenset("at by for from in of on to with".split())
_NOT_RESUMED = frozenset("who which but and while a an".split())
_OPENERS = frozenset("because but and so".split())
_IN_VIEW = "in the view of"
#: A quotation of fewer words may be a term.
_SAID = 6
_DASHES = frozenset({"--", "—", "–"})


def source_phrase_candidates(parse: Parse) -> Iterator[Frame]:
    """Yield every such phrase of a sentence with its source and what it vouches for."""
    for index in parse.bounds:
        found = _source_phrase(parse, index)
        if found is None:
            continue
        lemma, cue, source = found
        content = _around(parse, cue, source)
        if content:
            yield Frame((cue,), lemma, source, content, "phrase", rules=("source phrase",))


def _source_phrase(parse: Parse, index: int) -> tuple[str, range, range] | None:
    """Return lemma, cue and source of the phrase whose key word stands at ``index``."""
    word = parse.word(index)
    if word == "according" and parse.word(index + 1) == "to":
        cue = range(index, index + 2)
    elif word == "per" and parse.tag(index + 1) in ("DT", "NNP") and _set_off(parse, index):
        cue = range(index, index + 1)
    elif word == "quote" and parse.word(index - 1) == "to" and _opens_clause(parse, index - 1):
        cue = range(index - 1, index + 1)
    elif word in _VOICES:
        return _in_the_words_of(parse, index)
    elif word == "to" and _is_to_somebody(parse, index):
        return _IN_VIEW, range(index, index + 1), range(index + 1, index + 2)
    else:
        return None
    source = _source_from(parse, cue.stop)
    if source is not None and _opens_clause(parse, cue.start):
        source = with_apposition_before_clause(parse, source)
    return None if source is None else (" ".join(parse.word(at) for at in cue), cue, source)


def _is_to_somebody(parse: Parse, index: int) -> bool:
    """Tell “because to her, “…”” from where somebody goes."""
    mark = index + 3
    if parse.tag(index + 1) != "PRP" or parse.word(index + 2) != "," or parse.role(mark) != "open":
        return False
    said = len(parse.pair(mark).inner) >= _SAID
    return said and (parse.word(index - 1) in _OPENERS or _opens_clause(parse, index))


def _set_off(parse: Parse, index: int) -> bool:
    return parse.word(index - 1) in (",", "") or parse.role(index - 1) == "close"


def _source_from(parse: Parse, first: int) -> range | None:
    """Return the source with all that describes it: “a report filed by the agency”."""
    phrase = noun_phrase_from(parse, first)
    if phrase is None:
        return None
    stop = phrase.stop
    while parse.tag(stop) in ("VBN", "VBG", "CC") or (
        parse.word(stop) in _LINKS and parse.tag(stop - 1)[:2] in ("VB", "NN")
    ):
        further = noun_phrase_from(parse, stop + 1)
        if further is None:
            break
        stop = further.stop
    return range(phrase.start, stop)


def _in_the_words_of(parse: Parse, index: int) -> tuple[str, range, range] | None:
    """Read “in the words of X” and “in X’s words” around the noun at ``index``."""
    lemma = f"in the {parse.word(index)} of"
    before, further = parse.word(index - 1), parse.word(index - 2)
    if before == "the" and further in ("in", "by") and parse.word(index + 1) == "of":
        source = _source_from(parse, index + 2)
        return None if source is None else (lemma, range(index - 2, index + 2), source)
    if parse.tag(index - 1) == "PRP$" and further in ("in", "by"):
        return lemma, range(index - 2, index + 1), range(index - 1, index)
    if parse.tag(index - 1) == "POS":
        owner = noun_phrase_to(parse, index - 2)
        if owner is not None and parse.word(owner.start - 1) in ("in", "by"):
            return lemma, range(owner.start - 1, index + 1), owner
    return None


def _around(parse: Parse, cue: range, source: range) -> tuple[range, ...]:
    """Return what stands before and after a source phrase in its sentence."""
    start, after = cue.start, max(cue.stop, source.stop)
    opens = _opens_clause(parse, start)
    if parse.word(after) == ":" and parse.role(after + 1) == "open":
        quotation = quoted_from(parse, after + 1)
        return () if quotation is None else (quotation,)
    before = None
    if not opens and (
        parse.word(after) != "," or parse.form(start - 1) in _DASHES or _set_off(parse, start)
    ):
        before = content_before(parse, start, cue.start)
    if parse.word(after) != ",":
        return () if before is None else (before,)
    if before is None:
        content = quoted_from(parse, after + 1) or content_from(
            parse, after + 1, cue.start, clause=True
        )
        return () if content is None else (content,)
    whole = parse.finite_from(before.start, before.stop) is not None
    resumed = _resumed(parse, after + 1, cue.start, may_end=whole)
    return (before,) if resumed is None else (before, resumed)


def _opens_clause(parse: Parse, start: int) -> bool:
    """Tell whether the phrase comes first, or right after “but” or “that”."""
    before = start - 1 - (parse.word(start - 1) == ",")
    return (
        start == parse.bounds.start
        or (parse.tag(before) in ("CC", "IN") and before == parse.bounds.start)
        or (parse.word(before) == "that" and parse.tag(before) == "IN")
    )


def _resumed(parse: Parse, first: int, cue: int, *, may_end: bool) -> range | None:
    """Return the clause that goes on after an inserted source phrase.

    Where what stands before is no clause (``may_end`` is false), whatever follows belongs to it,
    and so does a further verb of the same subject: “They left, according to X, and went home”.
    """
    shared = parse.tag(first) == "CC" and parse.tag(first + 1) in ("VBD", "VBZ")
    over = parse.word(first) in _NOT_RESUMED or parse.tag(first) in ("VBG", "IN")
    if may_end and over and not shared:
        return None
    content = content_from(parse, first, cue, clause=True)
    if content is None or parse.finite_from(content.start, content.stop) is None:
        return None
    return content
