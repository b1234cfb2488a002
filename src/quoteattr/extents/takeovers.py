"""Where a reported content gives way to the words of the writer, or of another source."""

from quoteattr.frame import END
from quoteattr.text import Parse, Verb
from quoteattr.words import DASHES, FINITE, NOUNS, TENSED

__all__ = ["VERBS", "comma_ends", "in_subject", "takes_over"]

_LOOSE = frozenset("after before when while during following because amid despite as".split())
_CONTRAST = frozenset("but while although though whereas".split())
_RELATIVES = frozenset("who which whose where".split())
_NEW_PHRASE = frozenset({"VBG", "RB", "IN", "WRB", "PRP", "WP", "VBN", "DT"})
#: Tags of what may be the verb of the clause around a report: “her claim that it sank was …”.
VERBS = FINITE | {"VBN"}
_CLAUSE_STARTS = frozenset({"CC", ",", "WDT", "WP", ":", "``", "''", "IN", "TO", "RB"})
#: A clause after a comma has its verb among so many words; later ones belong to what follows.
_CLAUSE_REACH = 14
#: A report that takes over after “but” or “while” does so at once: “but Lee, the mayor, said”.
_REPORT_REACH = 8
#: An opening clause has its cue among its first words: “While he, like others, said …”.
_OPENER = 15
#: So far from its cue “as” no longer compares: “described him as a friend”.
_SIMILE = 12
#: How reliably a verb must report to take over: a participle or a clause that hardly can be
#: part of what is said needs less than one after “but”, which as well may be.
_LIKELY_PARTICIPLE, _LIKELY_REPORT, _SURE_REPORT = 0.6, 0.5, 0.75


def takes_over(parse: Parse, index: int, cue: int, *, clause: bool) -> bool:
    """Tell whether content ends before the token at ``index``.

    ``cue`` is the index of the reporting word. A reported ``clause`` holds more than a noun
    phrase or an infinitive does: loose adjuncts and relative clauses stay with it.
    """
    word, tag = parse.word(index), parse.tag(index)
    if tag in VERBS and _main_verb(parse, index, cue):
        return True
    if word in (",", "(") or tag == "-LRB-":
        return comma_ends(parse, index, cue, clause=clause)
    if word == ";":
        return True
    if parse.forms[index] in DASHES:
        return (
            not clause
            or parse.tag(index + 1) == "CC"
            or (_in_opener(parse, cue) and comma_ends(parse, index, cue, clause=clause))
        )
    if tag == "CC":
        return word in ("and", "but") and (
            _takes_up(parse, index + 1, cue) or _runs_parallel(parse, index + 1, cue)
        )
    if not clause and word in _LOOSE and tag in ("IN", "WRB", "VBG"):
        return word != "as" or index >= cue + _SIMILE
    return False


def _main_verb(parse: Parse, index: int, cue: int) -> bool:
    """Tell whether the verb at ``index`` is the one that a cue inside its subject waits for.

    In “her claim that it sank persuaded nobody” and “the men who say they fled were seen”
    what is reported ends where a second verb without a subject of its own begins.
    """
    verb = parse.verb_at(index)
    if verb is None or not in_subject(parse, cue):
        return False
    if verb.own is not None:
        return verb.own.start <= cue
    before = parse.tag(index - 1)
    if before == "EX" or (verb.form == "participle" and before in NOUNS):
        return False
    return parse.finite_from(cue + 1, index) is not None and before not in _CLAUSE_STARTS


def in_subject(parse: Parse, cue: int) -> bool:
    """Tell whether the main verb of a clause has still to follow the cue."""
    verb = parse.verb_with(cue)
    if verb is None:
        return parse.finite_from(parse.bounds.start, cue) is None
    if verb.form == "ing":
        return parse.word(verb.first - 1) != "," and (
            parse.finite_from(parse.bounds.start, cue) is None
        )
    return verb.subject is not None and parse.tag(verb.subject.start) in ("WP", "WDT")


