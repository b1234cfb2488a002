"""How well predicted claims match annotated ones.

Every figure counts word tokens, so that a misplaced comma costs nothing. A claim has three
roles, each a set of spans: its source, its cue and its content.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from attrs import evolve, field, frozen

Range = tuple[int, int]
Role = Literal["source", "cue", "content"]

ROLES: tuple[Role, ...] = ("source", "cue", "content")
WORD = re.compile(r"\w+(?:['’\-]\w+)*")
QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
SAME_CONTENT = 0.5
DIRECT_SHARE = 0.9
SHORTEST_QUOTATION = 3


@frozen
class Claim:
    """Who is said to have said what: half-open ranges of code points for each role."""

    source: tuple[Range, ...] = ()
    cue: tuple[Range, ...] = ()
    content: tuple[Range, ...] = ()


@frozen
class Tally:
    """How many were right, of how many predicted, of how many there are.

    >>> Tally(right=3, predicted=4, gold=6).f1
    0.6
    """

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.right + other.right, self.predicted + other.predicted, self.gold + other.gold
        )

    @property
    def precision(self) -> float:
        """The share of what was predicted that is right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.predicted + self.gold
        return 2 * self.right / total if total else 0.0


@frozen
class Words:
    """The word tokens of a text, to turn ranges of code points into sets of words.

    >>> sorted(Words.of("She didn't say so, he said.").inside([(4, 17)]))
    [1, 2, 3]
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Words:
        """Find the words of ``text``."""
        spans = [match.span() for match in WORD.finditer(text)]
        return cls(tuple(start for start, _ in spans), tuple(end for _, end in spans))

    def inside(self, ranges: Iterable[Range]) -> frozenset[int]:
        """The indices of the words that ``ranges`` touch."""
        return frozenset(
            index
            for start, end in ranges
            for index in range(bisect_right(self.ends, start), bisect_left(self.starts, end))
        )


@frozen
class Roles:
    """A claim as sets of words."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]

    @classmethod
    def of(cls, claim: Claim, words: Words) -> Roles:
        """Read the words of ``claim``."""
        return cls(words.inside(claim.source), words.inside(claim.cue), words.inside(claim.content))

    def get(self, role: Role) -> frozenset[int]:
        """The words of one role."""
        match role:
            case "source":
                return self.source
            case "cue":
                return self.cue
            case "content":
                return self.content

    def names_source_of(self, gold: Roles) -> bool:
        """Whether the source shares a word with the annotated one, or both have none."""
        return bool(self.source & gold.source) or not (self.source or gold.source)


@frozen
class Match:
    """Which annotated claim was found by which predicted one, by their indices."""

    gold: int
    predicted: int


@frozen
class Comparison:
    """One article's annotated and predicted claims, and which of them belong together."""

    text: str
    words: Words
    gold: tuple[Roles, ...]
    predicted: tuple[Roles, ...]
    matches: tuple[Match, ...] = field(default=())

    @classmethod
    def of(cls, text: str, gold: Sequence[Claim], predicted: Sequence[Claim]) -> Comparison:
        """Match ``predicted`` with ``gold``, one to one, the most similar contents first."""
        words = Words.of(text)
        bare = cls(
            text,
            words,
            tuple(Roles.of(claim, words) for claim in gold),
            tuple(Roles.of(claim, words) for claim in predicted),
        )
        return evolve(bare, matches=tuple(_match(bare.gold, bare.predicted)))

    def found(self) -> list[Match]:
        """The matches whose source is right too."""
        return [
            match
            for match in self.matches
            if self.predicted[match.predicted].names_source_of(self.gold[match.gold])
        ]

    def exact(self) -> list[Match]:
        """The matches in which every role has exactly the annotated words."""
        return [
            match
            for match in self.matches
            if self.predicted[match.predicted] == self.gold[match.gold]
        ]


def _match(gold: Sequence[Roles], predicted: Sequence[Roles]) -> Iterable[Match]:
    candidates: list[tuple[float, int, int]] = []
    for i, annotated in enumerate(gold):
        for j, guess in enumerate(predicted):
            union = len(annotated.content | guess.content)
            similarity = len(annotated.content & guess.content) / union if union else 0.0
            if similarity >= SAME_CONTENT:
                candidates.append((-similarity, i, j))
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            yield Match(i, j)


