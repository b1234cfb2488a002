"""Cues that follow what they report: “…,” he said; …, the agency noted, …."""

from attrs import frozen

from quoteattr.candidates.candidates import Candidate
from quoteattr.extents import content_before, content_from, is_stray, quoted_from
from quoteattr.syntax import (
    is_adverbial,
    last_quoted,
    noun_phrase_from,
    noun_phrase_to,
    past_adjuncts,
)
from quoteattr.text import Parse, Verb
from quoteattr.words import ADDRESSED, DASHES, FINITE

__all__ = ["speech_before_cue", "with_apposition"]

_RESUMING = DASHES | {",", ":", ";", "and", "but", "still", "then"}
_STOPS = DASHES | {",", ";", ":", ")", "("}
_SUBORDINATE = frozenset("as when while after because".split())
_ADVERBIAL = frozenset({"IN", "WRB", "VBG", "VBN", "TO"})
_NO_MORE = frozenset("but while although who which according".split())
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


def speech_before_cue(parse: Parse, group: Verb) -> Candidate | None:
    """Read “…, he said”, “…,” said Ann Lee, “…” and “…, the agency noted, …”."""
    if group.form not in ("finite", "participle") or parse.tag(group.head) == "VBG":
        return None
    reporter = _reporter(parse, group)
    if reporter is None:
        return _opening_as(parse, group)
    after, addressee = reporter.stop, None
    if group.lemma in ADDRESSED and not reporter.inverted:
        addressee = noun_phrase_from(parse, after, parse.bounds.stop)
        after = after if addressee is None else addressee.stop
    after = past_adjuncts(parse, after)
    begin = reporter.begin
    closing = parse.role(begin - 1) == "close" and _is_utterance(parse, begin - 1)
    described = closing and reporter.inverted and parse.tag(after) in ("WP", "WDT")
    over = _ends_clause(parse, after) or described
    if not over and not (closing and _opens_sentence(parse, begin - 1)):
        return None
    resumed = parse.role(after + 1) == "open"
    inserted = after >= parse.body_stop or (parse.word(after) == "," and not resumed)
    if not closing and not inserted and _after_adverbial(parse, begin):
        return None
    before = content_before(parse, begin, group.head)
    if before is None:
        return None
    rest = _resumed(parse, after, group.head, quoted=closing)
    content = (before,) if rest is None else (before, rest)
    put = group.lemma == "put it" and not closing
    if put and rest is not None and parse.role(rest.start) == "open":
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


def _opening_as(parse: Parse, group: Verb) -> Candidate | None:
    """Read “As Lee put it, the sea keeps no diary.”."""
    own = group.own
    if own is None or parse.word(own.start - 1) != "as" or own.start - 1 > parse.bounds.start + 1:
        return None
    after = past_adjuncts(parse, group.stop)
    if parse.word(after) != "," or parse.finite_from(after + 1, parse.bounds.stop) is None:
        return None
    content = content_from(parse, after + 1, group.head, clause=True)
    if content is None:
        return None
    cue = range(group.first, group.stop)
    return Candidate(group.lemma, "end", cue, own, (content,), "clause after “as”")


def _reporter(parse: Parse, group: Verb) -> _Reporter | None:
    """Find source and cue after content, the source first or inverted."""
    own = group.own
    if _follows_content(parse, group.first) and (
        own is None or parse.role(group.first - 1) == "close"
    ):
        inverted = noun_phrase_from(parse, group.stop, parse.bounds.stop)
        if inverted is not None:
            closed = parse.role(group.first - 1) == "close"
            pronoun = parse.tag(inverted.start) == "PRP"
            if not closed and (pronoun or not _stops(parse, inverted.stop)):
                return None
            source = with_apposition(parse, inverted)
            return _Reporter(source, group.first, source.stop, group.stop, inverted=True)
    if own is None:
        return None
    own = _with_name(parse, own)
    begin = own.start if own.stop <= group.first else group.first
    if parse.word(begin - 1) == "as" and _follows_content(parse, begin - 1):
        begin -= 1
    if not _follows_content(parse, begin):
        return None
    return _Reporter(own, begin, group.stop, group.stop, inverted=False)


def _with_name(parse: Parse, subject: range) -> range:
    """Take the name along that an apposition explains: “…,” Ann Lee, the aide who left said."""
    if parse.word(subject.start - 1) != "," or parse.tag(subject.start) != "DT":
        return subject
    name = noun_phrase_to(parse, subject.start - 2, parse.bounds.start)
    named = name is not None and parse.tag(name.start) == "NNP"
    if name is None or not named or parse.role(name.start - 1) != "close":
        return subject
    return range(name.start, subject.stop)


