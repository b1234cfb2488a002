"""The tree of quotation marks: pairs, what each encloses, and which one it lies in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

from attrs import evolve, frozen

from quoteattr.text.marks.carried import carried
from quoteattr.text.marks.contexts import Candidate, candidates
from quoteattr.text.marks.matching import read_marks
from quoteattr.text.sentences import Layout
from quoteattr.text.tokens import Tokens

__all__ = ["MarkPair", "MarkTree", "Role", "find_marks", "paired"]

Role: TypeAlias = Literal["open", "close", ""]


@frozen
class MarkPair:
    """An opening and a closing quotation mark, as token indices.

    ``close`` is None for a mark that is never closed; the pair then ends with its paragraph.
    ``stop`` is the index after the last enclosed token. ``depth`` is 0 for an outermost
    pair, ``parent`` the index in `MarkTree.pairs` of the pair around this one. ``continues``
    is the index of the pair of the paragraph before that this one reopens.

    >>> pair = MarkPair(open=2, close=5, stop=5, depth=0, parent=None, continues=None)
    >>> pair.inner, pair.outer
    (range(3, 5), range(2, 6))
    """

    open: int
    close: int | None
    stop: int
    depth: int
    parent: int | None
    continues: int | None

    @property
    def inner(self) -> range:
        """The enclosed tokens, the marks left out."""
        return range(self.open + 1, self.stop)

    @property
    def outer(self) -> range:
        """The enclosed tokens and the marks."""
        return range(self.open, self.stop if self.close is None else self.close + 1)


@frozen
class MarkTree:
    """The quotation marks of a text.

    ``pairs`` are ordered by their opening marks; two of them are disjoint or one lies in
    the other. ``inside`` holds, per token, the index of the innermost pair around it or at
    whose edge it stands, or -1. ``roles`` holds, per token, "open", "close" or "": an
    apostrophe, a prime, a stray mark or an ordinary word.

    >>> from quoteattr.text import split_sentences
    >>> from quoteattr.text import tokenize
    >>> tokens = tokenize("He said ‘the dogs’ dinner’ twice.")
    >>> tree = find_marks(tokens, split_sentences(tokens))
    >>> [tokens.span(p.inner.start, p.inner.stop).text for p in tree.pairs]
    ['the dogs’ dinner']
    >>> tree.inside
    (-1, -1, 0, 0, 0, 0, 0, 0, -1, -1)
    """

    pairs: tuple[MarkPair, ...]
    inside: tuple[int, ...]
    roles: tuple[Role, ...]

    def around(self, token: int) -> Iterator[MarkPair]:
        """Yield the pairs around a token, the innermost first, those it is a mark of included.

        >>> from quoteattr.text import split_sentences
        >>> from quoteattr.text import tokenize
        >>> tokens = tokenize("“I said ‘no’ to him.”")
        >>> tree = find_marks(tokens, split_sentences(tokens))
        >>> [pair.depth for pair in tree.around(tokens.words.index("no"))]
        [1, 0]
        """
        index: int | None = self.inside[token]
        while index is not None and index >= 0:
            yield self.pairs[index]
            index = self.pairs[index].parent


def find_marks(tokens: Tokens, layout: Layout) -> MarkTree:
    """Find the quotation marks of a text and pair them, paragraph by paragraph.

    Marks of every style are known: “ ” ‘ ’ " ' « » ‹ › „ “ 「 」 ``…'' and more. What style a
    mark has matters little; where it stands, and what the other marks of its paragraph can
    be, decides whether it opens, closes, or is an apostrophe. Any string is good input, and
    the time is linear in its length.

    >>> from quoteattr.text import split_sentences
    >>> from quoteattr.text import tokenize
    >>> tokens = tokenize("'The dogs' owners,' said Jo, 'sang Rock 'n' Roll.'")
    >>> tree = find_marks(tokens, split_sentences(tokens))
    >>> [tokens.span(p.outer.start, p.outer.stop).text for p in tree.pairs]
    ["'The dogs' owners,'", "'sang Rock 'n' Roll.'"]
    """
    return _tree(layout, _readings(tokens, layout))


def paired(tokens: Tokens, layout: Layout) -> tuple[Layout, MarkTree]:
    r"""Find the marks; join the paragraphs that one quotation runs over without a new mark.

    >>> from quoteattr.text import split_sentences
    >>> from quoteattr.text import tokenize
    >>> tokens = tokenize("Lee said: “It rained.\n\nWe left.”\n\nHe coughed.")
    >>> layout, tree = paired(tokens, split_sentences(tokens))
    >>> len(layout.paragraphs), [tokens.span(p.inner.start, p.inner.stop).text for p in tree.pairs]
    (2, ['It rained.\n\nWe left.'])
    """
    readings = _readings(tokens, layout)
    over = list(carried(tokens, layout, readings))
    if not over:
        return layout, _tree(layout, readings)
    layout = layout.with_joined(over)
    return layout, find_marks(tokens, layout)


_Readings: TypeAlias = Sequence[tuple[Sequence[Candidate], Sequence[int]]]


def _readings(tokens: Tokens, layout: Layout) -> _Readings:
    return [(marks, read_marks(marks)) for marks in candidates(tokens, layout)]


def _tree(layout: Layout, readings: _Readings) -> MarkTree:
    count = len(layout.paragraph_of)
    roles: list[Role] = [""] * count
    pairs: list[MarkPair] = []
    left_open = _LeftOpen(-1, {})
    for marks, steps in readings:
        for mark, step in zip(marks, steps, strict=True):
            if step:
                roles[mark.token] = "open" if step > 0 else "close"
        left_open = _pair_up(marks, steps, layout, pairs, left_open)
    inside = [-1] * count
    for index, pair in enumerate(pairs):
        inside[pair.open : pair.outer.stop] = [index] * len(pair.outer)
    return MarkTree(tuple(pairs), tuple(inside), tuple(roles))


@frozen
class _LeftOpen:
    """The pairs that a paragraph leaves open, by depth and glyph."""

    paragraph: int
    pairs: Mapping[tuple[int, str], int]


def _pair_up(
    marks: Sequence[Candidate],
    steps: Sequence[int],
    layout: Layout,
    pairs: list[MarkPair],
    before: _LeftOpen,
) -> _LeftOpen:
    """Append the pairs of one paragraph; return those that stay open."""
    number = layout.paragraph_of[marks[0].token]
    paragraph = layout.paragraphs[number]
    reopened: Mapping[tuple[int, str], int] = {}
    if before.paragraph == number - 1:
        reopened = before.pairs
    initial = paragraph.start
    stack: list[tuple[int, str]] = []
    for mark, step in zip(marks, steps, strict=True):
        for _ in range(step):
            depth, glyph = len(stack), mark.style.glyph
            continues = reopened.get((depth, glyph)) if mark.token == initial else None
            parent = stack[-1][0] if stack else None
            stack.append((len(pairs), glyph))
            pairs.append(MarkPair(mark.token, None, paragraph.stop, depth, parent, continues))
        for _ in range(-step):
            index, _ = stack.pop()
            pairs[index] = evolve(pairs[index], close=mark.token, stop=mark.token)
        initial += mark.token == initial and step > 0
    return _LeftOpen(number, {(depth, glyph): index for depth, (index, glyph) in enumerate(stack)})
