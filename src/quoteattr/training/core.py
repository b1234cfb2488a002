"""Training the learned core from annotated articles: roles, parts, verdicts, confidence.

The articles are split into folds. Each stage is fitted once without each fold, and the next
stage learns from what those fits make of the fold that they have not seen. The weights that
ship are the mean of the fits.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import numpy.typing as npt
from attrs import frozen

from quoteattr.chains import Chain
from quoteattr.cues import ROLES, Roles, RoleWeights, read_roles
from quoteattr.frames.hypotheses import PARTS, ChainWeights
from quoteattr.frames.judging import EXACTNESS, probability_of
from quoteattr.frames.weights import MODEL_KIND, Model, chain_text
from quoteattr.linear import ModelFile, WeightTable
from quoteattr.training.corpora import CorpusError
from quoteattr.training.gradient import Fitted, Settings, average
from quoteattr.training.prepared import Prepared
from quoteattr.training.quantising import chain_of, joined, quantised, scale_of
from quoteattr.training.stages import (
    StageData,
    fit_stage,
    parts_data,
    roles_data,
    tables_of,
)
from quoteattr.training.types import fit_types
from quoteattr.training.verdicts import (
    Examples,
    FoldReader,
    fit_facts,
    fit_trees,
    gather,
    odds_of,
)
from quoteattr.training.workfolder import WorkFolder
from quoteattr.training.worth import fit_worth
from quoteattr.trees import Forest, Tree, pack

__all__ = ["CoreOptions", "CoreTrainer", "confidence_steps"]

_TOKEN_LABELS = (*ROLES, *[f"{side} {part}" for side in ("left", "right") for part in PARTS])
_CUE_LABELS = _TOKEN_LABELS[len(ROLES) :]
_FACT_LABELS = ("right", "exact")
_ALL = -1
_STEPS = 20


@frozen(kw_only=True)
class CoreOptions:
    """How the core is trained; the defaults are those of the packaged weights.

    ``…_rows`` is how many features of each table are kept. ``without`` names groups of
    features to leave out, to see what they carry: “tokens:w-” and “cues:P” are keys of the
    first two stages, “facts” and “numbers” what the third looks at.
    """

    seed: int = 1
    folds: int = 5
    role_epochs: int = 8
    part_epochs: int = 6
    fact_epochs: int = 6
    trees: int = 300
    token_rows: int = 80_000
    cue_rows: int = 80_000
    fact_rows: int = 50_000
    without: frozenset[str] = frozenset()


@frozen(eq=False)
class _Fits:
    """The fits of one fold, or their mean: roles, the left and the right side."""

    roles: Fitted
    left: Fitted
    right: Fitted


class CoreTrainer:
    """Trains on prepared articles; what is fitted is kept in a work folder."""

    def __init__(
        self,
        articles: Sequence[Prepared],
        options: CoreOptions,
        folder: WorkFolder,
        report: Callable[[str], None],
    ) -> None:
        """Lay out what the first stage learns from."""
        self._articles = articles
        self._options = options
        self._folder = folder
        self._report = report
        self._roles = roles_data(articles, options.without)
        report(f"roles: {len(self._roles.names):,} features")

    def train(self) -> tuple[ModelFile, list[ModelFile]]:
        """Return the model, and one model a fold that has not seen that fold."""
        options, report = self._options, self._report
        roles = self._fit_all("roles", self._roles, options.role_epochs)
        seen = self._jackknifed_roles(roles)
        sides = parts_data(self._articles, seen, options.without)
        report(f"parts: {len(sides[0].names):,} and {len(sides[1].names):,} features")
        left = self._fit_all("left", sides[0], options.part_epochs)
        right = self._fit_all("right", sides[1], options.part_epochs)
        fits = [_Fits(*three) for three in zip(roles, left, right, strict=True)]
        tables = [self._tables(sides, one) for one in fits]
        tables.append(self._tables(sides, _Fits(average(roles), average(left), average(right))))
        worth = fit_worth(self._articles, seen, [*range(options.folds), _ALL], options.seed)
        report("worth of cues fitted")
        readers = [
            FoldReader(
                [one for one in self._articles if one.fold == fold], *tables[fold], worth[fold]
            )
            for fold in range(options.folds)
        ]
        examples = gather(readers)
        _check(examples)
        kinds = fit_types(self._articles, options.seed, report)
        parts = [
            {"tokens": one.tokens, "cues": two.cues, "anchors": three, "types": kinds}
            for (one, two), three in zip(tables, worth, strict=True)
        ]
        chains = [{"roles": one.chain, "left": two.left, "right": two.right} for one, two in tables]
        return self._judge(examples, list(zip(parts, chains, strict=True)))

    def _fit_all(self, name: str, data: StageData, epochs: int) -> list[Fitted]:
        """Fit a stage once without each fold, two fits at a time."""
        folds = range(self._options.folds)
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(partial(self._fit, name, data, epochs), folds))

    def _fit(self, name: str, data: StageData, epochs: int, fold: int) -> Fitted:
        kept = self._folder.load(f"{name}-{fold}")
        if kept is not None:
            self._report(f"{name} without fold {fold}: taken from the work folder")
            return kept
        settings = Settings(epochs=epochs, seed=self._options.seed + fold)
        fitted = fit_stage(data, fold, settings, partial(self._say, f"{name}, fold {fold}"))
        self._folder.save(f"{name}-{fold}", fitted)
        return fitted

    def _say(self, what: str, line: str) -> None:
        self._report(f"{what}: {line}")

    def _jackknifed_roles(self, fits: Sequence[Fitted]) -> list[Roles]:
        weights = [
            RoleWeights(
                quantised(
                    _TOKEN_LABELS,
                    joined([(tables_of(self._roles, one)["tokens"], len(ROLES)), ({}, 8)]),
                    self._options.token_rows,
                ),
                chain_of(ROLES, one),
            )
            for one in fits
        ]
        return [read_roles(article.columns, weights[article.fold]) for article in self._articles]

    def _tables(
        self, sides: tuple[StageData, StageData], fits: _Fits
    ) -> tuple[RoleWeights, ChainWeights]:
        """Quantise the fits of all stages that look at tokens."""
        left, right = tables_of(sides[0], fits.left), tables_of(sides[1], fits.right)
        own = tables_of(self._roles, fits.roles)["tokens"]
        four = len(PARTS)
        tokens = joined([(own, len(ROLES)), (left["tokens"], four), (right["tokens"], four)])
        cues = joined([(left["cues"], four), (right["cues"], four)])
        scale = scale_of(tokens, cues)
        options = self._options
        return (
            RoleWeights(
                quantised(_TOKEN_LABELS, tokens, options.token_rows, scale),
                chain_of(ROLES, fits.roles),
            ),
            ChainWeights(
                quantised(_CUE_LABELS, cues, options.cue_rows, scale),
                chain_of(PARTS, fits.left),
                chain_of(PARTS, fits.right),
            ),
        )

    def _judge(
        self,
        examples: Examples,
        stages: Sequence[tuple[Mapping[str, WeightTable], Mapping[str, Chain]]],
    ) -> tuple[ModelFile, list[ModelFile]]:
        """Fit the third stage, and put the models together."""
        folds = np.array(examples.folds)
        known = np.array([one.known for one in examples.verdicts])
        verdicts = _Verdicts(examples, self._options, folds, known)
        self._report(f"facts: {len(verdicts.names):,} features, {len(folds):,} hypotheses")
        odds = verdicts.odds()
        numbers = np.array(examples.numbers)
        if "facts" in self._options.without:
            odds[:] = 0.0
        if "numbers" in self._options.without:
            numbers[:] = 0.0
        rows = np.column_stack([numbers, odds])
        probabilities = np.zeros((len(folds), 2))
        folds_left_out = [*range(self._options.folds), _ALL]
        jobs = [(fold, number) for fold in folds_left_out for number in range(2)]

        def grow(job: tuple[int, int]) -> list[Tree]:
            chosen = known & (folds != job[0])
            labels = verdicts.labels[job[1]][chosen]
            return fit_trees(rows[chosen], labels, self._options.trees, self._options.seed)

        with ThreadPoolExecutor(2) as pool:
            grown = dict(zip(jobs, pool.map(grow, jobs), strict=True))
        self._report("trees fitted")
        for fold, number in jobs:
            unseen = folds == fold
            if unseen.any():
                probabilities[unseen, number] = _scored(grown[fold, number], rows[unseen])
        parts = [(verdicts.tables[fold], grown[fold, 0], grown[fold, 1]) for fold in folds_left_out]
        steps = confidence_steps(*_chosen(examples, probabilities))
        files = [
            _file(tables, chains, part, steps)
            for (tables, chains), part in zip(stages, parts, strict=True)
        ]
        return files[-1], files[:-1]


def _check(examples: Examples) -> None:
    """Refuse a corpus of which some fold would leave nothing to learn from."""
    pairs = zip(examples.folds, examples.verdicts, strict=True)
    if len({fold for fold, verdict in pairs if verdict.known}) < 2:
        raise CorpusError("too few annotated cues with a content to learn from; annotate more")


class _Verdicts:
    """The linear models of the third stage, fitted without each fold."""

    def __init__(
        self,
        examples: Examples,
        options: CoreOptions,
        folds: npt.NDArray[np.int64],
        known: npt.NDArray[np.bool_],
    ) -> None:
        self._data, self.names = examples.sequences()
        self.labels = [data.labels.astype(bool) for data in self._data]
        self._folds = folds
        self._rows = options.fact_rows
        settings = Settings(epochs=options.fact_epochs, seed=options.seed)
        jobs = [
            (number, fold, np.flatnonzero(known & (folds != fold)))
            for fold in (*range(options.folds), _ALL)
            for number in range(2)
        ]

        def fitted(job: tuple[int, int, npt.NDArray[np.int64]]) -> Fitted:
            number, _, chosen = job
            return fit_facts(self._data[number], len(self.names), chosen, settings)

        with ThreadPoolExecutor(2) as pool:
            fits = {job[:2]: one for job, one in zip(jobs, pool.map(fitted, jobs), strict=True)}
        #: The weights of both questions, by the fold that they were fitted without.
        self.tables: dict[int, WeightTable] = {
            fold: self._table(fits[0, fold], fits[1, fold])
            for fold in (*range(options.folds), _ALL)
        }

    def _table(self, right: Fitted, exact: Fitted) -> WeightTable:
        odds = [one.features[:, 1] - one.features[:, 0] for one in (right, exact)]
        weights = np.column_stack(odds).astype(np.float32)
        return quantised(_FACT_LABELS, dict(zip(self.names, weights, strict=True)), self._rows)

    def odds(self) -> npt.NDArray[np.float64]:
        """Return the log odds of each example by the table that has not seen its fold.

        They are those of the table as it ships, its light rows gone, so that the trees learn
        from what they will see.
        """
        out = np.zeros((len(self._folds), 2))
        for fold, table in self.tables.items():
            unseen = self._folds == fold
            if unseen.any():
                out[unseen] = odds_of(self._data[0], self.names, table)[unseen]
        return out


def _scored(trees: Sequence[Tree], rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    forest = Forest.of(trees, rows.shape[1])
    return np.array([probability_of(forest.score(row)) for row in rows.tolist()])


def _chosen(
    examples: Examples, probabilities: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Return the probability of the hypothesis chosen for each cue, and if it is right."""
    best: dict[int, int] = {}
    appeal = probabilities[:, 0] + EXACTNESS * probabilities[:, 1]
    for number, cue in enumerate(examples.cues):
        if cue not in best or appeal[number] > appeal[best[cue]]:
            best[cue] = number
    chosen = [number for number in best.values() if examples.verdicts[number].known]
    right = np.array([examples.verdicts[number].right for number in chosen])
    return probabilities[chosen, 0], right


