"""How well what was found meets what readers marked: every attribution, at every level.

Readers mark a text independently of each other. What any reader would mark is *must*, what is
borderline *may*; chain, polarity, certainty, entity, addressee and setting are judged on what
was found, where the readers agree. With one reader, that reader counts twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias, get_args

from attrs import field, frozen

from benchmarks.scoring import SAME_CONTENT, Claim, Range, Roles, Words
from quoteattr import Result, Span
from quoteattr.training.corpora.world import paired

__all__ = [
    "FIGURES",
    "PRONOUNS",
    "Figure",
    "Layers",
    "Marked",
    "Scores",
    "Share",
    "layers_of",
    "name_words",
    "pairs",
    "score",
]

Figure: TypeAlias = Literal[
    "recall",
    "precision",
    "quoted",
    "indirect",
    "deep",
    "exact",
    "chain",
    "deep_chain",
    "negative",
    "positive_kept",
    "unsure",
    "sure_kept",
    "entity",
    "entity_near",
    "pronoun",
    "addressee",
    "addressee_extra",
    "setting",
    "setting_extra",
]
FIGURES: tuple[Figure, ...] = get_args(Figure)
PLACES = 4

#: So much closer are two attributions whose cues meet.
_SAME_CUE = 0.1
_MARKS = frozenset('“”"«»‘')
PRONOUNS = frozenset("he she it they who which his her i we".split())
_NAME_WORD = re.compile(r"\w+")
#: “The Court of Session” and “Court of Session” are one name.
_NO_NAME = frozenset(("the", "a", "an", "of"))


@frozen
class Layers:
    """All that is told of an attribution; offsets count code points.

    ``sources`` is the chain, the outermost first; ``setting`` is time, place and medium.
    """

    claim: Claim
    sources: tuple[Range, ...] = ()
    polarity: str = "positive"
    certainty: str = "asserted"
    entity: str | None = None
    addressee: Range | None = None
    setting: tuple[Range | None, Range | None, Range | None] = (None, None, None)


@frozen
class Marked(Layers):
    """What a reader marked, and whether any reader would."""

    must: bool = True


@frozen
class Share:
    """How many were right, of how many.

    >>> Share(3, 4) + Share(0, 2)
    Share(right=3, of=6)
    >>> print(Share(3, 6))
    0.5000      3 of 6
    """

    right: int = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    @property
    def value(self) -> float:
        """The share as a number, 0 where there is nothing to share."""
        return self.right / self.of if self.of else 0.0

    def __str__(self) -> str:
        value = f"{self.value:.{PLACES}f}" if self.of else "–"
        return f"{value:>6}{self.right:7} of {self.of}"


@frozen
class Scores:
    """The figures of one article or more; those of several can be added.

    >>> scores = Scores({"recall": Share(1, 2)}) + Scores({"recall": Share(2, 2)})
    >>> scores["recall"], scores["chain"]
    (Share(right=3, of=4), Share(right=0, of=0))
    """

    shares: Mapping[Figure, Share] = field(factory=dict[Figure, Share])

    def __getitem__(self, figure: Figure) -> Share:
        return self.shares.get(figure, Share())

    def __add__(self, other: Scores) -> Scores:
        return Scores({figure: self[figure] + other[figure] for figure in FIGURES})

    @property
    def f(self) -> float:
        """The harmonic mean of recall and precision, as anyone gets it from what is printed.

        >>> Scores({"recall": Share(1, 2), "precision": Share(1, 3)}).f
        0.4
        """
        recall, precision = (round(self[one].value, PLACES) for one in ("recall", "precision"))
        both = recall + precision
        return round(2 * recall * precision / both, PLACES) if both else 0.0

    def table(self) -> str:
        """All figures, a line each."""
        lines = [f"{figure:16}{self[figure]}" for figure in FIGURES]
        lines.insert(FIGURES.index("precision") + 1, f"{'f':16}{self.f:.{PLACES}f}")
        return "\n".join(lines)


def layers_of(result: Result) -> list[Layers]:
    """Return all that was found in a text, in the form of what readers mark.

    >>> from quoteattr import attribute
    >>> (one,) = layers_of(attribute("Ann Lee told Bo that it rained."))
    >>> one.claim
    Claim(source=((0, 7),), cue=((8, 12),), content=((16, 30),))
    >>> one.sources, one.entity, one.addressee
    (((0, 7),), 'Ann Lee', (13, 15))
    """
    names = {entity.id: entity.name for entity in result.entities}
    return [
        Layers(
            claim=Claim(
                source=(_range(one.speaker.span),) if one.speaker else (),
                # A reader marks a cue as one piece.
                cue=((one.cue.start, one.cue.end),) if one.cue else (),
                content=tuple([_range(span) for span in one.content]),
            ),
            sources=tuple([_range(source.span) for source in one.sources]),
            polarity=one.polarity.value,
            certainty=one.certainty.value,
            entity=names.get(one.speaker.entity) if one.speaker and one.speaker.entity else None,
            addressee=_range(one.addressee.span) if one.addressee else None,
            setting=(
                _maybe(one.setting.time),
                _maybe(one.setting.place),
                _maybe(one.setting.medium),
            ),
        )
        for one in result
    ]


def _range(span: Span) -> Range:
    return span.start, span.end


def _maybe(span: Span | None) -> Range | None:
    return None if span is None else _range(span)


@frozen
class _Worded:
    """An attribution as sets of words."""

    roles: Roles
    chain: tuple[frozenset[int], ...]
    polarity: str
    certainty: str
    entity: frozenset[str]
    addressee: frozenset[int]
    setting: tuple[frozenset[int], ...]

    @classmethod
    def of(cls, layers: Layers, words: Words) -> _Worded:
        """Read the words of what is told of an attribution."""
        return cls(
            Roles.of(layers.claim, words),
            tuple([words.inside([source]) for source in layers.sources]),
            layers.polarity,
            layers.certainty,
            name_words(layers.entity),
            _inside(layers.addressee, words),
            tuple([_inside(part, words) for part in layers.setting]),
        )

    def likeness(self, other: _Worded) -> float:
        """Return how alike two attributions are, 0 where they are not the same."""
        both = len(self.roles.content | other.roles.content)
        shared = len(self.roles.content & other.roles.content) / both if both else 0.0
        if shared < SAME_CONTENT or not self.roles.names_source_of(other.roles):
            return 0.0
        return shared + _SAME_CUE * bool(self.roles.cue & other.roles.cue)


def name_words(name: str | None) -> frozenset[str]:
    """Return the words of a name that tell it from others, in small letters.

    >>> sorted(name_words("The Court of Session")), name_words(None)
    (['court', 'session'], frozenset())
    """
    return frozenset(_NAME_WORD.findall((name or "").lower())) - _NO_NAME


def pairs(text: str, found: Sequence[Layers], marked: Sequence[Layers]) -> dict[int, int]:
    """Pair attributions one to one, as `score` does: the number of each with that of the other.

    >>> one = Layers(Claim(((0, 3),), ((4, 8),), ((9, 18),)))
    >>> pairs("Lee said it rained.", [one], [one])
    {0: 0}
    """
    words = Words.of(text)
    ours, theirs = ([_Worded.of(one, words) for one in side] for side in (found, marked))
    return paired(ours, theirs, _Worded.likeness)


def _inside(part: Range | None, words: Words) -> frozenset[int]:
    return frozenset() if part is None else words.inside([part])


#: A figure, and whether what counts for it is right.
_Verdict: TypeAlias = tuple[Figure, bool]


def score(text: str, readers: Sequence[Sequence[Marked]], found: Sequence[Layers]) -> Scores:
    """Compare what was found in an article with what its readers marked.

    Attributions are paired one to one, the most alike first: contents share half of their words
    and sources a word, or both have none. The names of the figures:

    - ``recall``: of what both readers have and one calls must, what was found; ``quoted`` of it
      has quotation marks in its content, ``indirect`` none, ``deep`` more than one source.
    - ``precision``: of what was found, what at least one reader has, must or may.
    - ``exact``: content and source are the very words of one of the readers.
    - ``chain``: all sources are right, in order; ``deep_chain``: where there is more than one.
    - ``negative``, ``unsure`` (hedged or hypothetical): of those so marked, those so found;
      ``positive_kept``, ``sure_kept``: the same of all others.
    - ``entity``: the name is that of a reader; ``entity_near``: shares a word with it;
      ``pronoun``: ``entity_near`` where the source is a pronoun.
    - ``addressee``, ``setting`` (time, place, medium): of those marked, those met;
      ``addressee_extra``, ``setting_extra``: invented where readers marked none.

    >>> marked = Marked(Claim(((0, 3),), ((4, 8),), ((9, 18),)), sources=((0, 3),))
    >>> print(score("Lee said it rained.", [[marked]], [marked]).table().splitlines()[0])
    recall          1.0000      1 of 1
    """
    shares = dict.fromkeys(FIGURES, Share())
    for figure, right in _verdicts(text, readers, found):
        shares[figure] += Share(int(right), 1)
    return Scores(shares)


def _verdicts(
    text: str, readers: Sequence[Sequence[Marked]], found: Sequence[Layers]
) -> Iterator[_Verdict]:
    words = Words.of(text)
    first, second = readers[0], readers[-1]
    ours, one, two = [
        [_Worded.of(layers, words) for layers in side] for side in (found, first, second)
    ]
    of_one, of_two = paired(ours, one, _Worded.likeness), paired(ours, two, _Worded.likeness)
    for own in range(len(ours)):
        yield "precision", own in of_one or own in of_two
    ours_of_one = {their: own for own, their in of_one.items()}
    ours_of_two = {their: own for own, their in of_two.items()}
    for left, right in paired(one, two, _Worded.likeness).items():
        if not (first[left].must or second[right].must):
            continue
        met = ours_of_one.get(left, ours_of_two.get(right))
        agreed = _Agreed(text, first[left].claim, one[left], two[right])
        for figure in agreed.recalls():
            yield figure, met is not None
        if met is not None:
            yield from agreed.judged(ours[met])


@frozen
class _Agreed:
    """What both readers have, and where the first of them marked it."""

    text: str
    claim: Claim
    one: _Worded
    two: _Worded

    def recalls(self) -> Iterator[Figure]:
        """Yield the figures that tell whether it was found."""
        yield "recall"
        content = "".join([self.text[start:end] for start, end in self.claim.content])
        yield "indirect" if _MARKS.isdisjoint(content) else "quoted"
        if len(self.one.chain) > 1 and len(self.two.chain) > 1:
            yield "deep"

    def judged(self, found: _Worded) -> Iterator[_Verdict]:
        """Judge every layer of what was found for it, if the readers agree about the layer."""
        yield "exact", self._is_exact(found.roles)
        yield from self._chain(found)
        yield from self._polarity(found)
        yield from self._certainty(found)
        yield from self._entity(found)
        yield from self._circumstances(found)

    def _is_exact(self, found: Roles) -> bool:
        one, two = self.one.roles, self.two.roles
        return found.content in (one.content, two.content) and found.source in (
            one.source,
            two.source,
        )

    def _chain(self, found: _Worded) -> Iterator[_Verdict]:
        if len(self.one.chain) != len(self.two.chain):
            return
        right = len(found.chain) == len(self.one.chain) and all(
            own & (one | two)
            for own, one, two in zip(found.chain, self.one.chain, self.two.chain, strict=True)
        )
        yield "chain", right
        if len(self.one.chain) > 1:
            yield "deep_chain", right

    def _polarity(self, found: _Worded) -> Iterator[_Verdict]:
        if self.one.polarity != self.two.polarity:
            return
        figure: Figure = "negative" if self.one.polarity == "negative" else "positive_kept"
        yield figure, found.polarity == self.one.polarity

    def _certainty(self, found: _Worded) -> Iterator[_Verdict]:
        if self.one.certainty != self.two.certainty:
            return
        sure = self.one.certainty == "asserted"
        figure: Figure = "sure_kept" if sure else "unsure"
        yield figure, (found.certainty == "asserted") is sure

    def _entity(self, found: _Worded) -> Iterator[_Verdict]:
        if not self.one.entity & self.two.entity:
            return
        near = bool(found.entity & (self.one.entity | self.two.entity))
        yield "entity", found.entity in (self.one.entity, self.two.entity)
        yield "entity_near", near
        source = " ".join([self.text[start:end] for start, end in self.claim.source])
        if source.lower() in PRONOUNS:
            yield "pronoun", near

    def _circumstances(self, found: _Worded) -> Iterator[_Verdict]:
        yield from _met("addressee", self.one.addressee, self.two.addressee, found.addressee)
        for one, two, own in zip(self.one.setting, self.two.setting, found.setting, strict=True):
            yield from _met("setting", one, two, own)


def _met(
    figure: Literal["addressee", "setting"],
    one: frozenset[int],
    two: frozenset[int],
    own: frozenset[int],
) -> Iterator[_Verdict]:
    """Judge words that both readers marked, or that neither did."""
    if one and two:
        yield figure, bool(own & (one | two))
    elif not one and not two:
        extra: Figure = "addressee_extra" if figure == "addressee" else "setting_extra"
        yield extra, bool(own)
