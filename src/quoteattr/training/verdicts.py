"""The third stage: which hypothesis is right, learned from what the second makes of new text."""

from collections.abc import Iterator, Sequence
from multiprocessing import get_all_start_methods, get_context

import lightgbm
import numpy as np
import numpy.typing as npt
from attrs import define, evolve, field, frozen

from quoteattr.choice.pruning import Worth
from quoteattr.choice.readings import ChainWeights, Hypothesis, Readings
from quoteattr.choice.roles import RoleWeights, read_roles
from quoteattr.choice.verdicts import Example, examples_of
from quoteattr.learning.forest import Split, Tree
from quoteattr.learning.tables import WeightTable
from quoteattr.training.fitting.gradient import Fitted, Sequences, Settings, fit
from quoteattr.training.prepared import Prepared
from quoteattr.training.wordrows import WordRows

__all__ = [
    "Examples",
    "FoldReader",
    "Verdict",
    "fit_facts",
    "fit_trees",
    "gather",
    "odds_of",
    "verdict_on",
]

_SAME_CONTENT = 0.5
_LEAST_SEEN = 6
_FARTHEST = 12.0


@frozen
class Verdict:
    """Whether a hypothesis matches an annotated attribution, and whether exactly.

    ``known`` is False for one inside the content of an annotated attribution: such inner
    ones were not annotated.
    """

    right: bool
    exact: bool
    known: bool


def _words(article: Prepared, tokens: Sequence[int]) -> frozenset[int]:
    words = article.columns.parse.forms
    return frozenset([index for index in tokens if words[index][0].isalnum()])


def verdict_on(article: Prepared, hypothesis: Hypothesis) -> Verdict:
    """Compare a hypothesis with what people marked, punctuation left out."""
    source, cue, content = [
        _words(article, part) for part in (hypothesis.source, hypothesis.cue, hypothesis.content)
    ]
    right = exact = False
    inner = marked = False
    for gold in article.gold:
        parts = [_words(article, part) for part in (gold.source, gold.cue, gold.content)]
        inner = inner or not cue.isdisjoint(parts[2])
        marked = marked or not cue.isdisjoint(parts[1])
        shared = len(content & parts[2])
        named = not source.isdisjoint(parts[0]) or not (source or parts[0])
        if shared and named and shared >= _SAME_CONTENT * len(content | parts[2]):
            right = True
            exact = exact or [source, cue, content] == parts
    return Verdict(right, exact, right or marked or not inner)


@define(eq=False)
class Examples:
    """Hypotheses with their facts, article by article."""

    right: WordRows = field(factory=WordRows)
    numbers: list[tuple[float, ...]] = field(factory=list[tuple[float, ...]])
    verdicts: list[Verdict] = field(factory=list[Verdict])
    folds: list[int] = field(factory=list[int])
    cues: list[int] = field(factory=list[int])

    def add(self, article: Prepared, example: Example, cue: int) -> None:
        """Add a hypothesis about the cue with the number ``cue``."""
        verdict = verdict_on(article, example.hypothesis)
        self.right.add(example.words, int(verdict.right))
        self.numbers.append(example.numbers)
        self.verdicts.append(verdict)
        self.folds.append(article.fold)
        self.cues.append(cue)

    @classmethod
    def joined(cls, parts: Sequence["Examples"]) -> "Examples":
        """Put examples one after another."""
        whole = cls()
        for part in parts:
            first = whole.cues[-1] + 1 if whole.cues else 0
            whole.right.extend(part.right)
            whole.numbers += part.numbers
            whole.verdicts += part.verdicts
            whole.folds += part.folds
            whole.cues += [first + cue for cue in part.cues]
        return whole

    def sequences(self) -> tuple[tuple[Sequences, Sequences], list[str]]:
        """Return each example as a sequence of one token, labelled right and labelled exact."""
        data, names = self.right.sequences(_LEAST_SEEN)
        exact = np.array([one.exact for one in self.verdicts], np.int64)
        return (data, evolve(data, labels=exact)), names


@frozen(eq=False)
class FoldReader:
    """Reads the articles of one fold by stages that have not seen it."""

    articles: Sequence[Prepared]
    roles: RoleWeights
    chains: ChainWeights
    cues: WeightTable

    def gather(self) -> "Examples":
        """Return the hypotheses about all cues of the articles."""
        examples = Examples()
        for article in self.articles:
            roles = read_roles(article.columns, self.roles)
            readings = Readings(article.columns, roles, self.chains)
            for found in examples_of(article.columns, roles, readings, Worth(self.cues)):
                cue = examples.cues[-1] + 1 if examples.cues else 0
                for example in found:
                    examples.add(article, example, cue)
        return examples


_inherited: list[FoldReader] = []


def _inherit(readers: Sequence[FoldReader]) -> None:
    _inherited[:] = readers


def _gather(number: int) -> Examples:
    return _inherited[number].gather()


def gather(readers: Sequence[FoldReader]) -> Examples:
    """Gather the hypotheses of all folds, in two processes where the system can fork."""
    if "fork" in get_all_start_methods():
        with get_context("fork").Pool(2, _inherit, (readers,)) as pool:
            return Examples.joined(pool.map(_gather, range(len(readers)), chunksize=1))
    return Examples.joined([reader.gather() for reader in readers])


def fit_facts(
    data: Sequences, count: int, chosen: npt.NDArray[np.int64], settings: Settings
) -> Fitted:
    """Fit the linear model of facts on the chosen examples."""
    return fit(data, chosen, count, 2, settings, _quiet)


def _quiet(_: str) -> None:
    """Say nothing: these fits take seconds."""


def odds_of(data: Sequences, names: Sequence[str], table: WeightTable) -> npt.NDArray[np.float64]:
    """Return the log odds, by question, that the facts of each example add up to."""
    count = len(table.labels)
    weights = np.zeros((len(names), count))
    for number, name in enumerate(names):
        packed = table.rows.get(name)
        if packed is not None:
            weights[number] = np.array(table.scores(packed)) / table.scale
    totals = np.concatenate([np.zeros((1, count)), np.cumsum(weights[data.keys], axis=0)])
    sums = totals[data.token_starts[1:]] - totals[data.token_starts[:-1]]
    odds: npt.NDArray[np.float64] = np.minimum(np.maximum(sums, -_FARTHEST), _FARTHEST)
    return odds


def fit_trees(
    rows: npt.NDArray[np.float64],
    right: npt.NDArray[np.bool_],
    trees: int,
    leaves: int,
    seed: int,
) -> list[Tree]:
    """Fit gradient-boosted trees (Friedman 2001; Ke et al. 2017) of at most so many leaves."""
    booster = _boosted(rows, right, trees, leaves, seed)
    return [_tree(one["tree_structure"]) for one in booster.dump_model()["tree_info"]]


def _boosted(
    rows: npt.NDArray[np.float64],
    right: npt.NDArray[np.bool_],
    trees: int,
    leaves: int,
    seed: int,
) -> lightgbm.Booster:
    parameters = {
        "objective": "binary",
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
    data = lightgbm.Dataset(rows, right.astype(float), params=parameters)
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
