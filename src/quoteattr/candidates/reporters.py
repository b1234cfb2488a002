"""Who reports what stands before: “he said” and “said Lee” after a comma or a quotation."""

from attrs import frozen

from quoteattr.extents import is_stray
from quoteattr.syntax import (
    ends_clause,
    is_adverbial,
    is_stop,
    is_utterance,
    last_quoted,
    leads_in,
    noun_phrase_from,
    past_adjuncts,
    with_apposition,
    with_name_before,
)
from quoteattr.text import Parse, Verb
from quoteattr.words import ADDRESSED, DASHES

__all__ = ["Reporter", "may_follow", "read_reporter"]

_ADVERBIAL = frozenset({"IN", "WRB", "VBG", "VBN", "TO"})
#: So many words a source may have before its last name.
_LONG = 20


@frozen
class Reporter:
    """Source and cue after what they report: where they begin and end.

    ``cue_stop`` is where the cue ends, ``stop`` where cue, source, addressee and adverbials do.
    It ``quotes`` if a quotation that is an utterance ends before it.
    """

    source: range
    begin: int
    stop: int
    cue_stop: int
    quotes: bool
    addressee: range | None


def read_reporter(parse: Parse, verb: Verb) -> Reporter | None:
    """Read “he told us”, “said Lee, the mayor” and “the agency noted” after what they report."""
    led = _led_in(parse, verb)
    if (led is None and not may_follow(parse, verb)) or leads_in(parse, verb):
        return None
    inverted = None if led else _inverted(parse, verb)
    found = (inverted, verb.first, verb.stop) if inverted else led or _upright(parse, verb)
    if found is None or parse.words[found[0].start] in ("who", "whom"):
        return None
    source, begin, cue_stop = found
    after, addressee = cue_stop if inverted is None else source.stop, None
    if verb.lemma in ADDRESSED and inverted is None:
        addressee = noun_phrase_from(parse, after)
        after = after if addressee is None else addressee.stop
    after = past_adjuncts(parse, after)
    quotes = parse.role(begin - 1) == "close" and is_utterance(parse, begin - 1)
    reporter = Reporter(source, begin, after, cue_stop, quotes, addressee)
    described = (inverted is not None or after > cue_stop) and parse.tag(after) in ("WP", "WDT")
    if quotes:
        over = described or ends_clause(parse, after) or _opens_sentence(parse, begin - 1)
        return reporter if over else None
    if not ends_clause(parse, after):
        return None
    return reporter if _is_inserted(parse, after) or not _after_adverbial(parse, begin) else None


def may_follow(parse: Parse, verb: Verb) -> bool:
    """Tell whether a verb may report what stands before it: it has a tense or seems to."""
    return verb.form in ("finite", "participle") and parse.tags[verb.head] != "VBG"


def _is_inserted(parse: Parse, after: int) -> bool:
    """Tell whether the sentence is over at ``after``, or goes on after a comma, not quoted."""
    resumed = parse.role(after + 1) == "open"
    return after >= parse.body_stop or (parse.word(after) == "," and not resumed)


def _inverted(parse: Parse, verb: Verb) -> range | None:
    """Return the source of “said Lee”, where the verb comes first."""
    closed = parse.role(verb.first - 1) == "close"
    if (verb.own is not None and not closed) or not _follows_content(parse, verb.first):
        return None
    source = noun_phrase_from(parse, verb.stop)
    if source is None:
        return None
    pronoun = parse.tag(source.start) == "PRP"
    if not closed and (pronoun or not is_stop(parse, source.stop)):
        return None
    return with_apposition(parse, source)


def _upright(parse: Parse, verb: Verb) -> tuple[range, int, int] | None:
    """Return the source of “Lee said” and “as Lee put it”, and where that begins and ends."""
    if verb.own is None:
        return None
    source = with_name_before(parse, verb.own)
    begin = source.start if source.stop <= verb.first else verb.first
    if parse.word(begin - 1) == "as" and _follows_content(parse, begin - 1):
        begin -= 1
    whole = None if parse.role(begin - 1) == "close" else _since_quotation(parse, source)
    if whole is not None:
        return whole, whole.start, verb.stop
    return (source, begin, verb.stop) if _follows_content(parse, begin) else None


def _since_quotation(parse: Parse, source: range) -> range | None:
    """Return all of “a paper issued in Oslo, Bern and Riga” between a quotation and its cue."""
    for close in range(source.start - 1, max(parse.bounds.start, source.start - _LONG), -1):
        if parse.role(close) == "close":
            first = noun_phrase_from(parse, close + 1)
            told = parse.finite_from(close + 1, source.start)
            clausal = told is not None and not _may_describe(parse, told)
            if first is None or clausal or parse.word(first.stop) == ",":
                return None
            return range(close + 1, source.stop)
        if parse.role(close) == "open":
            return None
    return None


def _may_describe(parse: Parse, verb: Verb) -> bool:
    """Tell the “issued” of “a paper issued in Oslo and Riga said” from a past tense."""
    regular = parse.words[verb.head].endswith("ed") and verb.stop == verb.first + 1
    return regular and parse.tag(verb.stop) in ("IN", "RP")


def _led_in(parse: Parse, verb: Verb) -> tuple[range, int, int] | None:
    """Return the source of “he heard Lee say” and “he quoted Lee as saying”: Lee, not him.

    Beside it stand where that begins and where it ends.
    """
    source = verb.subject
    leader = None if source is None else parse.verb_with(source.start - 1)
    if source is None or leader is None or leader.own is None or not leads_in(parse, leader):
        return None
    begin = leader.own.start
    after = _follows_content(parse, begin) and verb.first - source.stop in (0, 1)
    return (source, begin, verb.stop) if after else None


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
    """Tell whether the sentence before, in the same paragraph, ends “…?”, “…!” or breaks off."""
    paragraph_of = parse.layout.paragraph_of
    same = paragraph_of[close] == paragraph_of[parse.bounds.start]
    return same and last_quoted(parse, close) in "?!…—"


def _opens_sentence(parse: Parse, close: int) -> bool:
    """Tell whether the quotation closed here begins its sentence or an earlier one."""
    return parse.pair(close).open <= parse.bounds.start + 1


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
    return verb is not None and _is_inserted(parse, verb.stop)
