"""A text as the encoder reads it: windows of word pieces with marks of case, quotation and tag."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from attrs import frozen

from quoteattr.encoder.wordpieces import WordPieces
from quoteattr.model import CueType
from quoteattr.text import Parse

__all__ = [
    "CASES",
    "DISTANCES",
    "ENTRIES",
    "LEVELS",
    "LONGEST",
    "QUOTES",
    "TAGS",
    "Sheet",
    "Window",
    "distance_step",
    "paragraphs_of",
    "sheet_of",
    "windows_of",
]

# The weights were learned with these numbers: to change one is to train anew.
#: Lower, capitalised, all in capitals.
CASES = 3
#: Outside of quotations, inside, a mark.
QUOTES = 3
#: The parts of speech in the order of their numbers; 0 stands for any other.
TAGS = (
    *("", "NN", "IN", "NNP", "DT", "JJ", "NNS", ",", ".", "PRP", "RB", "VB", "VBD", "CC", "VBZ"),
    *("TO", "VBN", "VBG", "VBP", "CD", "PRP$", "''", "MD", "``", ":", "POS", "WP", "WDT", "WRB"),
    *("NNPS", "RP", "JJR", "-RRB-", "-LRB-", "JJS", "RBR", "EX", "$", "UH", "RBS", "PDT", "FW"),
    *("WP$", "SYM", "LS", "#"),
)
#: What the lexicon says of a lemma: nothing, or the type that it has as a cue.
ENTRIES = ("", *[kind.value for kind in CueType])
#: Whether a token is the anchor of a cue at any level, and how sure readers are of it.
LEVELS = ("none", "may", "must")
#: So many pieces a window has at most, the two at its ends and those between paragraphs included.
LONGEST = 256

#: Steps of the distance to an anchor: one by one up to 12 tokens, then five by five up to 80.
_NEAR, _COARSE, _FARTHEST = 12, 5, 80
_FAR = _NEAR + 1 + (_FARTHEST - _NEAR) // _COARSE
DISTANCES = 2 * _FAR + 1
#: Marks and apostrophes are read alike, whatever their style.
_MARKS = {"open": "“", "close": "”"}
_APOSTROPHES = str.maketrans("’‘`´‛", "'''''")
_TAG_NUMBERS = {tag: number for number, tag in enumerate(TAGS)}
_ENTRY_NUMBERS = {name: number for number, name in enumerate(ENTRIES)}


@frozen(eq=False)
class Sheet:
    """The tokens of a text in numbers.

    ``pieces`` are the word pieces of each token; ``case``, ``quote``, ``tag`` and ``entry``
    have a number for each token.
    """

    pieces: Sequence[tuple[int, ...]]
    case: Sequence[int]
    quote: Sequence[int]
    tag: Sequence[int]
    entry: Sequence[int]


@frozen
class Window:
    """Paragraphs, or parts of them, that the encoder reads at a time, in ranges of tokens."""

    stretches: tuple[range, ...]

    @property
    def tokens(self) -> range:
        """All its tokens.

        >>> Window((range(2, 5), range(5, 9))).tokens
        range(2, 9)
        """
        return range(self.stretches[0].start, self.stretches[-1].stop)

    def size_in(self, sheet: Sheet) -> int:
        """Return how many pieces it has, those at its start and after paragraphs included."""
        held = self.tokens
        return sum(map(len, sheet.pieces[held.start : held.stop])) + len(self.stretches) + 1


def distance_step(distance: int) -> int:
    """Return the number of the step of a distance in tokens, negative to the left of the cue.

    >>> distance_step(0), distance_step(-80) >= 0, distance_step(80) < DISTANCES
    (26, True, True)
    """
    far = min(abs(distance), _FARTHEST)
    step = far if far <= _NEAR else _NEAR + 1 + (far - _NEAR - 1) // _COARSE
    return _FAR + (step if distance > 0 else -step)


def sheet_of(parse: Parse, pieces: WordPieces) -> Sheet:
    """Put a text into numbers."""
    roles, inside, lexicon = parse.marks.roles, parse.marks.inside, parse.lexicon
    entries: dict[str, int] = {}
    for lemma in parse.lemmas:
        if lemma not in entries:
            entry = lexicon.entry(lemma)
            entries[lemma] = 0 if entry is None else _ENTRY_NUMBERS[entry.type.value]
    return Sheet(
        [
            pieces.of(_MARKS.get(role) or form.translate(_APOSTROPHES))
            for form, role in zip(parse.seen, roles, strict=True)
        ],
        [_case(form) for form in parse.seen],
        [2 if role else int(number >= 0) for role, number in zip(roles, inside, strict=True)],
        [_TAG_NUMBERS.get(tag, 0) for tag in parse.tags],
        [entries[lemma] for lemma in parse.lemmas],
    )


def _case(form: str) -> int:
    if len(form) > 1 and form.isupper():
        return 2
    return int(form[0].isupper())


def windows_of(
    parse: Parse, sheet: Sheet, longest: int = LONGEST, first: int | None = None
) -> Iterator[Window]:
    """Yield windows that hold as many whole paragraphs as go into one.

    A paragraph that does not go into a window is cut between sentences, and a sentence that
    does not anywhere. ``first`` bounds the first window, if it is to be shorter.
    """
    sums = [0, *accumulate(map(len, sheet.pieces))]
    room = (longest if first is None else first) - 1
    held: list[range] = []
    for stretch in _stretches(parse, sums, longest - 2):
        size = sums[stretch.stop] - sums[stretch.start] + 1
        if held and size > room:
            yield Window(tuple(held))
            held, room = [], longest - 1
        held.append(stretch)
        room -= size
    if held:
        yield Window(tuple(held))


def paragraphs_of(parse: Parse, sheet: Sheet, longest: int = LONGEST) -> Iterator[Window]:
    """Yield each paragraph as a window of its own, those that are too long cut."""
    sums = [0, *accumulate(map(len, sheet.pieces))]
    for stretch in _stretches(parse, sums, longest - 2):
        yield Window((stretch,))


def _stretches(parse: Parse, sums: Sequence[int], most: int) -> Iterator[range]:
    """Yield paragraphs, those that are too long cut."""
    sentences, sentence_of = parse.layout.sentences, parse.layout.sentence_of
    for paragraph in parse.layout.paragraphs:
        if sums[paragraph.stop] - sums[paragraph.start] <= most:
            yield paragraph
            continue
        start = stop = paragraph.start
        while stop < paragraph.stop:
            end = sentences[sentence_of[stop]].stop
            if sums[end] - sums[start] > most:
                if stop > start:
                    yield range(start, stop)
                    start = stop
                    continue
                end = stop + 1
                while end < paragraph.stop and sums[end + 1] - sums[start] <= most:
                    end += 1
                yield range(start, end)
                start = end
            stop = end
        if stop > start:
            yield range(start, stop)
