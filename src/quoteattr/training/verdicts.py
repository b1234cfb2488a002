"""The third stage: which reading is right, learned from what the second makes of new text."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from multiprocessing import get_all_start_methods, get_context
from typing import TypeAlias

import lightgbm
import numpy as np
import numpy.typing as npt
from attrs import define, evolve, field, frozen

from quoteattr.choice.engines import Engine
from quoteattr.choice.pruning import Pruning
from quoteattr.choice.readings import Reader
from quoteattr.choice.verdicts import FARTHEST, Verdict, weighed
from quoteattr.frame import Frame
from quoteattr.learning.forest import Split, Tree
from quoteattr.learning.tables import WeightTable
from quoteattr.text import Parse
from quoteattr.training.fitting.gradient import Fitted, Sequences, Settings, fit, quiet
from quoteattr.training.lessons import Lesson
from quoteattr.training.prepared import Prepared, is_same, words_in
from quoteattr.training.wordrows import WordRows

__all__ = [
    "FoldReader",
    "JudgedReadings",
    "Mark",
    "fit_facts",
    "fit_trees",
    "gather",
    "mark_of",
    "odds_of",
]

_LEAST_SEEN = 6

#: The words of a source, a cue and a content.
_Words: TypeAlias = tuple[frozenset[int], frozenset[int], frozenset[int]]


@frozen
class Mark:
    """Whether a reading matches an annotated attribution, and whether exactly.

    ``known`` is False for one inside the content of an annotated attribution where inner ones
    were not annotated, and for what readers call borderline. ``likely`` is how likely it is right,
    by people and by another engine together, or None if neither tells.
    """

    right: bool
    exact: bool
    known: bool
    likely: float | None


def mark_of(article: Prepared, frame: Frame) -> Mark:
    """Compare a frame with what people marked, punctuation left out."""
    parse = article.columns.parse
    speaker = (frame.source,) if frame.source else ()
    source, cue, content = [words_in(parse, part) for part in (speaker, frame.cue, frame.content)]
    right = exact = False
    inner = marked = borderline = False
    for gold, parts in zip(article.gold, _gold_words(article), strict=True):
        if not gold.must:
            borderline = borderline or not cue.isdisjoint(parts[1])
            continue
        inner = inner or not (article.every_level or cue.isdisjoint(parts[2]))
        marked = marked or not cue.isdisjoint(parts[1])
        named = not source.isdisjoint(parts[0]) or not (source or parts[0])
        if named and is_same(content, parts[2]):
            right = True
            exact = exact or (source, cue, content) == parts
    known = right or marked or not (inner or borderline)
    likely = float(right) if known else None
    if article.lesson is not None:
        told = _likely((source, cue, content), article.lesson, _claimed_words(article))
        likely = told if likely is None else article.share * told + (1 - article.share) * likely
    return Mark(right, exact, known, likely)


@lru_cache(maxsize=1)
def _gold_words(article: Prepared) -> list[_Words]:
    parse = article.columns.parse
    return [_words(parse, gold.source, gold.cue, gold.content) for gold in article.gold]


@lru_cache(maxsize=1)
def _claimed_words(article: Prepared) -> list[_Words]:
    parse, claims = article.columns.parse, article.lesson.claims if article.lesson else ()
    return [
        _words(parse, (one.source,) if one.source else (), one.cue, one.content) for one in claims
    ]


def _words(parse: Parse, *parts: Sequence[range]) -> _Words:
    source, cue, content = [words_in(parse, part) for part in parts]
    return source, cue, content


def _likely(frame: _Words, lesson: Lesson, claimed: Sequence[_Words]) -> float:
    """Return how likely another engine holds a frame to be right."""
    source, cue, content = frame
    likely = 0.0
    for claim, parts in zip(lesson.claims, claimed, strict=True):
        if claim.probability <= likely or cue.isdisjoint(parts[1]):
            continue
        same = not source.isdisjoint(parts[0]) or not (source or parts[0])
        if same and is_same(content, parts[2]):
            likely = claim.probability
    return likely


@define(eq=False)
class JudgedReadings:
    """Readings with their facts and what people say of them, article by article."""

    right: WordRows = field(factory=WordRows)
    numbers: list[tuple[float, ...]] = field(factory=list[tuple[float, ...]])
    marks: list[Mark] = field(factory=list[Mark])
    folds: list[int] = field(factory=list[int])
    weights: list[float] = field(factory=list[float])
    cues: list[int] = field(factory=list[int])

    def add(self, article: Prepared, reading: Verdict, cue: int) -> None:
        """Add a reading of the cue with the number ``cue``."""
        mark = mark_of(article, reading.frame)
        self.right.add(reading.words, int(mark.right))
        self.numbers.append(reading.numbers)
        self.marks.append(mark)
        self.folds.append(article.fold)
        self.weights.append(article.weight)
        self.cues.append(cue)

    @classmethod
    def joined(cls, parts: Sequence["JudgedReadings"]) -> "JudgedReadings":
        """Put the readings of several folds one after another."""
        whole = cls()
        for part in parts:
            first = whole.cues[-1] + 1 if whole.cues else 0
            whole.right.extend(part.right)
            whole.numbers += part.numbers
            whole.marks += part.marks
            whole.folds += part.folds
            whole.weights += part.weights
            whole.cues += [first + cue for cue in part.cues]
        return whole

    def sequences(self) -> tuple[tuple[Sequences, Sequences], list[str]]:
        """Return each reading as a sequence of one token, labelled right and labelled exact."""
        data, names = self.right.sequences(_LEAST_SEEN)
        exact = np.array([one.exact for one in self.marks], np.int64)
        right = self.likely.astype(np.float32)
        shares = np.column_stack([1 - right, right])
        return (evolve(data, shares=shares), evolve(data, labels=exact)), names

    @property
    def likely(self) -> npt.NDArray[np.float64]:
        """How likely each reading is right; 0 where nobody tells."""
        return np.array([one.likely or 0.0 for one in self.marks])


@frozen(eq=False)
class FoldReader:
    """Reads the articles of one fold by stages that have not seen it."""

    articles: Sequence[Prepared]
    engine: Engine
    cues: WeightTable

    def gather(self) -> JudgedReadings:
        """Return the readings of all cues of the articles."""
        gathered = JudgedReadings()
        for article in self.articles:
            engine = self.engine
            roles, parts = engine.see(article.columns)
            reader = Reader(article.columns, roles, parts, engine.sides, engine.breadth)
            pruning = Pruning(self.cues, engine.breadth)
            for readings in weighed(article.columns, roles, reader, pruning):
                cue = gathered.cues[-1] + 1 if gathered.cues else 0
                for reading in readings:
                    gathered.add(article, reading, cue)
        return gathered


_inherited: list[FoldReader] = []


def _inherit(readers: Sequence[FoldReader]) -> None:
    _inherited[:] = readers


def _gather(number: int) -> JudgedReadings:
    return _inherited[number].gather()


def gather(readers: Sequence[FoldReader]) -> JudgedReadings:
    """Gather the readings of all folds, in two processes where the system can fork."""
    if "fork" in get_all_start_methods():
        with get_context("fork").Pool(2, _inherit, (readers,)) as pool:
            return JudgedReadings.joined(pool.map(_gather, range(len(readers)), chunksize=1))
    return JudgedReadings.joined([reader.gather() for reader in readers])


def fit_facts(
    data: Sequences, count: int, chosen: npt.NDArray[np.int64], settings: Settings
) -> Fitted:
    """Fit the linear model of facts on the chosen readings."""
    return fit(data, chosen, count, 2, settings, quiet)


def odds_of(data: Sequences, names: Sequence[str], table: WeightTable) -> npt.NDArray[np.float64]:
    """Return the log odds, by question, that the facts of each reading add up to."""
    count = len(table.labels)
    weights = np.zeros((len(names), count))
    for number, name in enumerate(names):
        packed = table.rows.get(name)
        if packed is not None:
            weights[number] = np.array(table.scores(packed)) / table.scale
    totals = np.concatenate([np.zeros((1, count)), np.cumsum(weights[data.keys], axis=0)])
    sums = totals[data.token_starts[1:]] - totals[data.token_starts[:-1]]
    odds: npt.NDArray[np.float64] = np.minimum(np.maximum(sums, -FARTHEST), FARTHEST)
    return odds


def fit_trees(
    rows: npt.NDArray[np.float64],
    right: npt.NDArray[np.float64],
    trees: int,
    leaves: int,
    seed: int,
    weights: npt.NDArray[np.float64] | None = None,
) -> list[Tree]:
    """Fit gradient-boosted trees (Friedman 2001; Ke et al. 2017) of at most so many leaves.

    ``right`` is how likely each row is right, from 0 to 1.
    """
    booster = _boosted(rows, right, trees, leaves, seed, weights)
    return [_tree(one["tree_structure"]) for one in booster.dump_model()["tree_info"]]


def _boosted(
    rows: npt.NDArray[np.float64],
    right: npt.NDArray[np.float64],
    trees: int,
    leaves: int,
    seed: int,
    weights: npt.NDArray[np.float64] | None,
) -> lightgbm.Booster:
    parameters = {
        "objective": "cross_entropy",
        "learning_rate": 0.04,
        "num_leaves": leaves,
        "min_data_in_leaf": 100,
        "feature_fraction": 0.4,
        "bagging_fraction": 0.7,
        "bagging_freq": 1,
        "lambda_l2": 5.0,
        "verbose": -1,
        "seed": seed,
        "deterministic": True,
        "force_row_wise": True,
        "num_threads": 1,
    }
    data = lightgbm.Dataset(rows, right, weight=weights, params=parameters)
    booster = lightgbm.Booster(parameters, data)
    for _ in range(trees):
        booster.update()
    return booster


def _tree(root: dict[str, object]) -> Tree:
    splits: list[Split] = []
    leaves: list[float] = []

    def place(node: dict[str, object]) -> int:
        if "leaf_value" in node:
            leaves.append(float(str(node["leaf_value"])))
            return ~(len(leaves) - 1)
        number = len(splits)
        splits.append(Split(0, 0.0, 0, 0))
        left, right = [place(child) for child in _children(node)]
        splits[number] = Split(
            int(str(node["split_feature"])), float(str(node["threshold"])), left, right
        )
        return number

    place(root)
    return Tree(tuple(splits), tuple(leaves))


def _children(node: dict[str, object]) -> Iterator[dict[str, object]]:
    for side in ("left_child", "right_child"):
        child = node[side]
        if isinstance(child, dict):
            yield child
