"""Cues that follow what they report: “…,” he said; …, the agency noted, …."""

from attrs import frozen

from quoteattr.candidates.candidates import Candidate
from quoteattr.extents import content_before, content_from, is_stray, quoted_from
from quoteattr.syntax import (
    TIMES,
    Clauses,
    last_quoted,
    noun_phrase_from,
    noun_phrase_to,
    past_adjuncts,
)
from quoteattr.words import ADDRESSED, DASHES

__all__ = ["speech_before_cue", "with_apposition"]

_RESUMING = DASHES | {",", ":", ";", "and", "but", "still", "then"}
_STOPS = DASHES | {",", ";", ":", ")", "("}
_SUBORDINATE = frozenset("as when while after because".split())
_ADVERBIAL = frozenset({"IN", "WRB", "VBG", "VBN", "TO"})
_NO_MORE = frozenset("but while although who which according".split())
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FAR = 15
_SURE = 0.5
_LONG = 5


@frozen
class _Reporter:
    """Source and cue together: where they begin and end, and if they are inverted."""

    source: range
    begin: int
    stop: int
    cue_stop: int
    inverted: bool


def speech_before_cue(view: Clauses, number: int) -> Candidate | None:
    """Read “…, he said”, “…,” said Ann Lee, “…” and “…, the agency noted, …”."""
    group = view.groups[number]
    if group.form not in ("finite", "participle") or view.tag(group.head) == "VBG":
        return None
    reporter = _reporter(view, number)
    if reporter is None:
        return _opening_as(view, number)
    after, addressee = reporter.stop, None
    if group.lemma in ADDRESSED and not reporter.inverted:
        addressee = noun_phrase_from(view.tagged, after, view.sentence.stop)
        after = after if addressee is None else addressee.stop
    after = past_adjuncts(view, after)
    begin = reporter.begin
    closing = view.role(begin - 1) == "close" and _is_utterance(view, begin - 1)
    described = closing and reporter.inverted and view.tag(after) in ("WP", "WDT")
    over = _ends_clause(view, after) or described
    if not over and not (closing and _opens_sentence(view, begin - 1)):
        return None
    resumed = view.role(after + 1) == "open"
    inserted = after >= view.body_stop or (view.word(after) == "," and not resumed)
    if not closing and not inserted and _after_adverbial(view, begin):
        return None
    before = content_before(view, begin, group.head)
    if before is None:
        return None
    rest = _resumed(view, after, group.head, quoted=closing)
    content = (before,) if rest is None else (before, rest)
    put = group.lemma == "put" and not closing
    if put and rest is not None and view.role(rest.start) == "open":
        content = (rest,)
    return Candidate(
        group.lemma,
        "quote-end" if closing else "end",
        range(group.first, reporter.cue_stop),
        reporter.source,
        content,
        "quotation before cue" if closing else "clause before cue",
        addressee,
    )


def _opening_as(view: Clauses, number: int) -> Candidate | None:
    """Read “As Lee put it, the sea keeps no diary.”."""
    group, own = view.groups[number], view.own(number)
    if own is None or view.word(own.start - 1) != "as" or own.start - 1 > view.sentence.start + 1:
        return None
    stop = group.stop + (group.lemma == "put" and view.word(group.stop) == "it")
    after = past_adjuncts(view, stop)
    if view.word(after) != "," or view.finite_from(after + 1, view.sentence.stop) is None:
        return None
    content = content_from(view, after + 1, group.head, clause=True)
    if content is None:
        return None
    cue = range(group.first, stop)
    return Candidate(group.lemma, "end", cue, own, (content,), "clause after “as”")


def _reporter(view: Clauses, number: int) -> _Reporter | None:
    """Find source and cue after content, the source first or inverted."""
    group, own = view.groups[number], view.own(number)
    if _follows_content(view, group.first) and (
        own is None or view.role(group.first - 1) == "close"
    ):
        inverted = noun_phrase_from(view.tagged, group.stop, view.sentence.stop)
        if inverted is not None:
            closed = view.role(group.first - 1) == "close"
            pronoun = view.tag(inverted.start) == "PRP"
            if not closed and (pronoun or not _stops(view, inverted.stop)):
                return None
            source = with_apposition(view, inverted)
            return _Reporter(source, group.first, source.stop, group.stop, inverted=True)
    if own is None:
        return None
    own = _with_name(view, own)
    begin = own.start if own.stop <= group.first else group.first
    if view.word(begin - 1) == "as" and _follows_content(view, begin - 1):
        begin -= 1
    if not _follows_content(view, begin):
        return None
    stop = group.stop + (group.lemma == "put" and view.word(group.stop) == "it")
    return _Reporter(own, begin, stop, stop, inverted=False)


def _with_name(view: Clauses, subject: range) -> range:
    """Take the name along that an apposition explains: “…,” Ann Lee, the aide who left said."""
    if view.word(subject.start - 1) != "," or view.tag(subject.start) != "DT":
        return subject
    name = noun_phrase_to(view.tagged, subject.start - 2, view.sentence.start)
    named = name is not None and view.tag(name.start) == "NNP"
    if name is None or not named or view.role(name.start - 1) != "close":
        return subject
    return range(name.start, subject.stop)


