"""Which tokens are looked into as cues, learned from what is known of them alone."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from quoteattr.choice.features.cuekeys import RoleSteps
from quoteattr.choice.pruning import cues_of
from quoteattr.choice.roles import Roles
from quoteattr.learning.tables import WeightTable
from quoteattr.text import tokens_of
from quoteattr.training.fitting.gradient import Settings, fit, quiet
from quoteattr.training.fitting.quantising import quantised
from quoteattr.training.prepared import Prepared
from quoteattr.training.wordrows import WordRows

__all__ = ["fit_pruning"]

_LEAST_SEEN = 4
_ROWS = 15_000


def fit_pruning(
    articles: Sequence[Prepared], roles: Sequence[Roles], folds: Sequence[int], seed: int
) -> list[WeightTable]:
    """Return one table for each fold in ``folds``, fitted without it.

    A token inside the content of an annotated attribution that is no annotated cue is left
    out where inner attributions were not annotated; so is what readers call borderline.
    """
    rows = WordRows()
    owners: list[int] = []
    for article, seen in zip(articles, roles, strict=True):
        marked = {index for gold in article.gold if gold.must for index in tokens_of(gold.cue)}
        untold = {index for gold in article.gold for index in tokens_of(gold.cue)}
        if not article.every_level:
            untold |= {index for gold in article.gold for index in tokens_of(gold.content)}
        for context, known in cues_of(article.columns, seen, RoleSteps.of(seen)):
            if context.anchor in marked or context.anchor not in untold:
                rows.add(known.words, int(context.anchor in marked))
                owners.append(article.fold)
    data, names = rows.sequences(_LEAST_SEEN)
    held: npt.NDArray[np.int64] = np.array(owners)
    tables: list[WeightTable] = []
    for fold in folds:
        chosen = np.flatnonzero(held != fold)
        fitted = fit(data, chosen, len(names), 2, Settings(epochs=6, seed=seed), quiet)
        odds = (fitted.features[:, 1:] - fitted.features[:, :1]).astype(np.float32)
        tables.append(quantised(["cue"], dict(zip(names, odds, strict=True)), _ROWS))
    return tables
