"""What may stand between a cue and its content: when, where, through which medium."""

from quoteattr.syntax.nounphrases import noun_phrase_from
from quoteattr.text import Parse

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


def past_time(parse: Parse, index: int) -> int:
    """Return the index after “Monday”, “late last week” or “publicly” at ``index``."""
    while (width := _time_width(parse, index)) > 0:
        index += width
    return index


def _time_width(parse: Parse, index: int) -> int:
    """Return how many tokens the adverb or adverbial of time at ``index`` takes."""
    word, following = parse.word(index), parse.word(index + 1)
    if word in _DAYS or (parse.tag(index) == "RB" and word.endswith("ly")):
        return 1
    if (word == "on" and following in _DAYS) or (word in _LEADING and following in TIMES):
        return 2
    if word in _LEADING and following in _LEADING and parse.word(index + 2) in _UNITS:
        return 3
    return 0


def past_adjuncts(parse: Parse, index: int) -> int:
    """Return the index after all adverbials: “Monday”, “on Twitter”, “in a statement”."""
    while True:
        index = past_time(parse, index)
        if parse.tag(index) not in ("IN", "TO") or parse.word(index) not in _PREPOSITIONS:
            return index
        phrase = noun_phrase_from(parse, index + 1)
        if phrase is None:
            return index
        index = _past_region(parse, phrase.stop)


def _past_region(parse: Parse, index: int) -> int:
    """Step over the rest of “in Madison, Wisconsin, that …”."""
    if parse.word(index) != "," or parse.tag(index + 1) != "NNP":
        return index
    region = noun_phrase_from(parse, index + 1)
    if region is None or parse.word(region.stop) != ",":
        return index
    return region.stop + (parse.word(region.stop + 1) == "that")
