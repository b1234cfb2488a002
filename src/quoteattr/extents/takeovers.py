"""Where a reported content gives way to the words of the writer, or of another source."""

from quoteattr.syntax import NOUNS, Clauses
from quoteattr.words import DASHES

__all__ = ["comma_ends", "takes_over"]

_PARTICIPLES = frozenset(
    """according accusing acknowledging adding admitting alleging arguing asking asserting blaming
    calling citing claiming conceding criticizing declaring describing explaining insisting joking
    noting pledging praising predicting promising quoting recalling referring saying stressing
    suggesting telling tweeting urging vowing warning writing""".split()
)
_LOOSE = frozenset("after before when while during following because amid despite as".split())
_CONTRAST = frozenset("but while although though whereas".split())
_RELATIVES = frozenset("who which whose where".split())
_NEW_PHRASE = frozenset({"VBG", "RB", "IN", "WRB", "PRP", "WP", "VBN", "DT"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_VERBS = _FINITE | {"MD", "VBN"}
_CLAUSE_STARTS = frozenset({"CC", ",", "WDT", "WP", ":", "``", "''", "IN", "TO", "RB"})
_NEAR = 8
_FAR = 14
_OPENER = 15
_SIMILE = 12


def takes_over(view: Clauses, index: int, cue: int, *, clause: bool) -> bool:
    """Tell whether content ends before the token at ``index``.

    ``cue`` is the index of the reporting word. A reported ``clause`` holds more than a noun
    phrase or an infinitive does: loose adjuncts and relative clauses stay with it.
    """
    word, tag = view.word(index), view.tag(index)
    if tag in _VERBS and _main_verb(view, index, cue):
        return True
    if word in (",", "(") or tag == "-LRB-":
        return comma_ends(view, index, cue, clause=clause)
    if word == ";":
        return True
    if word in DASHES:
        return (
            not clause
            or view.tag(index + 1) == "CC"
            or (_in_opener(view, cue) and comma_ends(view, index, cue, clause=clause))
        )
    if tag == "CC":
        return word in ("and", "but") and (
            _takes_up(view, index + 1, cue) or _runs_parallel(view, index + 1, cue)
        )
    if not clause and word in _LOOSE and tag in ("IN", "WRB", "VBG"):
        return word != "as" or index >= cue + _SIMILE
    return False


def _main_verb(view: Clauses, index: int, cue: int) -> bool:
    """Tell whether the verb at ``index`` is the one that a cue inside its subject waits for.

    In “her claim that it sank persuaded nobody” and “the men who say they fled were seen”
    what is reported ends where a second verb without a subject of its own begins.
    """
    number = view.group_at(index)
    if number is None or not _in_subject(view, cue):
        return False
    subject = view.own(number)
    if subject is not None:
        return subject.start <= cue
    before = view.tag(index - 1)
    if before == "EX" or (view.groups[number].form == "participle" and before in NOUNS):
        return False
    return view.finite_from(cue + 1, index) is not None and before not in _CLAUSE_STARTS


def _in_subject(view: Clauses, cue: int) -> bool:
    """Tell whether the main verb of a clause has still to follow the cue."""
    number = view.group_with(cue)
    if number is None:
        return view.finite_from(view.sentence.start, cue) is None
    subject = view.subjects[number]
    if view.groups[number].form == "ing":
        return view.word(view.groups[number].first - 1) != "," and (
            view.finite_from(view.sentence.start, cue) is None
        )
    return subject is not None and view.tag(subject.start) in ("WP", "WDT")


def comma_ends(view: Clauses, comma: int, cue: int, *, clause: bool) -> bool:
    """Tell whether content ends at the comma (or bracket, or dash) at index ``comma``."""
    following = view.word(comma + 1)
    if following in _PARTICIPLES or _participle_cue(view, comma + 1):
        return True
    if following in _RELATIVES:
        return not clause
    if following in ("and", "but") and _takes_up(view, comma + 2, cue):
        return True
    if following in _CONTRAST:
        return _contrast_ends(view, comma, clause=clause)
    if following == "and":
        goes_on = not clause and view.tag(comma + 2)[:2] in ("VB", "MD", "PR")
        return goes_on or _reports_anew(view, comma + 2)
    if _clause_ends(view, comma, cue, clause=clause):
        return True
    if view.role(comma + 1) == "open" or view.role(comma + 2) == "open":
        return False
    return not clause and view.tag(comma + 1) in _NEW_PHRASE


def _contrast_ends(view: Clauses, comma: int, *, clause: bool) -> bool:
    """Decide at “, but”, “, while” and their like."""
    return (
        not clause
        or view.word(comma + 1) in ("while", "whereas")
        or view.tag(comma + 2) in _FINITE
        or _reports_anew(view, comma + 2)
    )


def _clause_ends(view: Clauses, comma: int, cue: int, *, clause: bool) -> bool:
    """Tell whether the clause after a comma is the writer's or another source's."""
    number = view.finite_from(comma + 1, min(comma + _FAR, view.sentence.stop))
    if number is None:
        return False
    subject = view.subjects[number]
    if subject is None:
        return False
    if view.groups[number].first == comma + 1 and subject.stop <= cue:
        return True
    if view.shared[number] or subject.start != comma + 1:
        return False
    return not clause or _in_opener(view, cue) or _reports_before(view, number)


def _participle_cue(view: Clauses, index: int) -> bool:
    """Tell whether a participle that is a likely cue begins at ``index``."""
    number = view.group_at(index)
    if number is None or view.groups[number].form != "ing":
        return False
    entry = view.entry(number)
    return entry is not None and max(entry.share("that"), entry.share("np")) > 0.6


def _reports_before(view: Clauses, number: int) -> bool:
    """Tell whether a verb reports what stands before it or the quotation after it."""
    entry = view.entry(number)
    if entry is None or entry.share("end") <= 0.5:
        return False
    stop = view.groups[number].stop
    return (
        stop >= view.body_stop
        or view.word(stop) in (",", "on", "in", ":")
        or view.role(stop) == "open"
        or view.role(stop + 1) == "open"
    )


def _in_opener(view: Clauses, cue: int) -> bool:
    """Tell whether the cue stands in an opening clause (“While he said …, she left”)."""
    first = view.sentence.start
    first += view.tag(first) == "CC"
    if view.tag(first) not in ("IN", "WRB", "VBG", "VBN") or not 0 < cue - first <= _OPENER:
        return False
    return all(view.word(index) != "," for index in range(first, cue))


def _reports_anew(view: Clauses, index: int) -> bool:
    """Tell whether a fresh act of reporting begins at ``index`` (“but he said …”)."""
    number = view.finite_from(index, min(index + _NEAR, view.sentence.stop))
    if number is None:
        return False
    entry, subject = view.entry(number), view.subjects[number]
    begins = view.groups[number].first == index or (subject is not None and subject.start == index)
    return begins and entry is not None and entry.share("end") > 0.75


def _runs_parallel(view: Clauses, index: int, cue: int) -> bool:
    """Tell a second participle from content: “a crowd calling for peace and waving flags”."""
    number, reporting = view.group_at(index), view.group_with(cue)
    if number is None or reporting is None:
        return False
    return view.groups[number].form == view.groups[reporting].form == "ing"


def _takes_up(view: Clauses, index: int, cue: int) -> bool:
    """Tell whether a finite verb at ``index`` carries on a subject from before the cue.

    In “she said he left and called it a day” the last verb belongs to “he”, in “she said he
    is ill and called it a day” to “she”: the tense tells.
    """
    number = view.group_at(index)
    if number is None or view.groups[number].form != "finite" or not view.shared[number]:
        return False
    subject = view.subjects[number]
    return subject is not None and subject.stop <= cue
