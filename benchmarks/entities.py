"""How often the entity of a speaker is the one that readers named, by the kind of mention.

usage: python -m benchmarks.entities world-dev.jsonl|wikinews_2019.csv [--engine accurate]

Of what was found and what the first reader marked, the pairs that are the same attribution
count; those of a second reader agree about names in 97 of 100. *Exact* is the very name, without
articles; *near* shares a word with it. B³ (Bagga and Baldwin, 1998) compares which mentions of
sources mean one entity, whatever it is called.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from attrs import frozen

from benchmarks.articles import add_engine, pipeline_of
from benchmarks.levels import PRONOUNS, Layers, Marked, Share, layers_of, name_words, pairs
from benchmarks.wikinews import GOLD, join, marked, read_annotations, read_copies
from quoteattr import Lexicon, attribute_many
from quoteattr.training.corpora.readers import CorpusError

__all__ = ["SORTS", "Sort", "b_cubed", "judged", "main", "sort_of"]

Sort: TypeAlias = Literal["name", "pronoun", "description", "possessive", "document", "acronym"]
SORTS: tuple[Sort, ...] = get_args(Sort)
_OTHER_PRONOUNS = frozenset("me us you him them their our my its this that these those".split())
_POSSESSIVE = re.compile(r"(?:his|her|its|their|my|our|your)\s|.+['’]s?\s+[a-z]", re.IGNORECASE)
_CAPITALS = re.compile(r"(?:[Tt]he\s+)?(?:[A-Z]\.?){2,6}")
_CORE = re.compile(r"[^,;(]*?(?=\s(?:of|by|from|in|on|at|for|to|with|who|which|that)\s|[,;(]|$)")


@frozen
class Judged:
    """A mention of a source, its gold name, and what was found for it."""

    sort: Sort
    name: frozenset[str]
    found: frozenset[str]
    entity: str | None


def sort_of(source: str, entity: str, lexicon: Lexicon) -> Sort:
    """Return what sort of mention a source is, of an entity of that name.

    >>> lexicon = Lexicon.default()
    >>> sort_of("she", "Ann Lee", lexicon), sort_of("Lee", "Ann Lee", lexicon)
    ('pronoun', 'name')
    >>> sort_of("Lee’s aide", "Lee’s aide", lexicon), sort_of("the UN", "UN", lexicon)
    ('possessive', 'acronym')
    >>> sort_of("a study by Corin College", "Corin College", lexicon)
    'document'
    >>> sort_of("the mayor", "Ann Lee", lexicon)
    'description'
    """
    words = source.split()
    core = _CORE.match(source)
    head = (core.group() if core else source).split()[-1:] or words
    if source.lower() in PRONOUNS | _OTHER_PRONOUNS:
        return "pronoun"
    if _CAPITALS.fullmatch(source):
        return "acronym"
    if head and head[0].lower() in lexicon.document_nouns:
        return "document"
    if _POSSESSIVE.match(source):
        return "possessive"
    capitals = {word.lower() for word in re.findall(r"\w+", source) if word[:1].isupper()}
    named = {word.lower() for word in re.findall(r"\w+", entity) if word[:1].isupper()}
    return "name" if capitals & named - {"the", "a", "an"} else "description"


def judged(text: str, gold: Sequence[Marked], found: Sequence[Layers]) -> Iterator[Judged]:
    """Yield the mentions of sources that were found and that the reader named."""
    lexicon = Lexicon.default()
    for own, their in pairs(text, found, gold).items():
        one = gold[their]
        if one.must and one.entity and one.claim.source:
            source = " ".join([text[start:end] for start, end in one.claim.source])
            sort = sort_of(source, one.entity, lexicon)
            entity = found[own].entity
            yield Judged(sort, name_words(one.entity), name_words(entity), entity)


def b_cubed(clusters: Sequence[tuple[Hashable, Hashable]]) -> tuple[float, float]:
    """Return precision and recall of the clusters of a text’s mentions: found and gold of each.

    >>> b_cubed([("x", "a"), ("x", "b")])
    (0.5, 1.0)
    """
    both = Counter(clusters)
    own, gold = Counter[Hashable](), Counter[Hashable]()
    for one, other in clusters:
        own[one] += 1
        gold[other] += 1
    if not clusters:
        return 0.0, 0.0
    precision = sum(both[pair] / own[pair[0]] for pair in clusters)
    recall = sum(both[pair] / gold[pair[1]] for pair in clusters)
    return precision / len(clusters), recall / len(clusters)


def _articles(path: Path) -> Iterator[tuple[tuple[Marked, ...], str]]:
    """Yield what the first reader marked in each article, and its text."""
    if path.suffix == ".jsonl":
        with path.open(encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines]
        if all("readers" in record for record in records):
            for record in records:
                yield marked(record["readers"]["A"]), record["text"]
            return
    for annotation, text in join(read_annotations(GOLD), read_copies(path)).articles:
        yield annotation.readers[0], text


def _clusters(mentions: Sequence[Judged]) -> list[tuple[Hashable, Hashable]]:
    """Return found and gold clusters; a mention without an entity is alone."""
    return [
        (number if one.entity is None else one.entity, one.name)
        for number, one in enumerate(mentions)
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """Print the shares by sort of mention, and B³; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.entities", description="Measure the entities of speakers."
    )
    parser.add_argument("articles", type=Path, help="marked articles, .jsonl, or Wikinews, .csv")
    add_engine(parser)
    parser.add_argument("--workers", type=int, default=2, help="processes to use")
    options = parser.parse_args(argv)
    try:
        articles = list(_articles(options.articles))
    except CorpusError as error:
        parser.error(str(error))
    results = attribute_many(
        [text for _, text in articles],
        pipeline=pipeline_of(options.engine),
        workers=options.workers,
        chunksize=4,
    )
    texts = [
        list(judged(text, gold, layers_of(result)))
        for (gold, text), result in zip(articles, results, strict=True)
    ]
    _report(texts)
    return 0


def _report(texts: Sequence[Sequence[Judged]]) -> None:
    every = [one for mentions in texts for one in mentions]
    print(f"{'sort':12}{'exact':>24}{'near':>24}")
    for sort in ("all", *SORTS):
        own = [one for one in every if sort in ("all", one.sort)]
        exact = Share(sum(one.found == one.name for one in own), len(own))
        near = Share(sum(bool(one.found & one.name) for one in own), len(own))
        print(f"{sort:12}{exact!s:>24}{near!s:>24}")
    if every:
        pairs_of = [(b_cubed(_clusters(mentions)), len(mentions)) for mentions in texts]
        precision, recall = (
            sum(values[at] * count for values, count in pairs_of) / len(every) for at in (0, 1)
        )
        print(f"B³ precision {precision:.4f}, recall {recall:.4f}")


if __name__ == "__main__":
    sys.exit(main())
