"""Annotated articles made ready for training: read by the patterns, in folds."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from quoteattr.candidates import find
from quoteattr.choice.features.columns import Columns, columns_of
from quoteattr.extents import anchor_of, trimmed, trimmed_content
from quoteattr.syntax import read
from quoteattr.text import Parse, Tagger, holds, joined, tokens_of, within
from quoteattr.training.corpora.annotated import (
    AnnotatedArticle,
    AnnotatedAttribution,
    Ranges,
)
from quoteattr.training.corpora.world import Marked, WorldArticle
from quoteattr.training.lessons import Lesson, Lessons
from quoteattr.words.lexicon import Lexicon

__all__ = [
    "Gold",
    "Prepared",
    "gold_of",
    "is_same",
    "prepare",
    "prepare_told",
    "taught",
    "tokens_in",
    "words_in",
]

_SAME_CONTENT = 0.5
#: So likely must a claim be to be learned as one that any reader would mark.
_MUST = 0.5


@frozen
class Gold:
    """An annotated attribution in ranges of tokens, in order; ``anchor`` is -1 without a cue.

    ``must`` is False for one that readers call borderline, ``outer`` for one inside another.
    """

    source: tuple[range, ...]
    cue: tuple[range, ...]
    content: tuple[range, ...]
    anchor: int
    must: bool = True
    outer: bool = True


@frozen(eq=False)
class Prepared:
    """An article as the learned stages see it, with what people marked in it.

    ``every_level`` tells whether they marked attributions inside others too; ``weight`` is how
    much each reading of its cues counts for the verdicts. ``lesson`` is what another engine holds
    of it that has not seen it, and ``share`` how much that counts beside what people marked.
    """

    fold: int
    columns: Columns
    gold: tuple[Gold, ...]
    every_level: bool = False
    weight: float = 1.0
    lesson: Lesson | None = None
    share: float = 0.0


def tokens_in(parse: Parse, ranges: Ranges) -> tuple[range, ...]:
    """Return the tokens that ranges of code points touch, in order."""
    starts, ends = parse.tokens.starts, parse.tokens.ends
    return joined(
        [range(bisect_right(ends, start), bisect_left(starts, end)) for start, end in ranges]
    )


def words_in(parse: Parse, ranges: Sequence[range]) -> frozenset[int]:
    """Return the tokens of ranges, punctuation left out."""
    forms = parse.forms
    return frozenset([index for index in tokens_of(ranges) if forms[index][0].isalnum()])


def is_same(content: frozenset[int], other: frozenset[int]) -> bool:
    """Tell contents that share at least half of all the words that are in either.

    >>> is_same(frozenset({1, 2}), frozenset({2})), is_same(frozenset(), frozenset())
    (True, False)
    """
    shared = len(content & other)
    return shared > 0 and shared >= _SAME_CONTENT * len(content | other)


def gold_of(parse: Parse, attributions: Iterable[AnnotatedAttribution]) -> Iterator[Gold]:
    """Yield what people marked in an article, its edges drawn as those of readings."""
    for one in attributions:
        cue = _trimmed(parse, tokens_in(parse, one.cue))
        yield Gold(
            _trimmed(parse, tokens_in(parse, one.source)),
            cue,
            trimmed_content(parse, tokens_in(parse, one.content)),
            anchor_of(parse, cue) if cue else -1,
            must=not isinstance(one, Marked) or one.must,
            outer=not isinstance(one, Marked) or one.depth == 0,
        )


def _trimmed(parse: Parse, ranges: tuple[range, ...]) -> tuple[range, ...]:
    """Return a part in several pieces without punctuation at its outer edges."""
    if not ranges:
        return ()
    return within(ranges, [trimmed(parse, range(ranges[0].start, ranges[-1].stop))])


def prepare(
    articles: Sequence[AnnotatedArticle | WorldArticle],
    lexicons: Sequence[Lexicon],
    tagger: Tagger,
    weight: float = 1.0,
) -> list[Prepared]:
    """Prepare articles in as many folds as there are lexicons, each with that of its fold.

    Of one that several readers marked, the first is taken. ``weight`` is that of each article.
    """
    out: list[Prepared] = []
    for number, article in enumerate(articles):
        fold = number % len(lexicons)
        columns = _columns(article.text, tagger, lexicons[fold])
        parse = columns.parse
        every = isinstance(article, WorldArticle)
        marked = article.readers[0] if isinstance(article, WorldArticle) else article.attributions
        out.append(Prepared(fold, columns, tuple(gold_of(parse, marked)), every, weight))
    return out


def _columns(text: str, tagger: Tagger, lexicon: Lexicon) -> Columns:
    parse = read(text, tagger, lexicon)
    return columns_of(parse, find(parse))


def taught(articles: Iterable[Prepared], lessons: Lessons, share: float) -> list[Prepared]:
    """Return articles with what is told of them, which is to count so much; some may have none."""
    return [
        evolve(article, lesson=_lesson_about(article.columns, lessons), share=share)
        if lessons.knows(article.columns.parse.tokens.text)
        else article
        for article in articles
    ]


def prepare_told(
    texts: Sequence[str],
    lexicons: Sequence[Lexicon],
    tagger: Tagger,
    lessons: Lessons,
    weight: float,
) -> list[Prepared]:
    """Prepare texts that nobody marked: what is told of them stands in for it.

    Raises `CorpusError` for a text of which nothing is told.
    """
    out: list[Prepared] = []
    for number, text in enumerate(texts):
        fold = number % len(lexicons)
        columns = _columns(text, tagger, lexicons[fold])
        lesson = _lesson_about(columns, lessons)
        gold = _told_gold(columns.parse, lesson)
        out.append(Prepared(fold, columns, gold, True, weight, lesson, 1.0))
    return out


def _lesson_about(columns: Columns, lessons: Lessons) -> Lesson:
    return lessons.about(columns.parse.tokens.text, len(columns.words))


def _told_gold(parse: Parse, lesson: Lesson) -> tuple[Gold, ...]:
    """Return the claims that stand in the form of what people mark."""
    standing = [claim for claim in lesson.claims if claim.stands]
    return tuple(
        [
            Gold(
                (claim.source,) if claim.source else (),
                claim.cue,
                claim.content,
                anchor_of(parse, claim.cue),
                must=claim.probability >= _MUST,
                outer=not any(holds(one.content, claim.cue[0].start) for one in standing),
            )
            for claim in standing
        ]
    )
