"""The three learned stages, each taught on what the one before it makes of unseen articles."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from attrs import frozen

from quoteattr.choice.features.columns import Columns
from quoteattr.choice.features.cuecontext import context_of
from quoteattr.choice.features.cuekeys import EXPANSIONS as CUE_EXPANSIONS
from quoteattr.choice.features.cuekeys import RoleSteps, role_keys
from quoteattr.choice.features.tokenkeys import EXPANSIONS as TOKEN_EXPANSIONS
from quoteattr.choice.features.tokenkeys import token_features, token_keys
from quoteattr.choice.features.windows import window_of
from quoteattr.choice.parts import PARTS, sides_of
from quoteattr.choice.roles import ROLES, Roles, pieces
from quoteattr.learning.tables import Key
from quoteattr.text import tokens_of
from quoteattr.training.cuekeys import cue_keys
from quoteattr.training.fitting.gradient import Fitted, Sequences, Settings, fit
from quoteattr.training.fitting.keyring import Keyring, SequenceBuilder
from quoteattr.training.prepared import Gold, Prepared

__all__ = [
    "StageData",
    "TableWeights",
    "fit_stage",
    "part_labels",
    "parts_data",
    "role_labels",
    "roles_data",
    "tables_of",
]

TableWeights: TypeAlias = dict[str, npt.NDArray[np.float32]]

_LEAST_SEEN = 3
_TOKENS, _CUES = "tokens", "cues"
_CUE, _SOURCE, _CONTENT = 1, 2, 3


@frozen(eq=False)
class StageData:
    """The examples of a stage, the names of their features, and the fold of each sequence."""

    sequences: Sequences
    names: list[tuple[str, str]]
    folds: npt.NDArray[np.int64]
    labels: tuple[str, ...]


def role_labels(count: int, golds: Sequence[Gold]) -> list[int]:
    """Return the role of each of ``count`` tokens; a token of a cue is that before all else.

    Roles are those at the outer level, but for the anchors of cues, which are told at every level.
    """
    labels = _outer_labels(count, [gold for gold in golds if gold.outer])
    for gold in golds:
        if gold.anchor >= 0 and gold.must:
            labels[gold.anchor] = 1
    return labels


def _outer_labels(count: int, golds: Sequence[Gold]) -> list[int]:
    labels = [0] * count
    for gold in golds:
        if gold.anchor >= 0:
            first = gold.cue[0].start
            for index in tokens_of(gold.content):
                labels[index] = 5 if index < first else 6
            for index in tokens_of(gold.source):
                labels[index] = 3 if index < first else 4
    for gold in golds:
        for index in tokens_of(gold.cue):
            labels[index] = 2
        if gold.anchor >= 0:
            labels[gold.anchor] = 1
    return labels


def _token_keys(columns: Columns, stretch: range) -> Iterator[tuple[Key, ...]]:
    """Yield keys and features of each token together."""
    for keys, features in zip(
        token_keys(columns, stretch), token_features(columns, stretch), strict=True
    ):
        yield (*keys, *features)


def roles_data(articles: Sequence[Prepared], without: frozenset[str] = frozenset()) -> StageData:
    """Return what the first stage learns from: the roles of all tokens."""
    ring = Keyring({_TOKENS: TOKEN_EXPANSIONS})
    builder = SequenceBuilder(ring, without)
    for article in articles:
        labels = role_labels(len(article.columns.words), article.gold)
        rows = article.lesson.roles.tolist() if article.lesson else None
        for piece in pieces(article.columns):
            for index, keys in zip(piece, _token_keys(article.columns, piece), strict=True):
                told = rows and _blended(labels[index], rows[index], article.share)
                builder.token(labels[index], [(_TOKENS, keys)], told)
            builder.close(article.fold)
    data, names = builder.sequences(_LEAST_SEEN, len(ROLES))
    return StageData(data, names, np.array(builder.owners), ROLES)


def _blended(label: int, told: Sequence[float], share: float) -> Sequence[float]:
    """Return how much of each label a token is, what is told of it counting so much."""
    marked = 1.0 - share
    return [share * one + marked * (at == label) for at, one in enumerate(told)]


def part_labels(gold: Gold) -> dict[int, int]:
    """Return the part of each token of an attribution; a token of a cue is that before all else."""
    return {
        **dict.fromkeys(tokens_of(gold.content), _CONTENT),
        **dict.fromkeys(tokens_of(gold.source), _SOURCE),
        **dict.fromkeys(tokens_of(gold.cue), _CUE),
    }


def parts_data(
    articles: Sequence[Prepared],
    roles: Sequence[Roles],
    without: frozenset[str] = frozenset(),
) -> tuple[StageData, StageData]:
    """Return what the second stage learns from: the parts around each annotated cue."""
    expansions = {_TOKENS: TOKEN_EXPANSIONS, _CUES: CUE_EXPANSIONS}
    builders = [SequenceBuilder(Keyring(expansions), without) for _ in range(2)]
    for article, seen in zip(articles, roles, strict=True):
        steps = RoleSteps.of(seen)
        for gold in article.gold:
            if gold.anchor >= 0:
                _add_cue(builders, article, gold, seen, steps)
    data = [builder.sequences(_LEAST_SEEN, len(PARTS)) for builder in builders]
    left, right = [
        StageData(sequences, names, np.array(builder.owners), PARTS)
        for (sequences, names), builder in zip(data, builders, strict=True)
    ]
    return left, right


def _add_cue(
    builders: Sequence[SequenceBuilder],
    article: Prepared,
    gold: Gold,
    roles: Roles,
    steps: RoleSteps,
) -> None:
    columns = article.columns
    context = context_of(columns, gold.anchor)
    window = window_of(columns, gold.anchor)
    labels = part_labels(gold)
    lesson = article.lesson.parts.get(gold.anchor) if article.lesson else None
    # What was told of another window, before sentences were cut as they are, is no lesson here.
    rows = None if lesson is None or len(lesson) != len(window) else lesson.tolist()
    tokens = dict(zip(window, _token_keys(columns, window), strict=True))
    for builder, side in zip(builders, sides_of(window, gold.anchor), strict=True):
        keyed = cue_keys(columns, context, steps, side)
        for index, keys in zip(side, keyed, strict=True):
            own = role_keys(columns, roles, steps, index)
            label = labels.get(index, 0)
            told = rows and _blended(label, rows[index - window.start], article.share)
            builder.token(label, [(_TOKENS, tokens[index]), (_CUES, own), (_CUES, keys)], told)
        builder.close(article.fold)


def fit_stage(
    data: StageData, without: int, settings: Settings, report: Callable[[str], None]
) -> Fitted:
    """Fit a stage on all folds but one."""
    chosen = np.flatnonzero(data.folds != without)
    return fit(data.sequences, chosen, len(data.names), len(data.labels), settings, report)


def tables_of(data: StageData, fitted: Fitted) -> dict[str, TableWeights]:
    """Return the fitted weights by table and feature."""
    out: dict[str, TableWeights] = {_TOKENS: {}, _CUES: {}}
    for number, (table, feature) in enumerate(data.names):
        out[table][feature] = fitted.features[number]
    return out
