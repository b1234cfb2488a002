"""What the encoder, and what judges by it, hold of articles that neither has seen."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from quoteattr.candidates import find
from quoteattr.choice import choose, propose
from quoteattr.choice.features.columns import Columns
from quoteattr.choice.features.windows import window_of
from quoteattr.choice.model import Model
from quoteattr.choice.roles import ROLES
from quoteattr.choice.stages import Proposals
from quoteattr.choice.verdicts import judged
from quoteattr.encoder import LEVELS, Encoded
from quoteattr.training.lessons import Claim, Lesson

__all__ = ["lesson_of"]

_ANCHOR = ROLES.index("anchor")
_MUST = LEVELS.index("must")
#: So likely must a token be the anchor of a cue for the parts around it to be told.
_LEAST_ANCHOR = 0.3
#: What is less likely is not told; what is likelier than the other stands if nothing else does.
_LEAST_CLAIM, _LEAST_STANDING = 0.02, 0.1


def lesson_of(
    columns: Columns, encoded: Encoded, model: Model, marked: Sequence[int] = ()
) -> Lesson:
    """Return what is held of a text: by the encoder that read it, and by a model that judges.

    The parts around a token are told if it is likely to be a cue, and if it is ``marked``.
    """
    levels = np.array([row[_MUST] for row in encoded.levels], np.float32)
    likely = {index for index, share in enumerate(levels.tolist()) if share >= _LEAST_ANCHOR}
    cues = [(anchor, window_of(columns, anchor)) for anchor in sorted(likely.union(marked))]
    parts = {
        anchor: np.array(encoded.parts([(anchor, window)])[0].shares, np.float32)
        for anchor, window in cues
    }
    proposals = propose(columns.parse, find(columns.parse), model)
    return Lesson(_roles(encoded, levels), parts, [*_claims(proposals, model)])


def _roles(encoded: Encoded, levels: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Return the roles at the outer level, but for anchors, which are told at every level."""
    roles = np.array(encoded.roles, np.float32).reshape(-1, len(ROLES))
    anchors = np.maximum(roles[:, _ANCHOR], levels)
    others = (1 - anchors) / np.maximum(1e-6, 1 - roles[:, _ANCHOR])
    roles *= others[:, None]
    roles[:, _ANCHOR] = anchors
    told: npt.NDArray[np.float32] = roles / roles.sum(axis=1, keepdims=True)
    return told


def _claims(proposals: Proposals, model: Model) -> Iterator[Claim]:
    standing = {
        (one.frame.source, one.frame.cue, one.frame.content)
        for one in choose(proposals, model, _LEAST_STANDING)
        if one.counts
    }
    for readings in proposals.cues:
        best = judged(readings, model)
        for one in (best, *best.alternatives):
            parts = (one.frame.source, one.frame.cue, one.frame.content)
            if one.probability >= _LEAST_CLAIM:
                yield Claim(*parts, one.probability, parts in standing)