def _follows_content(parse: Parse, index: int) -> bool:
    """Tell whether a comma, a dash or a closing quotation mark stands before ``index``."""
    before = index - 1
    if parse.role(before) == "close":
        if before < parse.bounds.start:
            return _asks(parse, before)
        return parse.pair(before).open < before - 1
    if is_stray(parse, before):
        return parse.word(before - 1)[-1:] in ("?", "!", ",")
    return parse.word(before) == "," or parse.form(before) in DASHES


def _asks(parse: Parse, close: int) -> bool:
    """Tell whether the sentence before, in the same paragraph, ends “…?” or “…!”."""
    paragraph_of = parse.layout.paragraph_of
    same = paragraph_of[close] == paragraph_of[parse.bounds.start]
    return same and last_quoted(parse, close) in "?!…—"


def _is_utterance(parse: Parse, close: int) -> bool:
    """Tell quoted speech (“… go,”) from a quoted word: its end is punctuated, or it is long."""
    pair = parse.pair(close)
    return close - pair.open > _LONG or last_quoted(parse, close) in ",.!?…—-"


def _opens_sentence(parse: Parse, close: int) -> bool:
    """Tell whether the quotation closed here begins its sentence or an earlier one."""
    return parse.pair(close).open <= parse.bounds.start + 1


def _stops(parse: Parse, index: int) -> bool:
    """Tell whether a mark or the end of the sentence stands at ``index``."""
    if index >= parse.body_stop or parse.role(index) == "close":
        return True
    return parse.form(index) in _STOPS


def _ends_clause(parse: Parse, index: int) -> bool:
    """Tell whether the clause before ``index`` is over."""
    joined = parse.word(index) in _SUBORDINATE or parse.tag(index) == "CC"
    return joined or _stops(parse, index)


def _after_adverbial(parse: Parse, begin: int) -> bool:
    """Tell an opening adverbial (“On Monday, he said …”) from reported content."""
    if parse.word(begin - 1) != ",":
        return False
    first = parse.bounds.start
    while parse.tag(first) == "CC" or parse.role(first) == "open":
        first += 1
    clause = parse.finite_from(first, begin - 1) is not None
    if parse.tag(first) in _ADVERBIAL:
        return not clause or not _reports_last(parse, begin)
    timed = any(is_adverbial(parse, index) for index in range(first, begin - 1))
    return not clause and (parse.tag(first) == "RB" or timed)


def _reports_last(parse: Parse, begin: int) -> bool:
    """Tell whether the verb after ``begin`` ends the sentence or stands before a comma."""
    verb = parse.finite_from(begin, parse.bounds.stop)
    if verb is None:
        return False
    after = verb.stop
    return after >= parse.body_stop or (
        parse.word(after) == "," and parse.role(after + 1) != "open"
    )


def with_apposition(parse: Parse, phrase: range) -> range:
    """Take “, the party’s chairman,” after an inverted source along."""
    comma = phrase.stop
    if parse.word(comma) != "," or parse.tag(comma + 1) not in ("DT", "NN", "NNP", "JJ", "PRP$"):
        return phrase
    apposed = noun_phrase_from(parse, comma + 1, parse.bounds.stop)
    if apposed is None or not _ends_clause(parse, apposed.stop):
        return phrase
    if parse.finite_from(apposed.stop, apposed.stop + 1) is not None:
        return phrase
    return range(phrase.start, apposed.stop)


def _resumed(parse: Parse, index: int, cue: int, *, quoted: bool) -> range | None:
    """Return the content that goes on after an inserted “he said”."""
    if quoted:
        index = _resumption(parse, index)
        if parse.role(index) == "open":
            return quoted_from(parse, index)
    following = index + 1
    if parse.form(index) not in _STOPS - {")", "("}:
        return None
    if quoted and parse.word(following) == "that":
        return content_from(parse, following, cue, clause=True)
    if quoted or parse.role(following) == "open":
        return quoted_from(parse, following)
    over = parse.tag(following) in ("VBG", "WP", "WDT") or parse.word(following) in _NO_MORE
    if parse.word(index) != "," or over:
        return None
    return content_from(parse, following, cue, clause=True)


def _resumption(parse: Parse, index: int) -> int:
    """Step over what stands between “he said” and the mark that takes the quotation up."""
    for at in range(index, min(index + _FAR, parse.bounds.stop)):
        if parse.role(at) == "open":
            return at if parse.form(at - 1).lower() in _RESUMING else index
        if parse.tag(at) in FINITE or _adds(parse, at):
            return index
    return index


def _adds(parse: Parse, index: int) -> bool:
    """Tell the verb that has what follows in “…,” Lee said, adding later, “…”."""
    return parse.tag(index) == "VBG" and parse.lexicon.reports(parse.lemmas[index], "quote") > _SURE