def comma_ends(parse: Parse, comma: int, cue: int, *, clause: bool) -> bool:
    """Tell whether content ends at the comma (or bracket, or dash) at index ``comma``."""
    following = parse.word(comma + 1)
    if following == "according" or _participle_cue(parse, comma + 1):
        return True
    if following in _RELATIVES:
        return not clause
    if following in ("and", "but") and _takes_up(parse, comma + 2, cue):
        return True
    if following in _CONTRAST:
        return _contrast_ends(parse, comma, clause=clause)
    if following == "and":
        goes_on = not clause and parse.tag(comma + 2)[:2] in ("VB", "MD", "PR")
        return goes_on or _reports_anew(parse, comma + 2)
    if _clause_ends(parse, comma, cue, clause=clause):
        return True
    if parse.role(comma + 1) == "open" or parse.role(comma + 2) == "open":
        return False
    return not clause and parse.tag(comma + 1) in _NEW_PHRASE


def _contrast_ends(parse: Parse, comma: int, *, clause: bool) -> bool:
    """Decide at “, but”, “, while” and their like."""
    return (
        not clause
        or parse.word(comma + 1) in ("while", "whereas")
        or parse.tag(comma + 2) in TENSED
        or _reports_anew(parse, comma + 2)
    )


def _clause_ends(parse: Parse, comma: int, cue: int, *, clause: bool) -> bool:
    """Tell whether the clause after a comma is the writer's or another source's."""
    verb = parse.finite_from(comma + 1, min(comma + _CLAUSE_REACH, parse.bounds.stop))
    if verb is None or verb.subject is None:
        return False
    if verb.first == comma + 1 and verb.subject.stop <= cue:
        return True
    if verb.shared or verb.subject.start != comma + 1:
        return False
    return not clause or _in_opener(parse, cue) or _reports_before(parse, verb)


def _participle_cue(parse: Parse, index: int) -> bool:
    """Tell whether a participle that is a likely cue begins at ``index``."""
    verb = parse.verb_at(index)
    if verb is None or verb.form != "ing":
        return False
    return parse.lexicon.reports(verb.lemma, "that", "np") > _LIKELY_PARTICIPLE


def _reports_before(parse: Parse, verb: Verb) -> bool:
    """Tell whether a verb reports what stands before it or the quotation after it."""
    if parse.lexicon.reports(verb.lemma, END) <= _LIKELY_REPORT:
        return False
    stop = verb.stop
    return (
        stop >= parse.body_stop
        or parse.word(stop) in (",", "on", "in", ":")
        or parse.role(stop) == "open"
        or parse.role(stop + 1) == "open"
    )


def _in_opener(parse: Parse, cue: int) -> bool:
    """Tell whether the cue stands in an opening clause (“While he said …, she left”)."""
    first = parse.bounds.start
    first += parse.tag(first) == "CC"
    if parse.tag(first) not in ("IN", "WRB", "VBG", "VBN") or not 0 < cue - first <= _OPENER:
        return False
    return all(parse.word(index) != "," for index in range(first, cue))


def _reports_anew(parse: Parse, index: int) -> bool:
    """Tell whether a fresh act of reporting begins at ``index`` (“but he said …”)."""
    verb = parse.finite_from(index, min(index + _REPORT_REACH, parse.bounds.stop))
    if verb is None:
        return False
    begins = verb.first == index or (verb.subject is not None and verb.subject.start == index)
    return begins and parse.lexicon.reports(verb.lemma, END) > _SURE_REPORT


def _runs_parallel(parse: Parse, index: int, cue: int) -> bool:
    """Tell a second participle from content: “a crowd calling for peace and waving flags”."""
    verb, reporting = parse.verb_at(index), parse.verb_with(cue)
    if verb is None or reporting is None:
        return False
    return verb.form == reporting.form == "ing"


def _takes_up(parse: Parse, index: int, cue: int) -> bool:
    """Tell whether a finite verb at ``index`` carries on a subject from before the cue.

    In “she said he left and called it a day” the last verb belongs to “he”, in “she said he
    is ill and called it a day” to “she”: the tense tells.
    """
    verb = parse.verb_at(index)
    if verb is None or verb.form != "finite" or not verb.shared:
        return False
    return verb.subject is not None and verb.subject.stop <= cue
