"""Teaching the types of cues that the lexicon does not know, from those that it does."""

from collections.abc import Callable, Sequence
from zlib import crc32

import numpy as np
import numpy.typing as npt

from quoteattr.choice.cuetypes import TYPES, type_words
from quoteattr.choice.features.cuecontext import context_of
from quoteattr.learning.tables import WeightTable
from quoteattr.training.fitting.gradient import Fitted, Sequences, Settings, fit, quiet
from quoteattr.training.fitting.quantising import quantised
from quoteattr.training.prepared import Prepared
from quoteattr.training.wordrows import WordRows

__all__ = ["fit_types"]

_FOLDS = 5
_LEAST_SEEN = 3
_ROWS = 4_000
_ALL = -1
_MOST_OF_A_LEMMA = 25


def fit_types(
    articles: Sequence[Prepared], seed: int, report: Callable[[str], None]
) -> WeightTable:
    """Fit the types of annotated cues that the lexicon knows, by what is told without it.

    Reports how often the type of a lemma is right that the fit has not seen.
    """
    rows = WordRows()
    lemmas: list[str] = []
    seen: dict[str, int] = {}
    for article in articles:
        for gold in article.gold:
            if gold.anchor < 0 or not gold.content:
                continue
            context = context_of(article.columns, gold.anchor)
            entry = article.columns.parse.lexicon.entry(context.lemma)
            times = seen[context.lemma] = seen.get(context.lemma, 0) + 1
            if entry is None or times > _MOST_OF_A_LEMMA:
                continue
            words = type_words(article.columns, context, gold.cue, gold.content)
            rows.add(words, TYPES.index(entry.type))
            lemmas.append(context.lemma)
    data, names = rows.sequences(_LEAST_SEEN)
    folds = np.array([crc32(lemma.encode()) % _FOLDS for lemma in lemmas])
    fits = {fold: _fit(data, len(names), folds, fold, seed) for fold in (*range(_FOLDS), _ALL)}
    right = sum([_right(data, fits[fold], folds == fold) for fold in range(_FOLDS)])
    report(f"types: {right / max(1, len(lemmas)):.1%} right for lemmas not seen")
    weights = dict(zip(names, fits[_ALL].features, strict=True))
    return quantised([kind.value for kind in TYPES], weights, _ROWS)


def _fit(
    data: Sequences, count: int, folds: npt.NDArray[np.int64], without: int, seed: int
) -> Fitted:
    chosen = np.flatnonzero(folds != without)
    return fit(data, chosen, count, len(TYPES), Settings(epochs=8, seed=seed), quiet)


def _right(data: Sequences, fitted: Fitted, unseen: npt.NDArray[np.bool_]) -> int:
    right = 0
    for at in np.flatnonzero(unseen):
        features = data.keys[data.token_starts[at] : data.token_starts[at + 1]]
        right += int(fitted.features[features].sum(axis=0).argmax() == data.labels[at])
    return right
