"""What the encoder learns from: annotated articles as windows with the labels of their tokens."""

from collections.abc import Sequence

from attrs import frozen

from quoteattr.choice.features.columns import Columns
from quoteattr.choice.features.windows import window_of
from quoteattr.encoder.inputs import Sheet, sheet_of
from quoteattr.encoder.wordpieces import WordPieces
from quoteattr.text import Parse, tokens_of
from quoteattr.training.prepared import Gold, Prepared
from quoteattr.training.stages import part_labels, role_labels

__all__ = ["UNTOLD", "CueExample", "Example", "example_of"]

#: The label of a token of which nobody told anything.
UNTOLD = -100
_MAY, _MUST = 1, 2


@frozen(eq=False)
class CueExample:
    """The anchor of a cue, the tokens around it, and the part of each."""

    anchor: int
    window: range
    parts: Sequence[int]


@frozen(eq=False)
class Example:
    """An article in numbers, with the labels of its tokens and the parts of its cues."""

    fold: int
    every_level: bool
    parse: Parse
    sheet: Sheet
    roles: Sequence[int]
    levels: Sequence[int]
    cues: Sequence[CueExample]


def example_of(article: Prepared, encoder_fold: int, pieces: WordPieces) -> Example:
    """Put an article into numbers.

    Of one whose outer level alone was annotated, the insides of contents say nothing about
    inner levels; what readers call borderline is neither right nor wrong.
    """
    columns = article.columns
    count = len(columns.words)
    roles = role_labels(count, [one for one in article.gold if one.outer and one.must])
    levels = [0] * count
    for one in article.gold:
        if one.outer and (not one.must or one.anchor < 0):
            for index in tokens_of((*one.source, *one.cue, *one.content)):
                roles[index] = roles[index] or UNTOLD
        if not article.every_level:
            for index in tokens_of(one.content):
                levels[index] = UNTOLD
    marked = [one for one in article.gold if one.anchor >= 0]
    for one in marked:
        levels[one.anchor] = _MUST if one.must else max(_MAY, levels[one.anchor])
    cues = [_cue_example(columns, one) for one in marked]
    sheet = sheet_of(columns.parse, pieces)
    return Example(encoder_fold, article.every_level, columns.parse, sheet, roles, levels, cues)


def _cue_example(columns: Columns, gold: Gold) -> CueExample:
    window = window_of(columns, gold.anchor)
    labels = part_labels(gold)
    return CueExample(gold.anchor, window, [labels.get(index, 0) for index in window])
