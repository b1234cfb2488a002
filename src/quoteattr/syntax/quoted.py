"""What stands between two quotation marks: an utterance, a title, a term, a name."""

from collections.abc import Sequence

from quoteattr.text import MarkPair, Parse

__all__ = [
    "is_name_like",
    "is_nickname",
    "is_sentence",
    "is_term",
    "is_utterance",
    "last_quoted",
    "title_words",
]

_SMALL = frozenset(
    "a an the and or but of in on at to for from with by as is vs. vs nor into your my".split()
)
_STOPS = frozenset({",", ".", "!", "?"})
#: A quotation farther from mark to mark is hardly a mere word or two: “a very big mistake”.
_WORDS = 5
#: A term that ends a subject is no farther from mark to mark: the so-called “leak” showed …
_TERM = 6


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


def is_utterance(parse: Parse, close: int) -> bool:
    """Tell quoted speech (“… go,”) from a quoted word: its end is punctuated, or it is long.

    The quotation is the one whose closing mark stands at ``close``.
    """
    return close - parse.pair(close).open > _WORDS or last_quoted(parse, close) in ",.!?…—-"


def is_sentence(parse: Parse, pair: MarkPair) -> bool:
    """Tell a quotation that is closed after a full stop or the like."""
    return pair.close is not None and parse.forms[pair.stop - 1][-1] in ".!?…"


def is_name_like(parse: Parse, pair: MarkPair) -> bool:
    """Tell sings “Harvest Home” from said “no”: several capitals alone, and no stop inside."""
    inner = pair.inner
    return len(inner) > 1 and all(parse.forms[at][0].isupper() for at in inner)


def is_term(parse: Parse, close: int) -> bool:
    """Tell a few words of their own, as in the so-called “leak”, from speech.

    The quotation is the one whose closing mark stands at ``close``.
    """
    return close - parse.pair(close).open <= _TERM and parse.forms[close - 1] not in _STOPS


def is_nickname(parse: Parse, mark: int) -> bool:
    """Tell whether the mark at ``mark`` opens a nickname inside a name: Ann “Red” Lee."""
    tags, surname = parse.tags, mark + 3
    return (
        mark > 0
        and surname < len(tags)
        and tags[mark - 1] == "NNP"
        and tags[mark + 2] == "''"
        and tags[surname][:2] == "NN"
        and parse.forms[surname][0].isupper()
    )
