"""What may stand between a cue and its content: when, where, through which medium."""

from quoteattr.syntax.clauses import Clauses
from quoteattr.syntax.nounphrases import noun_phrase_from

__all__ = ["TIMES", "past_adjuncts", "past_time"]

_DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday today yesterday tonight recently
    later earlier then also again once publicly simply""".split()
)
_UNITS = frozenset(
    """week month year night day morning afternoon evening weekend fall spring summer
    winter""".split()
)
_LEADING = frozenset("last this earlier late early that the next".split())
_PREPOSITIONS = frozenset(
    """about after as at before by during following for from in of on outside over through to
    under via with""".split()
)

#: Words that make a phrase an adverbial of time.
TIMES = _DAYS | _UNITS


def past_time(view: Clauses, index: int) -> int:
    """Return the index after “Monday”, “late last week” or “publicly” at ``index``."""
    while (width := _time_width(view, index)) > 0:
        index += width
    return index


def _time_width(view: Clauses, index: int) -> int:
    """Return how many tokens the adverb or adverbial of time at ``index`` takes."""
    word, following = view.word(index), view.word(index + 1)
    if word in _DAYS or (view.tag(index) == "RB" and word.endswith("ly")):
        return 1
    if (word == "on" and following in _DAYS) or (word in _LEADING and following in TIMES):
        return 2
    if word in _LEADING and following in _LEADING and view.word(index + 2) in _UNITS:
        return 3
    return 0


def past_adjuncts(view: Clauses, index: int) -> int:
    """Return the index after all adverbials: “Monday”, “on Twitter”, “in a statement”."""
    while True:
        index = past_time(view, index)
        if view.tag(index) not in ("IN", "TO") or view.word(index) not in _PREPOSITIONS:
            return index
        phrase = noun_phrase_from(view.tagged, index + 1, view.sentence.stop)
        if phrase is None:
            return index
        index = _past_region(view, phrase.stop)


def _past_region(view: Clauses, index: int) -> int:
    """Step over the rest of “in Madison, Wisconsin, that …”."""
    if view.word(index) != "," or view.tag(index + 1) != "NNP":
        return index
    region = noun_phrase_from(view.tagged, index + 1, view.sentence.stop)
    if region is None or view.word(region.stop) != ",":
        return index
    return region.stop + (view.word(region.stop + 1) == "that")
