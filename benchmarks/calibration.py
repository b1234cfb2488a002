"""How far the confidence of an attribution can be trusted, and what a threshold on it gives.

usage: python -m benchmarks.calibration GOLD.jsonl [--engine light|accurate]
       [--thresholds 0 0.5 0.8] [--workers 2]

Articles that readers marked at every level are told stage by stage: what the learned core chose,
what a rule read inside another attribution, and quotations placed without a cue.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import frozen

from benchmarks.articles import (
    Article,
    add_engine,
    claims_of,
    pipeline_of,
    read_articles,
    read_corpus,
)
from benchmarks.bootstrap import interval
from benchmarks.scoring import Comparison, Tally, score, total
from quoteattr import Pipeline, Result, attribute_many
from quoteattr.training.confidence import judged
from quoteattr.training.corpora.world import WorldArticle

BINS = 10
THRESHOLDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.92, 0.95)


@frozen
class Guess:
    """How sure an attribution was, and whether people annotated the same source and content."""

    confidence: float
    right: bool


@frozen
class Bin:
    """The attributions whose confidence lies in one tenth of the scale."""

    low: float
    guesses: tuple[Guess, ...]

    @property
    def confidence(self) -> float:
        """How sure they were on average."""
        return sum(guess.confidence for guess in self.guesses) / len(self.guesses)

    @property
    def right(self) -> float:
        """The share of them that is right."""
        return sum(guess.right for guess in self.guesses) / len(self.guesses)

    def __str__(self) -> str:
        return (
            f"{self.low:.1f}–{self.low + 1 / BINS:.1f}{len(self.guesses):10}"
            f"{self.confidence:9.3f}{self.right:8.3f}"
        )


def guesses(article: Article, result: Result) -> Iterator[Guess]:
    """Judge the outermost attributions of ``result`` as the figure ``who-what`` does."""
    outermost = [attribution for attribution in result if attribution.parent is None]
    comparison = Comparison.of(article.text, article.claims, claims_of(result))
    right = {match.predicted for match in comparison.found()}
    for index, attribution in enumerate(outermost):
        yield Guess(attribution.confidence, index in right)


def binned(made: Sequence[Guess]) -> list[Bin]:
    """Sort guesses into tenths of the scale; tenths without any are left out.

    >>> [len(one.guesses) for one in binned([Guess(0.81, True), Guess(0.89, False)])]
    [2]
    """
    of_tenth: dict[int, list[Guess]] = {}
    for guess in made:
        of_tenth.setdefault(min(BINS - 1, int(guess.confidence * BINS)), []).append(guess)
    return [Bin(tenth / BINS, tuple(of_tenth[tenth])) for tenth in sorted(of_tenth)]


def expected_error(bins: Sequence[Bin]) -> float:
    """How far confidence and share of right ones lie apart, on average over the guesses.

    >>> round(expected_error(binned([Guess(0.81, True), Guess(0.89, False)])), 2)
    0.35
    """
    count = sum(len(one.guesses) for one in bins)
    apart = sum(abs(one.confidence - one.right) * len(one.guesses) for one in bins)
    return apart / count if count else 0.0


def threshold_row(
    articles: Sequence[Article], pipeline: Pipeline, threshold: float, workers: int
) -> str:
    """Precision and recall of ``who-what`` with ``min_confidence=threshold``."""
    results = attribute_many(
        (article.text for article in articles),
        pipeline=pipeline,
        workers=workers,
        chunksize=4,
        min_confidence=threshold,
    )
    scores = [
        score(article.text, article.claims, claims_of(result))
        for article, result in zip(articles, results, strict=True)
    ]
    precision = interval(scores, "who-what", lambda tally: tally.precision)
    recall = interval(scores, "who-what", lambda tally: tally.recall)
    kept = total(scores).get("who-what", Tally()).predicted
    return f"{threshold:<14}{kept:8}  {precision!s:22} {recall!s}"


def all_guesses(articles: Sequence[Article], pipeline: Pipeline, workers: int) -> list[Guess]:
    """Judge the outermost attributions of all articles."""
    texts = (article.text for article in articles)
    results = attribute_many(texts, pipeline=pipeline, workers=workers, chunksize=4)
    return [
        guess
        for article, result in zip(articles, results, strict=True)
        for guess in guesses(article, result)
    ]


def report(
    articles: Sequence[Article], pipeline: Pipeline, thresholds: Sequence[float], workers: int
) -> str:
    """The expected calibration error with its tenths, and a row for each threshold."""
    bins = binned(all_guesses(articles, pipeline, workers))
    return "\n".join(
        [
            f"{'confidence':12}{'found':>5}{'mean':>9}{'right':>8}",
            *map(str, bins),
            f"expected calibration error {expected_error(bins):.3f}",
            "",
            f"{'min_confidence':14}{'found':>8}  {'precision':22} recall",
            *(threshold_row(articles, pipeline, threshold, workers) for threshold in thresholds),
        ]
    )


def stage_report(
    articles: Sequence[WorldArticle], pipeline: Pipeline, thresholds: Sequence[float]
) -> str:
    """The tenths, the reliability of each stage, and what a threshold gives, at every level."""
    rows = list(judged(articles, pipeline))
    bins = binned([Guess(row.confidence, row.right) for row in rows])
    lines = [f"{'confidence':12}{'found':>5}{'mean':>9}{'right':>8}", *map(str, bins)]
    lines += [f"expected calibration error {expected_error(bins):.3f}", ""]
    lines.append(f"{'stage':12}{'found':>5}{'mean':>9}{'right':>8}")
    for stage in ("chosen", "inner", "placed"):
        own = tuple(
            [Guess(row.confidence, row.right) for row in rows if row.grounds.stage == stage]
        )
        if own:
            whole = Bin(0.0, own)
            lines.append(f"{stage:12}{len(own):5}{whole.confidence:9.3f}{whole.right:8.3f}")
    lines += ["", f"{'min_confidence':14}{'found':>8}{'right':>8}"]
    for threshold in thresholds:
        kept = [row.right for row in rows if row.confidence >= threshold]
        share = sum(kept) / len(kept) if kept else 0.0
        lines.append(f"{threshold:<14}{len(kept):8}{share:8.3f}")
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> None:
    """Print how well confidence holds on the articles of a file."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.calibration",
        description="Compare confidence with how many attributions are right.",
    )
    parser.add_argument("gold", type=Path, help="annotated articles, one JSON document a line")
    parser.add_argument(
        "--thresholds", type=float, nargs="*", default=THRESHOLDS, help="values of min_confidence"
    )
    parser.add_argument(
        "--workers", type=int, default=2, help="processes to use, where one level is annotated"
    )
    add_engine(parser)
    options = parser.parse_args(argv)
    pipeline = pipeline_of(options.engine)
    articles = read_corpus(options.gold)
    marked = [article for article in articles if isinstance(article, WorldArticle)]
    if marked:
        print(stage_report(marked, pipeline, options.thresholds))
    else:
        single = read_articles(options.gold)
        print(report(single, pipeline, options.thresholds, options.workers))


if __name__ == "__main__":
    main()
