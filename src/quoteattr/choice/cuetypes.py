"""What sort of attribution a cue makes: assertion, belief, knowledge or eventuality.

The four types are those of Pareti (2015). The lexicon knows the type of the cues that it
holds; for any other a linear model judges by the form of the word and what it governs.
"""

from collections.abc import Sequence

from quoteattr.choice.features.columns import Columns
from quoteattr.choice.features.cuecontext import CueContext
from quoteattr.frame import Frame
from quoteattr.learning import WeightTable
from quoteattr.model import CueType
from quoteattr.text import size_of, tokens_of

__all__ = ["TYPES", "type_of", "type_words"]

#: The types in the order of the lanes of their table.
TYPES = (CueType.ASSERTION, CueType.BELIEF, CueType.KNOWLEDGE, CueType.EVENTUALITY)


def type_words(
    columns: Columns, context: CueContext, cue: Sequence[range], content: Sequence[range]
) -> tuple[str, ...]:
    """Return what tells the type of a cue, its own lemma left out."""
    first, last = content[0].start, content[-1].stop - 1
    word, tag, lemma = columns.words[first], columns.pos[first], context.lemma
    quoted = columns.inside[first] >= 0 or columns.inside[last] >= 0
    side = first > context.anchor
    before = context.word_before
    links = [columns.words[at] for at in tokens_of(cue) if columns.pos[at] in ("IN", "TO")]
    return (
        f"p={context.pos}",
        f"s2={lemma[-2:]}{context.pos[:2]}",
        f"s3={lemma[-3:]}{context.pos[:2]}",
        f"s4={lemma[-4:]}{context.pos[:2]}",
        f"b3={lemma[:3]}",
        f"b5={lemma[:5]}",
        f"c={word if tag in ('IN', 'TO', 'WRB', 'WP', 'WDT') else tag} {side}",
        f"cp={tag} {context.pos[:2]}",
        f"q={quoted}{side}",
        f"n={context.word_after if context.pos_after in ('IN', 'TO', 'RP') else '-'}",
        f"v={before if context.pos_before in ('MD', 'TO', 'IN', 'RB') else context.pos_before}",
        f"f={context.family}",
        f"g={context.verb_form}",
        f"l={min(3, size_of(cue))}",
        f"k={' '.join(links)}",
    )


def type_of(
    columns: Columns, context: CueContext, lemma: str, frame: Frame, table: WeightTable
) -> CueType:
    """Return the type of a cue with a lemma, in a frame."""
    lexicon = columns.parse.lexicon
    entry = lexicon.cues.get(lemma) or lexicon.entry(context.lemma)
    if entry is not None:
        return entry.type
    words = type_words(columns, context, frame.cue, frame.content)
    return TYPES[table.best(table.total(words))]