def _role_tallies(comparison: Comparison) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {"role all": Tally(), "span all": Tally()}
    for role in ROLES:
        gold = [claim.get(role) for claim in comparison.gold]
        guesses = [claim.get(role) for claim in comparison.predicted]
        gold_words = frozenset[int]().union(*gold)
        guessed_words = frozenset[int]().union(*guesses)
        words = Tally(len(gold_words & guessed_words), len(guessed_words), len(gold_words))
        gold_spans = Counter(filter(None, gold))
        guessed_spans = Counter(filter(None, guesses))
        spans = Tally(
            (gold_spans & guessed_spans).total(), guessed_spans.total(), gold_spans.total()
        )
        tallies |= {
            f"role {role}": words,
            "role all": tallies["role all"] + words,
            f"span {role}": spans,
            "span all": tallies["span all"] + spans,
        }
    return tallies


def kind_of(content: Sequence[Range], text: str, words: Words) -> str:
    """Whether ``content`` is direct, mixed or indirect, by the double marks in ``text``.

    >>> text = 'Ann said "the well is dry" on Monday.'
    >>> [kind_of([span], text, Words.of(text)) for span in [(9, 26), (9, 36), (27, 36)]]
    ['direct', 'mixed', 'indirect']
    """
    touched = [
        quotation.span()
        for quotation in QUOTED.finditer(text)
        if any(start < quotation.end() and quotation.start() < end for start, end in content)
    ]
    inside = words.inside(content)
    quoted = words.inside(touched) & inside
    if len(quoted) / max(1, len(inside)) > DIRECT_SHARE:
        return "direct"
    return "mixed" if quoted else "indirect"


def _quoted(comparison: Comparison, lengths: range) -> Tally:
    """Of the double-quoted runs of so many words: whose speaker was named, and rightly."""
    right = named = owned = 0
    for quotation in QUOTED.finditer(comparison.text):
        quoted = comparison.words.inside([quotation.span()])
        if len(quoted) not in lengths:
            continue
        speakers = [
            claim.source
            for claim in comparison.predicted
            if claim.source and len(claim.content & quoted) * 2 >= len(quoted)
        ]
        owner = next(
            (
                claim.source
                for claim in comparison.gold
                if claim.source and len(claim.content & quoted) * 2 > len(quoted)
            ),
            frozenset[int](),
        )
        named += bool(speakers)
        owned += bool(owner)
        right += any(speaker & owner for speaker in speakers)
    return Tally(right, named, owned)


def score(text: str, gold: Sequence[Claim], predicted: Sequence[Claim]) -> dict[str, Tally]:
    """Compare the claims of one article; the tallies of several articles can be added.

    The names of the figures:

    - ``role …``: words that carry the role in any claim.
    - ``span …``: whole spans of a role, as sets of words.
    - ``content found``: claims whose content has a Jaccard index of at least one half with an
      annotated one; one to one, the most similar first.
    - ``who-what``: the same, and the sources share a word (or both claims have no source).
    - ``strict``: the same, and all three roles are equal.
    - ``recall direct``, ``recall mixed``, ``recall indirect``: ``who-what`` by annotated kind.
    - ``direct acc``: of the double-quoted runs of three words and more in an annotated content
      with a source, those at least half covered by a predicted content with that source.
    - ``quoted 3+``, ``quoted 1-2``: the same for runs of three words and more, and of one or
      two, with the precision: of the runs for which a speaker was named, those with the right
      one.

    >>> gold = [Claim(source=((0, 3),), cue=((4, 8),), content=((9, 21),))]
    >>> score("Ann said it was late.", gold, gold)["strict"].f1
    1.0
    """
    comparison = Comparison.of(text, gold, predicted)
    quoted = _quoted(comparison, range(SHORTEST_QUOTATION, sys.maxsize))
    claims = Tally(0, len(predicted), len(gold))
    found = comparison.found()
    tallies = _role_tallies(comparison) | {
        "content found": evolve(claims, right=len(comparison.matches)),
        "who-what": evolve(claims, right=len(found)),
        "strict": evolve(claims, right=len(comparison.exact())),
        "direct acc": evolve(quoted, predicted=quoted.gold),
        "quoted 3+": quoted,
        "quoted 1-2": _quoted(comparison, range(1, SHORTEST_QUOTATION)),
    }
    found_gold = {match.gold for match in found}
    for index, claim in enumerate(gold):
        name = f"recall {kind_of(claim.content, text, comparison.words)}"
        tallies[name] = tallies.get(name, Tally()) + Tally(int(index in found_gold), 0, 1)
    return tallies


def total(scores: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    """Add the tallies of several articles.

    >>> total([{"strict": Tally(1, 1, 1)}, {"strict": Tally(0, 2, 1)}])
    {'strict': Tally(right=1, predicted=3, gold=2)}
    """
    sums: dict[str, Tally] = {}
    for tallies in scores:
        for name, tally in tallies.items():
            sums[name] = sums.get(name, Tally()) + tally
    return sums
