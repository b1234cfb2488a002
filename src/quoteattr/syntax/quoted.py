"""What stands between two quotation marks: an utterance, a title, a term, a name."""

from collections.abc import Sequence

from quoteattr.text import MarkPair, Parse

__all__ = [
    "is_name_like",
    "is_nickname",
    "is_sentence",
    "is_term",
    "is_utterance",
    "is_work",
    "last_quoted",
    "stands_alone",
    "title_words",
]

_SMALL = frozenset(
    "a an the and or but of in on at to for from with by as is vs. vs nor into your my".split()
)
_STOPS = frozenset({",", ".", "!", "?"})
_ENDS = frozenset({"!", "?", ".", "...", "…"})
#: A quotation farther from mark to mark is hardly a mere word or two: “a very big mistake”.
_WORDS = 5
#: A term that ends a subject is no farther from mark to mark: the so-called “leak” showed …
_TERM = 6
#: “Red” and “Big Red” are nicknames.
_NICKNAME = 2
#: Fewer words between marks without a full stop are a term, where no verb tells.
_FEWEST_WORDS = 3
#: So many words between marks are an utterance, whatever stands after them.
_UTTERANCE = 8
#: What may stand before a quotation that goes on: “Then, “…””.
_RESUMING = frozenset("again and but finally indeed instead later rather so still then".split())
_STAGED = frozenset({"in", "on"})


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
    """Tell a quotation, such as “We left.”, that begins with a capital and ends with a stop."""
    inner = [parse.forms[at] for at in pair.inner]
    return bool(inner) and inner[0][0].isupper() and inner[-1] in _ENDS


def is_name_like(parse: Parse, pair: MarkPair) -> bool:
    """Tell sings “Harvest Home” from said “no”: several capitals alone, and no stop inside."""
    inner = pair.inner
    return len(inner) > 1 and all(parse.forms[at][0].isupper() for at in inner)


def is_term(parse: Parse, close: int) -> bool:
    """Tell a few words of their own, as in the so-called “leak”, from speech.

    The quotation is the one whose closing mark stands at ``close``.
    """
    return close - parse.pair(close).open <= _TERM and parse.forms[close - 1] not in _STOPS


def is_nickname(parse: Parse, pair: MarkPair) -> bool:
    """Tell a nickname inside a name: Ann “Red” Lee."""
    tags, outer, paragraph = parse.tags, pair.outer, parse.paragraph(pair.open)
    around = outer.start - 1 in paragraph and outer.stop in paragraph
    if len(pair.inner) > _NICKNAME or not around:
        return False
    before = parse.words[outer.start - 1]
    named = tags[outer.start - 1] == "NNP" or before in parse.lexicon.names
    return named and tags[outer.stop][:2] == "NN" and parse.forms[outer.stop].istitle()


def is_work(parse: Parse, pair: MarkPair) -> bool:
    """Tell the title of a programme or a work in which somebody speaks: on CNN’s “The Lead”."""
    if pair.open == 0 or not title_words(parse.forms, pair):
        return False
    before = pair.open - 1
    return parse.words[before] in _STAGED or parse.tags[before] in ("POS", "NNP")


def stands_alone(parse: Parse, said: range) -> bool:
    """Tell a quotation that is a sentence of its own, as speech is that no verb reports.

    ``said`` starts with the opening mark, and ends after the closing one.
    """
    forms, pair = parse.forms, parse.pair(said.start)
    length, last = len(pair.inner), forms[pair.stop - 1][-1]
    sentence = parse.sentence(pair.open)
    brief = length < _FEWEST_WORDS and last not in ".!?"
    if brief or length == 0 or pair.open - sentence.start > 2:
        return False
    if forms[pair.open - 1] == "," and pair.open > sentence.start:
        return parse.words[sentence.start] in _RESUMING
    if pair.close is None or length >= _UTTERANCE:
        return True
    paragraph = parse.paragraph(pair.open)
    after = forms[said.stop] if said.stop < paragraph.stop else "."
    return last in ".!?…—-," or after[-1] in ".!?"
