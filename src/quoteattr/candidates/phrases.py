"""Cues that are phrases: “according to X”, “per X”, “in the words of X”, “to quote X”."""

from collections.abc import Iterator

from quoteattr.candidates.candidates import Candidate
from quoteattr.candidates.speech import with_apposition
from quoteattr.extents import content_before, content_from, quoted_from
from quoteattr.syntax import Clauses, noun_phrase_from, noun_phrase_to

__all__ = ["source_phrase_candidates"]

_VOICES = frozenset("words view opinion account telling estimation".split())
_LINKS = frozenset("at by for from in of on to with".split())
_NOT_RESUMED = frozenset("who which but and while a an".split())
_OPENERS = frozenset("because but and so".split())
_IN_VIEW = "in the view of"
#: A quotation of fewer words may be a term.
_SAID = 6
_DASHES = frozenset({"--", "—", "–"})


def source_phrase_candidates(view: Clauses) -> Iterator[Candidate]:
    """Yield every such phrase of a sentence with its source and what it vouches for."""
    for index in view.sentence:
        found = _source_phrase(view, index)
        if found is None:
            continue
        lemma, cue, source = found
        content = _around(view, cue, source)
        if content:
            yield Candidate(lemma, "phrase", cue, source, content, "source phrase")


def _source_phrase(view: Clauses, index: int) -> tuple[str, range, range] | None:
    """Return lemma, cue and source of the phrase whose key word stands at ``index``."""
    word = view.word(index)
    if word == "according" and view.word(index + 1) == "to":
        cue = range(index, index + 2)
    elif word == "per" and view.tag(index + 1) in ("DT", "NNP") and _set_off(view, index):
        cue = range(index, index + 1)
    elif word == "quote" and view.word(index - 1) == "to" and _opens_clause(view, index - 1):
        cue = range(index - 1, index + 1)
    elif word in _VOICES:
        return _in_the_words_of(view, index)
    elif word == "to" and _is_to_somebody(view, index):
        return _IN_VIEW, range(index, index + 1), range(index + 1, index + 2)
    else:
        return None
    source = _source_from(view, cue.stop)
    if source is not None and _opens_clause(view, cue.start):
        source = _apposed(view, source)
    return None if source is None else (" ".join(view.word(at) for at in cue), cue, source)


def _is_to_somebody(view: Clauses, index: int) -> bool:
    """Tell “because to her, “…”” from where somebody goes."""
    mark = index + 3
    if view.tag(index + 1) != "PRP" or view.word(index + 2) != "," or view.role(mark) != "open":
        return False
    marks = view.tagged.marks
    said = len(marks.pairs[marks.inside[mark]].inner) >= _SAID
    return said and (view.word(index - 1) in _OPENERS or _opens_clause(view, index))


def _set_off(view: Clauses, index: int) -> bool:
    return view.word(index - 1) in (",", "") or view.role(index - 1) == "close"


def _source_from(view: Clauses, first: int) -> range | None:
    """Return the source with all that describes it: “a report filed by the agency”."""
    phrase = noun_phrase_from(view.tagged, first, view.sentence.stop)
    if phrase is None:
        return None
    stop = phrase.stop
    while view.tag(stop) in ("VBN", "VBG", "CC") or (
        view.word(stop) in _LINKS and view.tag(stop - 1)[:2] in ("VB", "NN")
    ):
        further = noun_phrase_from(view.tagged, stop + 1, view.sentence.stop)
        if further is None:
            break
        stop = further.stop
    return range(phrase.start, stop)


def _apposed(view: Clauses, source: range) -> range:
    """Take “, a farmer” along where a clause of its own follows: “according to X, a farmer, it”."""
    whole = with_apposition(view, source)
    if view.word(whole.stop) == ":":
        return whole
    if whole == source or view.word(whole.stop) != ",":
        return source
    number = view.finite_from(whole.stop, view.sentence.stop)
    subject = None if number is None else view.own(number)
    if subject is None or view.tag(subject.start) in ("WP", "WDT"):
        return source
    return whole if subject.start > whole.stop else source


def _in_the_words_of(view: Clauses, index: int) -> tuple[str, range, range] | None:
    """Read “in the words of X” and “in X’s words” around the noun at ``index``."""
    lemma = f"in the {view.word(index)} of"
    before, further = view.word(index - 1), view.word(index - 2)
    if before == "the" and further in ("in", "by") and view.word(index + 1) == "of":
        source = _source_from(view, index + 2)
        return None if source is None else (lemma, range(index - 2, index + 2), source)
    if view.tag(index - 1) == "PRP$" and further in ("in", "by"):
        return lemma, range(index - 2, index + 1), range(index - 1, index)
    if view.tag(index - 1) == "POS":
        owner = noun_phrase_to(view.tagged, index - 2, view.sentence.start)
        if owner is not None and view.word(owner.start - 1) in ("in", "by"):
            return lemma, range(owner.start - 1, index + 1), owner
    return None


def _around(view: Clauses, cue: range, source: range) -> tuple[range, ...]:
    """Return what stands before and after a source phrase in its sentence."""
    start, after = cue.start, max(cue.stop, source.stop)
    opens = _opens_clause(view, start)
    if view.word(after) == ":" and view.role(after + 1) == "open":
        quotation = quoted_from(view, after + 1)
        return () if quotation is None else (quotation,)
    before = None
    if not opens and (
        view.word(after) != "," or view.word(start - 1) in _DASHES or _set_off(view, start)
    ):
        before = content_before(view, start, cue.start)
    if view.word(after) != ",":
        return () if before is None else (before,)
    if before is None:
        content = quoted_from(view, after + 1) or content_from(
            view, after + 1, cue.start, clause=True
        )
        return () if content is None else (content,)
    whole = view.finite_from(before.start, before.stop) is not None
    resumed = _resumed(view, after + 1, cue.start, may_end=whole)
    return (before,) if resumed is None else (before, resumed)


def _opens_clause(view: Clauses, start: int) -> bool:
    """Tell whether the phrase comes first, or right after “but” or “that”."""
    before = start - 1 - (view.word(start - 1) == ",")
    return (
        start == view.sentence.start
        or (view.tag(before) in ("CC", "IN") and before == view.sentence.start)
        or (view.word(before) == "that" and view.tag(before) == "IN")
    )


def _resumed(view: Clauses, first: int, cue: int, *, may_end: bool) -> range | None:
    """Return the clause that goes on after an inserted source phrase.

    Where what stands before is no clause (``may_end`` is false), whatever follows belongs to it,
    and so does a further verb of the same subject: “They left, according to X, and went home”.
    """
    shared = view.tag(first) == "CC" and view.tag(first + 1) in ("VBD", "VBZ")
    over = view.word(first) in _NOT_RESUMED or view.tag(first) in ("VBG", "IN")
    if may_end and over and not shared:
        return None
    content = content_from(view, first, cue, clause=True)
    if content is None or view.finite_from(content.start, content.stop) is None:
        return None
    return content
