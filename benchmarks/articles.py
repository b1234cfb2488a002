"""Annotated articles in, predicted claims out: one JSON document a line."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias, TypedDict

from attrs import frozen

from benchmarks.scoring import Claim, Range
from quoteattr import Pipeline, Result, Span, attribute_many
from quoteattr.training.corpora.world import WorldArticle, read_world


class ClaimRecord(TypedDict):
    """A claim as the files hold it."""

    source: list[list[int]]
    cue: list[list[int]]
    content: list[list[int]]


class ArticleRecord(TypedDict):
    """An article as the files hold it."""

    id: str
    text: str
    attributions: list[ClaimRecord]


@frozen
class Article:
    """A text and the claims that were annotated in it."""

    id: str
    text: str
    claims: tuple[Claim, ...]


#: An article annotated at one level, or one that readers marked at every level.
AnyArticle: TypeAlias = Article | WorldArticle


def _ranges(pairs: Iterable[Sequence[int]]) -> tuple[Range, ...]:
    return tuple((start, end) for start, end in pairs)


def read_articles(path: Path) -> list[Article]:
    """Read the annotated articles of a file."""
    with path.open(encoding="utf-8") as lines:
        records: list[ArticleRecord] = [json.loads(line) for line in lines if not line.isspace()]
    return [
        Article(
            record["id"],
            record["text"],
            tuple(
                Claim(_ranges(claim["source"]), _ranges(claim["cue"]), _ranges(claim["content"]))
                for claim in record["attributions"]
            ),
        )
        for record in records
    ]


def read_corpus(path: Path) -> list[AnyArticle]:
    """Read the articles of a file of either form."""
    with path.open(encoding="utf-8") as lines:
        first: Mapping[str, object] = json.loads(next(lines, "{}"))
    return [*read_world(path)] if "readers" in first else [*read_articles(path)]


def write_claims(
    path: Path, articles: Sequence[Article], claims: Sequence[Sequence[Claim]]
) -> None:
    """Write predicted claims in the format of the annotated ones, without the texts."""
    with path.open("w", encoding="utf-8") as lines:
        for article, predicted in zip(articles, claims, strict=True):
            records = [
                {"source": claim.source, "cue": claim.cue, "content": claim.content}
                for claim in predicted
            ]
            lines.write(json.dumps({"id": article.id, "attributions": records}) + "\n")


def _offsets(spans: Iterable[Span]) -> tuple[Range, ...]:
    return tuple((span.start, span.end) for span in spans)


def claims_of(result: Result) -> tuple[Claim, ...]:
    """The outermost attributions of ``result``, the level that was annotated."""
    return tuple(
        Claim(
            source=_offsets([attribution.speaker.span] if attribution.speaker else []),
            cue=_offsets(attribution.cue.spans if attribution.cue else []),
            content=_offsets(attribution.content),
        )
        for attribution in result
        if attribution.parent is None
    )


def predict(
    texts: Iterable[str], *, workers: int, pipeline: Pipeline | None = None
) -> Iterator[tuple[Claim, ...]]:
    """Run quoteattr over ``texts``."""
    results = attribute_many(texts, pipeline=pipeline, workers=workers, chunksize=4)
    return map(claims_of, results)


def add_engine(parser: argparse.ArgumentParser) -> None:
    """Let a command line say which engine is measured."""
    parser.add_argument("--engine", choices=["light", "accurate"], default="light")


def pipeline_of(engine: str) -> Pipeline:
    """The pipeline with an engine's default options."""
    return Pipeline.accurate() if engine == "accurate" else Pipeline()


def predict_apart(
    texts: Sequence[str], pipelines: Sequence[Pipeline], *, workers: int
) -> list[tuple[Claim, ...]]:
    """Run over each text the pipeline that was trained without it."""
    found: list[tuple[Claim, ...]] = [()] * len(texts)
    for fold, pipeline in enumerate(pipelines):
        own = range(fold, len(texts), len(pipelines))
        claims = predict([texts[at] for at in own], workers=workers, pipeline=pipeline)
        for at, one in zip(own, claims, strict=True):
            found[at] = one
    return found
