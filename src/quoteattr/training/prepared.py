"""Annotated articles made ready for training: read by the patterns, in folds."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from attrs import frozen

from quoteattr.candidates.finders import read_patterns
from quoteattr.choice.anchors import anchor_of
from quoteattr.choice.features.columns import Columns, columns_of
from quoteattr.extents.edges import trimmed, trimmed_content
from quoteattr.syntax.mending import mend_tags
from quoteattr.text.marks.tree import find_marks
from quoteattr.text.sentences import split_sentences
from quoteattr.text.tagging import Tagged, Tagger, tag
from quoteattr.text.tokens import tokenize
from quoteattr.training.corpora.annotated import AnnotatedArticle, Ranges
from quoteattr.words.lexicon import Lexicon

__all__ = ["Gold", "Prepared", "gold_of", "prepare", "tagged_article", "tokens_in"]


@frozen
class Gold:
    """An annotated attribution as indices of tokens, in order; ``anchor`` is -1 without a cue."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    anchor: int


@frozen(eq=False)
class Prepared:
    """An article as the learned stages see it, with what people marked in it."""

    fold: int
    columns: Columns
    gold: tuple[Gold, ...]


def tagged_article(text: str, lexicon: Lexicon, tagger: Tagger) -> Tagged:
    """Tokenise, split and tag a text as the pipeline does."""
    tokens = tokenize(text)
    layout = split_sentences(tokens)
    tagged = tag(tokens, layout, find_marks(tokens, layout), tagger)
    return mend_tags(tagged, lexicon)


def tokens_in(tagged: Tagged, ranges: Ranges) -> tuple[int, ...]:
    """Return the tokens that ranges of code points touch, in order."""
    starts, ends = tagged.tokens.starts, tagged.tokens.ends
    touched = {
        index
        for start, end in ranges
        for index in range(bisect_right(ends, start), bisect_left(starts, end))
    }
    return tuple(sorted(touched))


def gold_of(tagged: Tagged, article: AnnotatedArticle) -> Iterator[Gold]:
    """Yield what people marked in an article, its edges drawn as those of hypotheses."""
    for one in article.attributions:
        cue = trimmed(tagged, tokens_in(tagged, one.cue))
        yield Gold(
            trimmed(tagged, tokens_in(tagged, one.source)),
            cue,
            trimmed_content(tagged, tokens_in(tagged, one.content)),
            anchor_of(tagged, cue) if cue else -1,
        )


def prepare(
    articles: Sequence[AnnotatedArticle], lexicons: Sequence[Lexicon], tagger: Tagger
) -> list[Prepared]:
    """Prepare articles in as many folds as there are lexicons, each with that of its fold."""
    out: list[Prepared] = []
    for number, article in enumerate(articles):
        fold = number % len(lexicons)
        tagged = tagged_article(article.text, lexicons[fold], tagger)
        reading = read_patterns(tagged, lexicons[fold])
        columns = columns_of(tagged, lexicons[fold], reading)
        out.append(Prepared(fold, columns, tuple(gold_of(tagged, article))))
    return out