def _follows_content(view: Clauses, index: int) -> bool:
    """Tell whether a comma, a dash or a closing quotation mark stands before ``index``."""
    before = index - 1
    if view.role(before) == "close":
        marks = view.tagged.marks
        if before < view.sentence.start:
            return _asks(view, before)
        return marks.pairs[marks.inside[before]].open < before - 1
    if is_stray(view, before):
        return view.word(before - 1)[-1:] in ("?", "!", ",")
    return view.word(before) == "," or view.word(before) in DASHES


def _asks(view: Clauses, close: int) -> bool:
    """Tell whether the sentence before, in the same paragraph, ends “…?” or “…!”."""
    paragraph_of = view.tagged.layout.paragraph_of
    same = paragraph_of[close] == paragraph_of[view.sentence.start]
    return same and last_quoted(view.tagged, close) in "?!…—"


def _is_utterance(view: Clauses, close: int) -> bool:
    """Tell quoted speech (“… go,”) from a quoted word: its end is punctuated, or it is long."""
    marks = view.tagged.marks
    pair = marks.pairs[marks.inside[close]]
    return close - pair.open > _LONG or last_quoted(view.tagged, close) in ",.!?…—-"


def _opens_sentence(view: Clauses, close: int) -> bool:
    """Tell whether the quotation closed here begins its sentence or an earlier one."""
    marks = view.tagged.marks
    return marks.pairs[marks.inside[close]].open <= view.sentence.start + 1


def _stops(view: Clauses, index: int) -> bool:
    """Tell whether a mark or the end of the sentence stands at ``index``."""
    if index >= view.body_stop or view.role(index) == "close":
        return True
    return view.word(index) in _STOPS


def _ends_clause(view: Clauses, index: int) -> bool:
    """Tell whether the clause before ``index`` is over."""
    joined = view.word(index) in _SUBORDINATE or view.tag(index) == "CC"
    return joined or _stops(view, index)


def _after_adverbial(view: Clauses, begin: int) -> bool:
    """Tell an opening adverbial (“On Monday, he said …”) from reported content."""
    if view.word(begin - 1) != ",":
        return False
    first = view.sentence.start
    while view.tag(first) == "CC" or view.role(first) == "open":
        first += 1
    clause = view.finite_from(first, begin - 1) is not None
    if view.tag(first) in _ADVERBIAL:
        return not clause or not _reports_last(view, begin)
    words = [view.word(index) for index in range(first, begin - 1)]
    return not clause and (view.tag(first) == "RB" or not TIMES.isdisjoint(words))


def _reports_last(view: Clauses, begin: int) -> bool:
    """Tell whether the verb after ``begin`` ends the sentence or stands before a comma."""
    number = view.finite_from(begin, view.sentence.stop)
    if number is None:
        return False
    after = view.groups[number].stop
    return after >= view.body_stop or (view.word(after) == "," and view.role(after + 1) != "open")


def with_apposition(view: Clauses, phrase: range) -> range:
    """Take “, the party’s chairman,” after an inverted source along."""
    comma = phrase.stop
    if view.word(comma) != "," or view.tag(comma + 1) not in ("DT", "NN", "NNP", "JJ", "PRP$"):
        return phrase
    apposed = noun_phrase_from(view.tagged, comma + 1, view.sentence.stop)
    if apposed is None or not _ends_clause(view, apposed.stop):
        return phrase
    if view.finite_from(apposed.stop, apposed.stop + 1) is not None:
        return phrase
    return range(phrase.start, apposed.stop)


def _resumed(view: Clauses, index: int, cue: int, *, quoted: bool) -> range | None:
    """Return the content that goes on after an inserted “he said”."""
    if quoted:
        index = _resumption(view, index)
        if view.role(index) == "open":
            return quoted_from(view, index)
    following = index + 1
    if view.word(index) not in _STOPS - {")", "("}:
        return None
    if quoted and view.word(following) == "that":
        return content_from(view, following, cue, clause=True)
    if quoted or view.role(following) == "open":
        return quoted_from(view, following)
    over = view.tag(following) in ("VBG", "WP", "WDT") or view.word(following) in _NO_MORE
    if view.word(index) != "," or over:
        return None
    return content_from(view, following, cue, clause=True)


def _resumption(view: Clauses, index: int) -> int:
    """Step over what stands between “he said” and the mark that takes the quotation up."""
    for at in range(index, min(index + _FAR, view.sentence.stop)):
        if view.role(at) == "open":
            return at if view.word(at - 1) in _RESUMING else index
        if view.tag(at) in _FINITE or _adds(view, at):
            return index
    return index


def _adds(view: Clauses, index: int) -> bool:
    """Tell the verb that has what follows in “…,” Lee said, adding later, “…”."""
    entry = view.lexicon.cues.get(view.tagged.lemmas[index])
    return view.tag(index) == "VBG" and entry is not None and entry.share("quote") > _SURE
