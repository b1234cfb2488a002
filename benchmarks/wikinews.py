"""How well quoteattr finds what readers marked in the Wikinews articles of 2019, at every level.

usage: python -m benchmarks.wikinews wikinews_2019.csv [--part dev|train] [--engine accurate]

The articles (CC BY 2.5) are those of https://github.com/vanatteveldt/wikinews, in the file
``data/wikinews_2019.csv``; what was marked in 120 of them lies in ``gold/`` as offsets. Two
readers marked each article of the part dev, one each of the part train. The packaged models
learned from train: what they are worth shows on dev alone.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, TypedDict

from attrs import frozen

from benchmarks.articles import add_engine, pipeline_of
from benchmarks.levels import Layers, Marked, Scores, layers_of, score
from benchmarks.scoring import Claim, Range
from quoteattr import Pipeline, attribute_many
from quoteattr.model.reading import text_sha256
from quoteattr.training.corpora.readers import CorpusError, objects

__all__ = [
    "GOLD",
    "Annotation",
    "Joined",
    "join",
    "main",
    "marked",
    "measured",
    "read_annotations",
    "read_copies",
    "same_spacing",
]

GOLD = Path(__file__).parent / "gold" / "wikinews-2019.jsonl"

Part = Literal["dev", "train"]
_PARTS: tuple[Part, ...] = ("dev", "train")
_EMPTY_LINES = re.compile(r"\n{3,}")
_DIGITS = 12

#: What a reader marked, as the annotation holds it: pairs of offsets, which count code points.
MarkRecord = TypedDict(
    "MarkRecord",
    {
        "id": int,
        "class": Literal["must", "may"],
        "type": str,
        "source": list[int] | None,
        "cue": list[int] | None,
        "content": list[list[int]],
        "parent": int | None,
        "polarity": str,
        "certainty": str,
        "entity": str | None,
        "addressee": list[int] | None,
        "time": list[int] | None,
        "place": list[int] | None,
        "medium": list[int] | None,
    },
)


class AnnotationRecord(TypedDict):
    """What was marked in an article, as the annotation holds it."""

    id: str
    title: str
    part: Part
    sha256: str
    readers: Mapping[str, list[MarkRecord]]


@frozen
class Annotation:
    """What readers marked in an article, and the SHA-256 of the text that it is for."""

    id: str
    title: str
    part: Part
    sha256: str
    readers: tuple[tuple[Marked, ...], ...]


@frozen
class Joined:
    """Articles with their texts, and a line for each that is missing or another."""

    articles: tuple[tuple[Annotation, str], ...]
    complaints: tuple[str, ...]


def read_annotations(path: Path) -> list[Annotation]:
    """Read what was marked; attributions without a content are left out.

    >>> annotations = read_annotations(GOLD)
    >>> [sum(one.part == part for one in annotations) for part in ("dev", "train")]
    [60, 60]
    """
    with path.open(encoding="utf-8") as lines:
        records: list[AnnotationRecord] = [json.loads(line) for line in lines]
    return [
        Annotation(
            record["id"],
            record["title"],
            record["part"],
            record["sha256"],
            tuple([marked(record["readers"][name]) for name in sorted(record["readers"])]),
        )
        for record in records
    ]


def marked(records: Sequence[MarkRecord]) -> tuple[Marked, ...]:
    """Return what a reader marked; attributions without a content are left out.

    >>> marked([])
    ()
    """
    by_id: dict[int | None, MarkRecord] = {record["id"]: record for record in records}
    return tuple(
        [
            Marked(
                claim=Claim(
                    source=_ranges([record["source"]]),
                    cue=_ranges([record["cue"]]),
                    content=_ranges(record["content"]),
                ),
                sources=_ranges([one["source"] for one in _chain(record, by_id)]),
                polarity=record["polarity"],
                certainty=record["certainty"],
                entity=record["entity"],
                addressee=_range(record["addressee"]),
                setting=(
                    _range(record["time"]),
                    _range(record["place"]),
                    _range(record["medium"]),
                ),
                must=record["class"] == "must",
            )
            for record in records
            if record["content"]
        ]
    )


def _chain(record: MarkRecord, by_id: Mapping[int | None, MarkRecord]) -> list[MarkRecord]:
    """Return what stands around an attribution, the outermost first and itself last."""
    chain = [record]
    while (above := by_id.get(chain[-1]["parent"])) is not None and above not in chain:
        chain.append(above)
    return chain[::-1]


def _range(pair: Sequence[int] | None) -> Range | None:
    return None if pair is None else (pair[0], pair[1])


def _ranges(pairs: Iterable[Sequence[int] | None]) -> tuple[Range, ...]:
    return tuple([(pair[0], pair[1]) for pair in pairs if pair is not None])


def same_spacing(text: str) -> str:
    r"""Return an article as its annotation counts offsets: at most one empty line in a row.

    >>> same_spacing("Friday, January 4\n\n\nIt rained.\r\n\r\n\r\n\r\nIt did. \n")
    'Friday, January 4\n\nIt rained.\n\nIt did.'
    """
    return _EMPTY_LINES.sub("\n\n", text.replace("\r\n", "\n")).strip()


def read_copies(path: Path) -> dict[str, str]:
    """Read the texts of articles by id and by title, from a CSV file or from lines of JSON.

    The id of an article is the end of its address, after ``/wiki/``. Raises `CorpusError` for
    what is neither, or has no texts with a title, an id or an address.
    """
    copies: dict[str, str] = {}
    for row in _rows(path):
        text = row.get("text")
        names = [row.get("id"), row.get("title"), (row.get("url") or "").rpartition("/wiki/")[2]]
        copies |= {name: same_spacing(text) for name in names if name and text}
    if not copies:
        raise CorpusError(f"{path}: no articles with “text” and one of “title”, “id” and “url”")
    return copies


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    """Yield the strings of each article, by the names of their columns or fields."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            is_json = file.read(1) == "{"
            file.seek(0)
            if not is_json:
                yield from csv.DictReader(file)
    except (OSError, ValueError, csv.Error) as error:
        raise CorpusError(f"{path}: cannot be read ({error})") from error
    if is_json:
        for _, record in objects(path):
            yield {name: value for name, value in record.items() if isinstance(value, str)}


def join(annotations: Iterable[Annotation], copies: Mapping[str, str]) -> Joined:
    """Give each article its text, if there is one and it is the one that was annotated."""
    articles: list[tuple[Annotation, str]] = []
    complaints: list[str] = []
    for one in annotations:
        text = copies.get(one.id, copies.get(one.title))
        if text is None:
            complaints.append(f"missing: {one.title}")
        elif (digest := text_sha256(text)) != one.sha256:
            complaints.append(
                f"another text: {one.title} (SHA-256 {digest[:_DIGITS]}…, annotated was"
                f" {one.sha256[:_DIGITS]}…)"
            )
        else:
            articles.append((one, text))
    return Joined(tuple(articles), tuple(complaints))


def measured(
    articles: Sequence[tuple[Annotation, str]], pipeline: Pipeline, workers: int
) -> Scores:
    """Run the library over articles, and compare what it finds with what was marked."""
    texts = [text for _, text in articles]
    results = attribute_many(texts, pipeline=pipeline, workers=workers, chunksize=4)
    found: Iterator[list[Layers]] = map(layers_of, results)
    return sum(
        (
            score(text, annotation.readers, layers)
            for (annotation, text), layers in zip(articles, found, strict=True)
        ),
        Scores(),
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Print every figure; return the exit status, 1 where no article is left to measure on."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.wikinews",
        description="Compare quoteattr with what readers marked in Wikinews articles of 2019.",
    )
    parser.add_argument("articles", type=Path, help="wikinews_2019.csv, or lines of JSON")
    parser.add_argument("--gold", type=Path, default=GOLD, help="another annotation")
    parser.add_argument("--part", choices=_PARTS, help="these articles alone")
    add_engine(parser)
    parser.add_argument("--workers", type=int, default=2, help="processes to use")
    options = parser.parse_args(argv)
    wanted = [one for one in read_annotations(options.gold) if options.part in (None, one.part)]
    try:
        joined = join(wanted, read_copies(options.articles))
    except CorpusError as error:
        parser.error(str(error))
    for complaint in joined.complaints:
        print(complaint, file=sys.stderr)
    print(f"{len(joined.articles)} of {len(wanted)} articles, {len(joined.complaints)} left out")
    if not joined.articles:
        return 1
    print(measured(joined.articles, pipeline_of(options.engine), options.workers).table())
    return 0


if __name__ == "__main__":
    sys.exit(main())