def confidence_steps(
    probabilities: npt.NDArray[np.float64], right: npt.NDArray[np.bool_]
) -> list[tuple[float, float]]:
    """Return points of a rising line from probability to share of right ones.

    Shares of equally many decisions, made to rise by pooling neighbours (Ayer et al. 1955).
    """
    order = np.argsort(probabilities, kind="stable")
    pools: list[list[float]] = []
    for part in np.array_split(order, _STEPS):
        if len(part):
            pools.append([float(probabilities[part].sum()), float(right[part].sum()), len(part)])
        while len(pools) > 1 and pools[-2][1] * pools[-1][2] >= pools[-1][1] * pools[-2][2]:
            last = pools.pop()
            pools[-1] = [one + two for one, two in zip(pools[-1], last, strict=True)]
    points = [(round(total / count, 4), round(hits / count, 4)) for total, hits, count in pools]
    return [(0.0, 0.0), *points, (1.0, max(points[-1][1], 0.99) if points else 1.0)]


def _file(
    tables: Mapping[str, WeightTable],
    chains: Mapping[str, Chain],
    verdicts: tuple[WeightTable, list[Tree], list[Tree]],
    steps: Sequence[tuple[float, float]],
) -> ModelFile:
    facts, right, exact = verdicts
    file = ModelFile(
        MODEL_KIND,
        {**tables, "facts": facts},
        {
            **{name: chain_text(chain) for name, chain in chains.items()},
            "confidence": json.dumps(steps),
        },
        {"right": pack(right), "exact": pack(exact)},
    )
    return Model(file).file
