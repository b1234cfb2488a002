"""What a mark's surroundings say: does it open, does it close, or is it an apostrophe?

Each reading of a mark gets a cost in hundredths; 0 is what a typesetter would do, 800 is
what nobody does on purpose. `matching` looks for the cheapest reading of a paragraph.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from attrs import frozen

from quoteattr.text.marks.apostrophes import inch_costs, single_costs
from quoteattr.text.marks.places import Costs, Kind, Place, kind_of
from quoteattr.text.marks.styles import NEVER, MarkStyle, mark_styles
from quoteattr.text.sentences import Layout
from quoteattr.text.tokens import Tokens

__all__ = ["Candidate", "candidates"]

# Rows: what stands before the mark; columns: what stands after it.
#             space letter digit opener stop dash
_OPENING = (
    (300, 0, 0, 0, 200, 100),
    (800, 400, 400, 400, 800, 600),
    (800, 400, 400, 400, 800, 600),
    (300, 0, 0, 0, 200, 100),
    (700, 200, 300, 200, 500, 500),
    (500, 0, 50, 0, 300, 200),
)
_CLOSING = (
    (300, 700, 700, 700, 200, 400),
    (0, 400, 400, 200, 0, 0),
    (0, 400, 400, 200, 0, 0),
    (400, 800, 800, 800, 400, 400),
    (0, 200, 200, 100, 0, 0),
    (30, 400, 400, 400, 0, 100),
)
_STRAY = 800
_AGAIN = 100

# French sets spaces inside the marks: « Oui ».
_BESIDE_A_SPACE = 300
_FRENCH_SPACE = 150


@frozen
class Candidate:
    """A token that may be a quotation mark, and what each reading of it costs.

    ``unclosed`` is added if it opens a quotation that its paragraph does not close, ``again`` is
    the cost of going on with the quotation that is open: “It was late. “We had to leave.”
    ``rescue`` is a second family that it may close, for a high price: in ''Don't say 'no'''
    the marks at the end are cut in the wrong place.
    """

    token: int
    style: MarkStyle
    costs: Costs
    unclosed: int
    again: int
    rescue: str


def candidates(tokens: Tokens, layout: Layout) -> list[list[Candidate]]:
    """Return, for each paragraph that has any, the tokens that may be quotation marks.

    >>> from quoteattr.text import split_sentences
    >>> from quoteattr.text import tokenize
    >>> tokens = tokenize("Rock ’n’ roll. “Hi!” It is 5″ long.")
    >>> [[each.token for each in some] for some in candidates(tokens, split_sentences(tokens))]
    [[1, 3, 6, 9, 13]]
    """
    styles = mark_styles()
    found = [index for index, word in enumerate(tokens.words) if word in styles]
    paragraphs: list[list[Candidate]] = []
    for _, group in groupby(found, layout.paragraph_of.__getitem__):
        if kept := _without_markup(tokens, group):
            places = _places(tokens, kept)
            paragraphs.append([_candidate(tokens, layout, place) for place in places])
    return paragraphs


def _without_markup(tokens: Tokens, found: Iterable[int]) -> list[int]:
    """Drop mojibake (â€“) and the marks around attributes of mark-up (id="5")."""
    text, starts, words = tokens.text, tokens.starts, tokens.words
    kept: list[int] = []
    attribute = ""
    for index in found:
        before = text[max(0, starts[index] - 2) : starts[index]]
        if words[index] == attribute:
            attribute = ""
        elif before[-1:] == "=":
            attribute = words[index]
        elif before != "â€":
            kept.append(index)
    return kept


def _places(tokens: Tokens, found: Sequence[int]) -> list[Place]:
    """Look at both sides of the marks of one paragraph; of touching marks, beyond them all."""
    text, starts, ends = tokens.text, tokens.starts, tokens.ends
    touches = [starts[after] == ends[index] for index, after in pairwise(found)] + [False]
    right = Kind.SPACE
    rights: list[Kind] = []
    for index, touching in zip(reversed(found), reversed(touches), strict=True):
        right = right if touching else kind_of(text[ends[index] : ends[index] + 1])
        rights.append(right)
    before, left, touched = found[0], Kind.SPACE, False
    places: list[Place] = []
    for index, touching in zip(found, touches, strict=True):
        if not touched:
            left = kind_of(text[starts[index] - 1] if starts[index] else "")
        places.append(Place(index, index - before, left, rights.pop(), touched, touching))
        before, touched = index, touching
    return places


def _candidate(tokens: Tokens, layout: Layout, place: Place) -> Candidate:
    style = mark_styles()[tokens.words[place.token]]
    costs = Costs(_OPENING[place.left][place.right], _CLOSING[place.left][place.right], _STRAY)
    rescue = ""
    if style.family == "single":
        costs = single_costs(tokens, place, costs)
        if place.touches_left and len(tokens.words[place.token - 1]) == 2:
            rescue = "double"
    elif style.family == "double":
        costs = inch_costs(tokens, place, costs)
        if len(style.glyph) == 2:
            rescue = "single"
    elif style.family in ("corner", "white"):
        costs = Costs(0, 0, _STRAY)
    else:
        costs = Costs(_french(costs.opening), _french(costs.closing), _STRAY)
    costs = costs._replace(opening=min(NEVER, costs.opening + style.opening))
    unclosed, again = _unclosed(tokens, layout, place, style), _again(tokens, place, costs)
    return Candidate(place.token, style, costs, unclosed, again, rescue)


def _again(tokens: Tokens, place: Place, costs: Costs) -> int:
    """Weigh that a mark at the start of a sentence goes on with a quotation that nobody closed."""
    begins = place.token > 0 and tokens.words[place.token - 1][-1] in ".!?"
    return _AGAIN if begins and costs.opening <= _AGAIN else NEVER


def _french(cost: int) -> int:
    return min(cost, _FRENCH_SPACE) if cost <= _BESIDE_A_SPACE else cost


def _unclosed(tokens: Tokens, layout: Layout, place: Place, style: MarkStyle) -> int:
    """Weigh that a quotation is not closed; often so if the next paragraph reopens it."""
    styles, words = mark_styles(), tokens.words
    number = layout.paragraph_of[place.token]
    start = layout.paragraphs[number].start
    initial = place.token == start or (place.token == start + 1 and words[start] in styles)
    reopened = False
    if number + 1 < len(layout.paragraphs):
        following = styles.get(words[layout.paragraphs[number + 1].start])
        reopened = following is not None and following.family == style.family
    if initial:
        return 50 if reopened else 200
    # A single mark after “He said:” is a quotation mark, closed or not.
    introduced = place.token > start and words[place.token - 1] in (":", ",")
    price = 600 if style.family == "single" and not introduced else 400
    return price // 2 if reopened else price
