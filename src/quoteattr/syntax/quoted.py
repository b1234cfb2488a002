"""Quotation marks around what is written as a title."""

from collections.abc import Sequence

from quoteattr.text import MarkPair, Parse

__all__ = ["last_quoted", "title_words"]

_SMALL = frozenset(
    "a an the and or but of in on at to for from with by as is vs. vs nor into your my".split()
)


def title_words(words: Sequence[str], pair: MarkPair) -> list[str]:
    """Return the words between two marks if they are written as in a title, else none.

    ``words`` are all tokens of the text; punctuation and what an apostrophe begins is left out.

    >>> pair = MarkPair(open=1, close=6, stop=6, depth=0, parent=None, continues=None)
    >>> title_words("saw “ The Art of War ” twice".split(), pair)
    ['The', 'Art', 'of', 'War']
    >>> title_words("said “ We left him alone ” twice".split(), pair)
    []
    """
    inner = [words[at] for at in pair.inner if words[at][0].isalnum()]
    headed = inner[:1] and inner[0][0].isupper() and all(map(_is_high, inner))
    return inner if headed else []


def _is_high(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word in _SMALL


def last_quoted(parse: Parse, close: int) -> str:
    """Return the last character before a closing mark, inner closing marks aside."""
    while close > 1 and parse.marks.roles[close - 1] == "close":
        close -= 1
    return parse.forms[close - 1][-1]
