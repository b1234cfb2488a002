"""What each stage and each group of features carries: the core trained without it, one at a time.

usage: python -m benchmarks.ablation TRAIN.jsonl GOLD.jsonl [--every 4] [--only NAME …]

Training is on every fourth article, so that a row takes minutes; rows compare with the first,
not with the packaged model. Needs the extra ``train``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import evolve

from benchmarks.accuracy import HEADLINES
from benchmarks.articles import Article, claims_of, read_articles
from benchmarks.scoring import Tally, score, total
from quoteattr import Lexicon, Model, Pipeline, Tagger, attribute_many
from quoteattr.training.core import CoreTrainer
from quoteattr.training.corpora.annotated import AnnotatedArticle, read_annotated
from quoteattr.training.corpora.folds import fold_lexicons
from quoteattr.training.options import CoreOptions
from quoteattr.training.prepared import prepare
from quoteattr.training.workfolder import WorkFolder

#: What is left out in each row, as `CoreOptions.without` names it; “lexicon” leaves out all that
#: the lexicon knows of cues, and with it the patterns.
ROWS: Mapping[str, frozenset[str]] = {
    "everything": frozenset(),
    "no patterns, no lexicon": frozenset({"lexicon"}),
    "tokens: no words around": frozenset({"tokens:w-", "tokens:w+", "tokens:w--", "tokens:w++"}),
    "tokens: no pairs of words": frozenset(
        {"tokens:ww-", "tokens:ww+", "tokens:w-p", "tokens:w+p"}
    ),
    "tokens: no rows of tags": frozenset({"tokens:p", "tokens:p--", "tokens:p++"}),
    "tokens: no marks": frozenset({"tokens:q"}),
    "tokens: no stretches": frozenset({"tokens:g"}),
    "tokens: no patterns": frozenset({"tokens:c"}),
    "parts: no roles": frozenset({"cues:A", "cues:Aq", "cues:As", "cues:Ac", "cues:nA"}),
    "parts: nothing between": frozenset({"cues:n", "cues:nt", "cues:an"}),
    "parts: no distance": frozenset({"cues:d", "cues:y", "cues:lw"}),
    "parts: no cue": frozenset({"cues:a", "cues:lk", "cues:fk", "cues:an", "cues:lw"}),
    "parts: no subjects": frozenset({"cues:gs", "cues:gn"}),
    "parts: no patterns": frozenset({"cues:P", "cues:Pt", "cues:P-"}),
    "verdicts: no words": frozenset({"facts"}),
    "verdicts: no numbers": frozenset({"numbers"}),
    "verdicts: no rates": frozenset({"rates"}),
}


def trained(
    articles: Sequence[AnnotatedArticle], without: frozenset[str], tagger: Tagger
) -> Pipeline:
    """Return a pipeline with a core trained without some groups."""
    options = CoreOptions(without=without, folds=3)
    lexicon = Lexicon.default()
    counted = fold_lexicons(articles, lexicon, tagger, options.folds, _quiet)
    lexicons = list(counted.lexicons)
    if "lexicon" in without:
        lexicons = [evolve(one, cues={}) for one in lexicons]
        lexicon = evolve(lexicon, cues={})
    prepared = prepare(articles, lexicons, tagger)
    model, _ = CoreTrainer(prepared, options, WorkFolder.of(None, ""), _quiet).train()
    return Pipeline(tagger=tagger, lexicon=lexicon, model=Model(model))


def _quiet(_: str) -> None:
    """Say nothing of the steps of a row."""


def measured(articles: Sequence[Article], pipeline: Pipeline, workers: int) -> dict[str, Tally]:
    """Return the figures of a pipeline on annotated articles."""
    texts = [article.text for article in articles]
    results = attribute_many(texts, pipeline=pipeline, workers=workers, chunksize=4)
    return total(
        score(article.text, article.claims, claims_of(result))
        for article, result in zip(articles, results, strict=True)
    )


def rows(
    train: Sequence[AnnotatedArticle],
    gold: Sequence[Article],
    names: Sequence[str],
    workers: int,
) -> Iterator[str]:
    """Yield a line for each name, with the difference to the first."""
    tagger = Tagger.load()
    first: dict[str, float] = {}
    for name in names:
        figures = measured(gold, trained(train, ROWS[name], tagger), workers)
        cells = ""
        for headline, figure in HEADLINES.items():
            value = figure(figures[headline])
            cells += f"{value:9.3f} ({value - first.setdefault(headline, value):+.3f})"
        yield f"{name:28}{cells}"


def main(argv: Sequence[str] | None = None) -> None:
    """Print the table, a row as soon as it is measured."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.ablation",
        description="Train the core without one group of features after another.",
    )
    parser.add_argument("train", type=Path, help="annotated articles to train on")
    parser.add_argument("gold", type=Path, help="annotated articles to measure on")
    parser.add_argument("--every", type=int, default=4, help="train on one article in so many")
    parser.add_argument("--only", nargs="+", choices=list(ROWS), help="rows besides the first")
    parser.add_argument("--workers", type=int, default=2, help="processes to measure with")
    options = parser.parse_args(argv)
    train = list(read_annotated(options.train))[:: options.every]
    names = list(dict.fromkeys(["everything", *(options.only or ROWS)]))
    print(f"{len(train)} articles to train on")
    print(f"{'left out':28}" + "".join([f"{name:>18}" for name in HEADLINES]))
    for row in rows(train, read_articles(options.gold), names, options.workers):
        print(row)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
