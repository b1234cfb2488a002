"""What may stand between a cue and its content: when, where, through which medium."""

from quoteattr.syntax.nounphrases import noun_phrase_from
from quoteattr.text import Parse
from quoteattr.words import LEADING, PERIODS

__all__ = ["is_adverbial", "past_adjuncts", "past_time"]

_ADVERBS = frozenset("recently later earlier then also again once publicly simply".split())
_DAYS = frozenset({"day", "relative"})
_LEADING = LEADING | {"the"}
_PREPOSITIONS = frozenset(
    """about after as at before by during following for from in of on outside over through to
    under via with""".split()
)


def past_time(parse: Parse, index: int) -> int:
    """Return the index after “Monday”, “late last week” or “publicly” at ``index``."""
    while (width := _time_width(parse, index)) > 0:
        index += width
    return index


def _time_width(parse: Parse, index: int) -> int:
    """Return how many tokens the adverb or adverbial of time at ``index`` takes."""
    word, following = parse.word(index), parse.word(index + 1)
    if _is_adverb(parse, index) or (parse.tag(index) == "RB" and word.endswith("ly")):
        return 1
    if word == "on" and _is_adverb(parse, index + 1):
        return 2
    if word in _LEADING and is_adverbial(parse, index + 1):
        return 2
    period = word in _LEADING and following in _LEADING and parse.time(index + 2) in PERIODS
    return 3 if period else 0


def is_adverbial(parse: Parse, index: int) -> bool:
    """Tell whether a word makes a phrase an adverbial of time."""
    return _is_adverb(parse, index) or parse.time(index) in PERIODS


def _is_adverb(parse: Parse, index: int) -> bool:
    day = parse.time(index) in _DAYS and parse.tag(index + 1) != "POS"
    return day or parse.word(index) in _ADVERBS


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
