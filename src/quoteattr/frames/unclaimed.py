"""Quotations that no decision holds: given to the pattern that reads them as said by someone.

What was learned doubts whole forms because of a few that quote nobody; but a passage in
quotation marks with a speaker beside it is worth more to a reader than a clean miss.
"""

from collections.abc import Iterator, Sequence

from quoteattr.cues import Columns
from quoteattr.frames.frame import Frame
from quoteattr.patterns import Candidate

__all__ = ["unclaimed_frames"]

#: So reliable must a pattern be, and so many words a quotation have.
_LEAST = 0.3
_SHORTEST = 3
_SCORE = 0.45


def unclaimed_frames(
    columns: Columns, frames: Sequence[Frame], taken: frozenset[int]
) -> Iterator[Frame]:
    """Yield a frame for each quotation that a pattern claims and no frame holds.

    ``taken`` are the tokens of cues that have been decided on.
    """
    held = set(taken)
    for frame in frames:
        for piece in (*frame.cue, *frame.content):
            held.update(piece)
    candidates = {
        (candidate.cue.start, number): (share, candidate)
        for found in columns.candidates_at.values()
        for number, (share, candidate) in enumerate(found)
    }
    for share, candidate in sorted(candidates.values(), key=_unreliability):
        if share < _LEAST or candidate.source is None or not _quotes(columns, candidate):
            continue
        parts = (candidate.cue, candidate.source, *candidate.content)
        if all(held.isdisjoint(part) for part in parts):
            held.update(*parts)
            yield Frame(
                (candidate.cue,),
                candidate.lemma.partition("/")[0],
                columns.lexicon.cues[candidate.lemma].type,
                candidate.source,
                candidate.content,
                candidate.addressee,
                candidate.pattern,
                _SCORE,
                ("a quotation that nothing else claims: read by its pattern alone",),
            )


def _unreliability(pair: tuple[float, Candidate]) -> tuple[float, int]:
    return -pair[0], pair[1].cue.start


def _quotes(columns: Columns, candidate: Candidate) -> bool:
    """Tell whether all that a pattern takes for content is one quotation or several."""
    marks = columns.tagged.marks
    for piece in candidate.content:
        if marks.roles[piece.start] != "open" or len(piece) < _SHORTEST + 2:
            return False
        pair = marks.pairs[marks.inside[piece.start]]
        if pair.outer != piece:
            return False
    return True
