"""How far from its cue a source and a content are looked for."""

from quoteattr.choice.features.columns import Columns

__all__ = ["FARTHEST", "window_of"]

#: No farther from the cue than so many tokens: of the contents of PolNeAR dev none stands
#: farther away, and one in a hundred goes on beyond.
FARTHEST = 80


def window_of(columns: Columns, anchor: int) -> range:
    """Return the sentence of the cue and those tied to it by a quotation, in its paragraph."""
    sentences = columns.parse.layout.sentences
    inside, sentence_of = columns.inside, columns.sentence_of
    paragraph = columns.paragraph(anchor)
    sentence = columns.sentence(anchor)
    start, stop = sentence.start, sentence.stop
    while start > paragraph.start and anchor - start < FARTHEST and inside[start - 1] >= 0:
        start = sentences[sentence_of[start - 1]].start
    while stop < paragraph.stop and stop - anchor <= FARTHEST and inside[stop] >= 0:
        stop = sentences[sentence_of[stop]].stop
    return range(max(start, anchor - FARTHEST), min(stop, anchor + FARTHEST + 1))
