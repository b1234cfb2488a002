"""Words of time as the edges of a part ask for them."""

from quoteattr.syntax import TIME_WORDS
from quoteattr.text import Parse

__all__ = ["ends_in_time", "is_time", "names_time"]

_PERIODS = frozenset("day week month year morning afternoon evening night weekend".split())


def names_time(parse: Parse, index: int) -> bool:
    """Tell a word that names a time by itself: “Monday”, “yesterday”."""
    return parse.words[index] in TIME_WORDS


def is_time(parse: Parse, index: int) -> bool:
    """Tell a word of time, also one that needs something before it: “last week”."""
    return names_time(parse, index) or parse.words[index] in _PERIODS


def ends_in_time(parse: Parse, tokens: range) -> bool:
    """Tell the time when somebody spoke by its last word: Monday, last week, 2019."""
    return is_time(parse, tokens[-1]) or parse.words[tokens[-1]].isdigit()
