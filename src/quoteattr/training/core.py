"""Training the learned core from annotated articles: roles, parts, verdicts.

The articles are split into folds. Each stage is fitted once without each fold, and the next
stage learns from what those fits make of the fold that they have not seen. The weights that
ship are the mean of the fits.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from attrs import frozen

from quoteattr.choice.engines import LightEngine
from quoteattr.choice.model import EVERY_LEVEL, MODEL_KIND, OUTER_LEVEL, Model
from quoteattr.choice.parts import PARTS, ChainWeights
from quoteattr.choice.roles import ROLES, Roles, RoleWeights, read_roles
from quoteattr.learning.crf.chain import Chain
from quoteattr.learning.forest import Tree, pack
from quoteattr.learning.tables import ModelFile, WeightTable
from quoteattr.training.corpora.readers import CorpusError
from quoteattr.training.fitting.files import chain_text
from quoteattr.training.fitting.gradient import Fitted, Settings, average
from quoteattr.training.fitting.quantising import chain_of, joined, quantised, scale_of
from quoteattr.training.judge import judge
from quoteattr.training.options import CoreOptions
from quoteattr.training.prepared import Prepared
from quoteattr.training.pruning import fit_pruning
from quoteattr.training.stages import StageData, fit_stage, parts_data, roles_data, tables_of
from quoteattr.training.types import fit_types
from quoteattr.training.verdicts import FoldReader, JudgedReadings, gather
from quoteattr.training.workfolder import WorkFolder

__all__ = ["CoreTrainer"]

_TOKEN_LABELS = (*ROLES, *[f"{side} {part}" for side in ("left", "right") for part in PARTS])
_CUE_LABELS = _TOKEN_LABELS[len(ROLES) :]
_ALL = -1
#: The seeds of two runs of a fit lie so far apart that those of no two fits meet.
_APART = 100


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
        self._knows_levels = any(article.every_level for article in articles)
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
        pruning = fit_pruning(self._articles, seen, [*range(options.folds), _ALL], options.seed)
        report("pruning of cues fitted")
        readers = [
            FoldReader(
                [one for one in self._articles if one.fold == fold],
                LightEngine(*tables[fold], knows_levels=self._knows_levels),
                pruning[fold],
            )
            for fold in range(options.folds)
        ]
        judged = gather(readers)
        _check(judged)
        kinds = fit_types(self._articles, options.seed, report)
        parts = [
            {"tokens": one.tokens, "cues": two.cues, "anchors": three, "types": kinds}
            for (one, two), three in zip(tables, pruning, strict=True)
        ]
        chains = [{"roles": one.chain, "left": two.left, "right": two.right} for one, two in tables]
        return self._judge(judged, list(zip(parts, chains, strict=True)))

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
        fits: list[Fitted] = []
        for run in range(self._options.runs):
            settings = Settings(epochs=epochs, seed=self._options.seed + fold + _APART * run)
            say = partial(self._say, f"{name}, fold {fold}, run {run + 1}")
            fits.append(fit_stage(data, fold, settings, say))
        fitted = average(fits)
        self._folder.save(f"{name}-{fold}", fitted)
        return fitted

    def _say(self, what: str, line: str) -> None:
        self._report(f"{what}: {line}")

    def _jackknifed_roles(self, fits: Sequence[Fitted]) -> list[Roles]:
        weights = [
            RoleWeights(
                quantised(
                    _TOKEN_LABELS,
                    joined(
                        [(tables_of(self._roles, one)["tokens"], len(ROLES)), ({}, 2 * len(PARTS))]
                    ),
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
        readings: JudgedReadings,
        stages: Sequence[tuple[Mapping[str, WeightTable], Mapping[str, Chain]]],
    ) -> tuple[ModelFile, list[ModelFile]]:
        """Fit the third stage, and put the models together."""
        judged = judge(readings, self._options, self._report)
        files = [
            _file(
                {**tables, **judged.tables[fold]},
                chains,
                judged.forests[fold],
                EVERY_LEVEL if self._knows_levels else OUTER_LEVEL,
            )
            for (tables, chains), fold in zip(stages, judged.tables, strict=True)
        ]
        return files[-1], files[:-1]


def _check(readings: JudgedReadings) -> None:
    """Refuse a corpus of which some fold would leave nothing to learn from."""
    pairs = zip(readings.folds, readings.marks, strict=True)
    if len({fold for fold, mark in pairs if mark.known}) < 2:
        raise CorpusError("too few annotated cues with a content to learn from; annotate more")


def _file(
    tables: Mapping[str, WeightTable],
    chains: Mapping[str, Chain],
    forests: Mapping[str, Sequence[Tree]],
    levels: str,
) -> ModelFile:
    file = ModelFile(
        MODEL_KIND,
        tables,
        {"levels": levels, **{name: chain_text(chain) for name, chain in chains.items()}},
        {name: pack(trees) for name, trees in forests.items()},
    )
    return Model(file).file
