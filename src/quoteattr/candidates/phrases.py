"""Cues that are phrases: “according to X”, “per X”, “in the words of X”."""

from collections.abc import Iterator

from quoteattr.extents import content_before, content_from, quoted_from
from quoteattr.frame import PHRASE, Frame
from quoteattr.syntax import noun_phrase_from, noun_phrase_to, with_apposition_before_clause
from quoteattr.text import Parse
from quoteattr.words import DASHES, PROPER_NOUNS

__all__ = ["according_to", "in_the_words_of", "per", "to_quote"]

_ACCORDING, _PER, _QUOTE = map(frozenset, (["according"], ["per"], ["quote"]))
_VOICES = frozenset("words view opinion account telling estimation".split())
_LINKS = frozenset("at by for from in of on to with".split())
_NOT_RESUMED = frozenset("who which but and while a an".split())


def according_to(parse: Parse) -> Iterator[Frame]:
    """Yield “according to Lee, it rained”."""
    for index in _places(parse, _ACCORDING):
        if parse.word(index + 1) == "to":
            yield from _before_source(parse, range(index, index + 2))


def per(parse: Parse) -> Iterator[Frame]:
    """Yield “it rained, per the agency”."""
    for index in _places(parse, _PER):
        if _is_name(parse, index):
            continue
        if parse.tag(index + 1) in ("DT", "NNP") and _set_off(parse, index):
            yield from _before_source(parse, range(index, index + 1))


def _is_name(parse: Parse, index: int) -> bool:
    """Tell the given name in “its chairman, Per Dahl”."""
    return parse.form(index).istitle() and not _opens_clause(parse, index)


def to_quote(parse: Parse) -> Iterator[Frame]:
    """Yield “to quote Lee, it rained”."""
    for index in _places(parse, _QUOTE):
        if parse.word(index - 1) == "to" and _opens_clause(parse, index - 1):
            yield from _before_source(parse, range(index - 1, index + 1))


def in_the_words_of(parse: Parse) -> Iterator[Frame]:
    """Yield “in the words of Lee, it rained” and “in Lee’s view, it rained”."""
    for index in _places(parse, _VOICES):
        found = _voice(parse, index)
        if found is not None:
            yield from _vouching(parse, f"in the {parse.word(index)} of", *found)


def _places(parse: Parse, keys: frozenset[str]) -> list[int]:
    """Return where one of some words stands."""
    words = parse.words
    return [at for at in parse.bounds if words[at] in keys]


def _before_source(parse: Parse, cue: range) -> Iterator[Frame]:
    """Yield the frame of a cue with its source right after it."""
    source = _source_from(parse, cue.stop)
    if source is not None and (_opens_clause(parse, cue.start) or _set_off(parse, cue.start)):
        source = with_apposition_before_clause(parse, source)
    if source is not None:
        yield from _vouching(parse, " ".join(parse.words[cue.start : cue.stop]), cue, source)


def _vouching(parse: Parse, lemma: str, cue: range, source: range) -> Iterator[Frame]:
    """Yield the frame of a phrase with what its source vouches for, if there is anything."""
    content = _around(parse, cue, source)
    if content:
        yield Frame((cue,), lemma, source, content, PHRASE)


def _set_off(parse: Parse, index: int) -> bool:
    return parse.word(index - 1) in (",", "") or parse.role(index - 1) == "close"


def _source_from(parse: Parse, first: int) -> range | None:
    """Return the source with all that describes it: “a report filed by the agency”."""
    phrase = noun_phrase_from(parse, first)
    if phrase is None:
        return None
    stop = _before_subject(parse, phrase)
    while parse.tag(stop) in ("VBN", "VBG", "CC") or (
        parse.word(stop) in _LINKS and parse.tag(stop - 1)[:2] in ("VB", "NN")
    ):
        further = noun_phrase_from(parse, stop + 1)
        if further is None:
            break
        stop = further.stop
    return range(phrase.start, stop)


def _before_subject(parse: Parse, phrase: range) -> int:
    """Return where a name stops at once before the subject of a clause: “Lee the ferry was”."""
    tags = parse.tags
    for at in range(phrase.start + 1, phrase.stop):
        if tags[at] in ("DT", "PRP$") and tags[at - 1] in PROPER_NOUNS:
            return at
    return phrase.stop


def _voice(parse: Parse, index: int) -> tuple[range, range] | None:
    """Return cue and source of “in the words of X” and “in X’s words” around a noun."""
    before, further = parse.word(index - 1), parse.word(index - 2)
    if before == "the" and further in ("in", "by") and parse.word(index + 1) == "of":
        source = _source_from(parse, index + 2)
        return None if source is None else (range(index - 2, index + 2), source)
    if parse.tag(index - 1) == "PRP$" and further in ("in", "by"):
        return range(index - 2, index + 1), range(index - 1, index)
    if parse.tag(index - 1) == "POS":
        owner = noun_phrase_to(parse, index - 2)
        if owner is not None and parse.word(owner.start - 1) in ("in", "by"):
            return range(owner.start - 1, index + 1), owner
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
        parse.word(after) != "," or parse.form(start - 1) in DASHES or _set_off(parse, start)
    ):
        before = content_before(parse, start, cue.start)
    if parse.word(after) != ",":
        told = _unmarked(parse, after, cue.start) if opens else before
        return () if told is None else (told,)
    if before is None:
        content = quoted_from(parse, after + 1) or content_from(
            parse, after + 1, cue.start, clause=True
        )
        return () if content is None else (content,)
    whole = parse.finite_from(before.start, before.stop) is not None
    resumed = _resumed(parse, after + 1, cue.start, may_end=whole)
    return (before,) if resumed is None else (before, resumed)


def _unmarked(parse: Parse, first: int, cue: int) -> range | None:
    """Return the clause that begins right after a source: “According to Lee the ferry was late”."""
    content = content_from(parse, first, cue, clause=True)
    verb = None if content is None else parse.finite_from(content.start, content.stop)
    subject = None if verb is None else verb.subject
    return content if subject is not None and subject.start == first else None


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
