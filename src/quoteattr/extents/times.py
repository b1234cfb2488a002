"""Words of time at the edges of a part: when somebody spoke is neither source nor cue."""

from quoteattr.syntax import names_time
from quoteattr.text import Parse
from quoteattr.words import PERIODS

__all__ = ["ends_in_time", "is_time"]


def is_time(parse: Parse, index: int) -> bool:
    """Tell a word of time, also one that needs something before it: “last week”."""
    return names_time(parse, index) or parse.times[index] in PERIODS


def ends_in_time(parse: Parse, tokens: range) -> bool:
    """Tell the time when somebody spoke by its last word: Monday, last week, 2019."""
    return is_time(parse, tokens[-1]) or parse.words[tokens[-1]].isdigit()
