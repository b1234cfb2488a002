"""Cues that follow what they report: “…,” he said; …, the agency noted, …."""

from quoteattr.candidates.announcements import announces
from quoteattr.candidates.clause import Clause
from quoteattr.candidates.complements import past_it
from quoteattr.candidates.reporters import may_follow
from quoteattr.extents import content_before, content_from, quoted_from
from quoteattr.frame import END, QUOTE_END, Frame
from quoteattr.syntax import past_adjuncts
from quoteattr.text import Parse
from quoteattr.words import DASHES, FINITE

__all__ = [
    "as_clause",
    "clause_around_cue",
    "clause_before_cue",
    "quotation_around_cue",
    "quotation_before_cue",
]

_RESUMING = DASHES | {",", ":", ";", "and", "but", "still", "then"}
_LINKS = DASHES | {",", ";", ":"}
_NO_MORE = frozenset("but while although who which according".split())
#: So many tokens may stand between “he said” and the mark that takes the quotation up.
_FAR = 15


def quotation_around_cue(clause: Clause) -> Frame | None:
    """Read ““It,” Lee said, “rained.””."""
    reporter = clause.reporter
    if reporter is None or not reporter.quotes:
        return None
    rest = _quotation_resumed(clause.parse, reporter.stop, clause.verb.head)
    return None if rest is None else _reported(clause, rest)


def quotation_before_cue(clause: Clause) -> Frame | None:
    """Read ““It rained,” Lee said” and ““It rained,” said Lee, a farmer”."""
    reporter = clause.reporter
    return _reported(clause) if reporter is not None and reporter.quotes else None


def clause_around_cue(clause: Clause) -> Frame | None:
    """Read “The ferry, Lee said, was late”."""
    reporter = clause.reporter
    if reporter is None or reporter.quotes:
        return None
    rest = _clause_resumed(clause.parse, reporter.stop, clause.verb.head)
    return None if rest is None else _reported(clause, rest)


def clause_before_cue(clause: Clause) -> Frame | None:
    """Read “It rained, Lee said”."""
    reporter = clause.reporter
    return _reported(clause) if reporter is not None and not reporter.quotes else None


def as_clause(clause: Clause) -> Frame | None:
    """Read “As Lee put it, the sea keeps no diary.”."""
    parse, verb, own = clause.parse, clause.verb, clause.verb.own
    if own is None or own.start > parse.bounds.start + 2 or not may_follow(parse, verb):
        return None
    if parse.word(own.start - 1) != "as":
        return None
    stop = past_it(parse, verb)
    after = past_adjuncts(parse, stop)
    if parse.word(after) != "," or parse.finite_from(after + 1, parse.bounds.stop) is None:
        return None
    content = content_from(parse, after + 1, verb.head, clause=True)
    if content is None:
        return None
    return Frame((range(verb.first, stop),), clause.lemma, own, (content,), END)


def _reported(clause: Clause, rest: range | None = None) -> Frame | None:
    """Return the frame of what stands before a reporter, and of the ``rest`` after them."""
    parse, verb, reporter = clause.parse, clause.verb, clause.reporter
    if reporter is None:
        return None
    before = content_before(parse, reporter.begin, verb.head)
    if before is None:
        return None
    content = (before,) if rest is None else (before, rest)
    if verb.lemma == "put" and not reporter.quotes and rest and parse.role(rest.start) == "open":
        content = (rest,)
    cue, complement = range(verb.first, reporter.cue_stop), QUOTE_END if reporter.quotes else END
    return Frame((cue,), clause.lemma, reporter.source, content, complement, reporter.addressee)


def _quotation_resumed(parse: Parse, index: int, cue: int) -> range | None:
    """Return the quotation, or the clause with “that”, that goes on after an inserted cue."""
    index = _resumption(parse, index)
    if parse.role(index) == "open":
        return quoted_from(parse, index)
    if parse.form(index) not in _LINKS:
        return None
    if parse.word(index + 1) == "that":
        return content_from(parse, index + 1, cue, clause=True)
    return quoted_from(parse, index + 1)


def _clause_resumed(parse: Parse, index: int, cue: int) -> range | None:
    """Return what goes on after an inserted cue, where no quotation ends before that."""
    following = index + 1
    if parse.form(index) not in _LINKS:
        return None
    if parse.role(following) == "open":
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
    return parse.tag(index) == "VBG" and announces(parse, parse.lemmas[index])
