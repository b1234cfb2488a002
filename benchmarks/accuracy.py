"""How well quoteattr finds what people annotated.

usage: python -m benchmarks.accuracy GOLD.jsonl [--pred OUT.jsonl] [--marks STYLE|all] [--errors N]
       [--engine light|accurate] [--fold-models FOLDER]
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from attrs import frozen

from benchmarks.articles import (
    Article,
    add_engine,
    pipeline_of,
    predict,
    predict_apart,
    read_articles,
    write_claims,
)
from benchmarks.bootstrap import interval
from benchmarks.restyle import STYLES, restyle
from benchmarks.scoring import Claim, Comparison, Range, Tally, score, total
from quoteattr import Pipeline
from quoteattr.training.foldmodels import fold_pipelines

# The figures to judge by, in the order of their weight.
HEADLINES: Mapping[str, Callable[[Tally], float]] = {
    "who-what": lambda tally: tally.f1,
    "role all": lambda tally: tally.f1,
    "strict": lambda tally: tally.f1,
    "direct acc": lambda tally: tally.recall,
}
BRACKETS = (("source", "[", "]"), ("cue", "{", "}"), ("content", "<", ">"))
MARGIN = 60


@frozen
class Mistake:
    """A claim that only one side has."""

    sort: str
    article: Article
    claim: Claim

    def __str__(self) -> str:
        shown = bracketed(self.article.text, self.claim)
        return f"{self.sort:8} {self.article.id}\n         {shown}"


def bracketed(text: str, claim: Claim) -> str:
    """Show a claim in its sentence: [source], {cue} and <content>.

    >>> bracketed("Ann said it rained.", Claim(((0, 3),), ((4, 8),), ((9, 18),)))
    '[Ann] {said} <it rained>.'
    """
    inserts: list[tuple[int, int, str]] = []
    for role, opening, closing in BRACKETS:
        spans: tuple[Range, ...] = getattr(claim, role)
        inserts += [(start, 1, opening) for start, _ in spans]
        inserts += [(end, 0, closing) for _, end in spans]
    inserts.sort()
    position = max(0, inserts[0][0] - MARGIN) if inserts else 0
    stop = inserts[-1][0] + MARGIN if inserts else 0
    parts: list[str] = []
    for offset, _, bracket in inserts:
        parts += [text[position:offset], bracket]
        position = offset
    return " ".join("".join([*parts, text[position:stop]]).split())


def mistakes(article: Article, predicted: Sequence[Claim]) -> Iterator[Mistake]:
    """The annotated claims that were not found, and the predicted ones nobody annotated."""
    comparison = Comparison.of(article.text, article.claims, predicted)
    found = comparison.found()
    for sort, claims, right in (
        ("missed", article.claims, {match.gold for match in found}),
        ("spurious", predicted, {match.predicted for match in found}),
    ):
        for index, claim in enumerate(claims):
            if index not in right:
                yield Mistake(sort, article, claim)


def table(scores: Sequence[Mapping[str, Tally]]) -> str:
    """All figures of ``scores``, a line each."""
    lines = [f"{'':16}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'pred':>7}"]
    for name, tally in sorted(total(scores).items()):
        if name == "direct acc" or name.startswith("recall"):
            lines.append(f"{name:16}{'':7}{tally.recall:7.3f}{'':7}{tally.gold:7}")
        else:
            lines.append(
                f"{name:16}{tally.precision:7.3f}{tally.recall:7.3f}{tally.f1:7.3f}"
                f"{tally.gold:7}{tally.predicted:7}"
            )
    return "\n".join(lines)


def headlines(scores: Sequence[Mapping[str, Tally]]) -> str:
    """The figures to judge by, with their 95% intervals over the articles."""
    return "\n".join(
        f"{name:16} {interval(scores, name, figure)}" for name, figure in HEADLINES.items()
    )


def _scores(
    articles: Sequence[Article], claims: Sequence[Sequence[Claim]]
) -> list[dict[str, Tally]]:
    return [
        score(article.text, article.claims, predicted)
        for article, predicted in zip(articles, claims, strict=True)
    ]


def marks_report(
    articles: Sequence[Article],
    claims: Sequence[Sequence[Claim]],
    styles: Sequence[str],
    workers: int,
    pipeline: Pipeline | None = None,
) -> str:
    """Direct accuracy when the quotation marks are of another style."""
    original = total(_scores(articles, claims))["direct acc"].recall
    lines = [f"{'as written':16} {original:.3f}"]
    for style in styles:
        restyled = list(
            predict(
                (restyle(article.text, style) for article in articles),
                workers=workers,
                pipeline=pipeline,
            )
        )
        accuracy = total(_scores(articles, restyled))["direct acc"].recall
        same = sum(map(_same, claims, restyled))
        lines.append(
            f"{style:16} {accuracy:.3f} ({accuracy - original:+.3f}; "
            f"the same claims in {same} of {len(articles)} articles)"
        )
    return "\n".join(lines)


def _same(before: Sequence[Claim], after: Sequence[Claim]) -> bool:
    return tuple(before) == tuple(after)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.accuracy",
        description="Compare quoteattr with annotated articles.",
    )
    parser.add_argument("gold", type=Path, help="annotated articles, one JSON document a line")
    parser.add_argument("--pred", type=Path, help="write the predicted claims to this file")
    parser.add_argument(
        "--marks",
        choices=[*STYLES, "all"],
        help="also report direct accuracy with “ ” rewritten to another style",
    )
    parser.add_argument(
        "--fold-models",
        type=Path,
        help="the folder of a training on these very articles: take for each the model that has"
        " not seen it",
    )
    add_engine(parser)
    parser.add_argument("--errors", type=int, default=0, help="show this many mistakes")
    parser.add_argument("--workers", type=int, default=2, help="processes to use")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> None:
    """Print every figure for the articles of a file."""
    options = _arguments(argv)
    articles = read_articles(options.gold)
    texts = [article.text for article in articles]
    if options.fold_models is None:
        pipeline = pipeline_of(options.engine)
        claims = list(predict(texts, workers=options.workers, pipeline=pipeline))
    else:
        pipelines = fold_pipelines(options.fold_models)
        claims = predict_apart(texts, pipelines, workers=options.workers)
    if options.pred:
        write_claims(options.pred, articles, claims)
    scores = _scores(articles, claims)
    print(table(scores))
    print(f"\n95% intervals over {len(articles)} articles")
    print(headlines(scores))
    if options.marks:
        styles = list(STYLES) if options.marks == "all" else [options.marks]
        print("\ndirect accuracy by style of marks")
        pipeline = pipeline_of(options.engine)
        print(marks_report(articles, claims, styles, options.workers, pipeline))
    if options.errors:
        wrong = [
            mistake
            for article, predicted in zip(articles, claims, strict=True)
            for mistake in mistakes(article, predicted)
        ]
        random.Random(0).shuffle(wrong)
        print(f"\n{min(options.errors, len(wrong))} of {len(wrong)} mistakes")
        for mistake in wrong[: options.errors]:
            print(mistake)


if __name__ == "__main__":
    main()
