"""Lexicons for the folds of a training: each with shares that its fold had no part in."""

from collections.abc import Callable, Sequence

from attrs import frozen

from quoteattr.text.tagging import Tagger
from quoteattr.training.corpora.annotated import AnnotatedArticle
from quoteattr.training.cues import CueCounts, count_cues, reweighed
from quoteattr.words.lexicon import Lexicon

__all__ = ["FoldLexicons", "fold_lexicons"]


@frozen
class FoldLexicons:
    """The counts over all articles, and for each fold those without it and their lexicon."""

    counts: CueCounts
    fold_counts: tuple[CueCounts, ...]
    lexicons: tuple[Lexicon, ...]


def fold_lexicons(
    articles: Sequence[AnnotatedArticle],
    lexicon: Lexicon,
    tagger: Tagger,
    folds: int,
    report: Callable[[str], None],
) -> FoldLexicons:
    """Count the shares of cues, for each fold on the articles of the others."""
    counted: list[CueCounts] = []
    for number, article in enumerate(articles, 1):
        counted.append(count_cues(article, lexicon, tagger))
        if number % 100 == 0:
            report(f"cues of {number} articles counted")
    apart = [CueCounts.total(_without(counted, fold, folds)) for fold in range(folds)]
    lexicons = [reweighed(lexicon, counts) for counts in apart]
    return FoldLexicons(CueCounts.total(counted), tuple(apart), tuple(lexicons))


def _without(counted: Sequence[CueCounts], fold: int, folds: int) -> list[CueCounts]:
    return [counts for number, counts in enumerate(counted) if number % folds != fold]
