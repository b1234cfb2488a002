"""Which tokens are looked into as cues: most are given up for what is known of them alone."""

from collections.abc import Iterator
from itertools import groupby

from attrs import frozen

from quoteattr.choice.features.columns import Columns
from quoteattr.choice.features.cuecontext import LEAST_SHARE, CueContext, context_of
from quoteattr.choice.features.cuefacts import CueFacts, CueNumbers, cue_facts
from quoteattr.choice.features.cuekeys import RoleSteps
from quoteattr.choice.roles import Roles
from quoteattr.extents import anchor_of, is_naming
from quoteattr.frame import END, PHRASE, QUOTE, QUOTE_END
from quoteattr.learning import Forest, WeightTable

__all__ = [
    "PRUNING_NUMBERS",
    "Breadth",
    "Pruning",
    "anchors_of",
    "cues_of",
    "is_explicit",
    "is_labelled",
]

#: The names of the numbers by which a cue is given up or not.
PRUNING_NUMBERS = (*CueNumbers._fields, "cue_odds")
#: So likely must a token be the anchor of a cue for its frame to be looked for.
LEAST_ANCHOR = 0.02
#: So many cues a sentence may have: a few, or one for so many words. It bounds the time that
#: ten thousand times “he said” take.
_FEW, _SPACING = 8, 12


@frozen
class Breadth:
    """How much an engine looks at before it judges.

    ``odds`` are the least log odds that a token is a cue, by the linear model, ``promise`` those
    that what is found of it will count, by the trees, and ``listed`` the same of a cue that the
    lexicon holds for reliable. Of each side of a cue ``sides`` readings
    are looked at, and ``readings`` of both together, those that differ in punctuation alone
    being one. The light engine’s verdicts were learned on so many: to change one is to train anew.
    """

    odds: float = -1.6
    promise: float = -1.6
    listed: float = -2.0
    sides: int = 2
    readings: int = 3


@frozen(eq=False)
class Pruning:
    """What is learned of cues alone: how likely one is, and how likely anything comes of it.

    Without the trees, as while they are trained, the linear model decides by itself.
    """

    table: WeightTable
    breadth: Breadth
    forest: Forest | None = None

    def numbers(self, known: CueFacts) -> tuple[float, ...]:
        """Return the numbers of a cue, the log odds that it is one at their end."""
        return (*known.numbers, self.table.total(known.words) / self.table.scale)

    def keeps(self, context: CueContext, numbers: tuple[float, ...]) -> bool:
        """Tell whether a cue with these numbers is to be looked into."""
        if is_explicit(context) or context.claims_quotation:
            return True
        if numbers[-1] < self.breadth.odds:
            return False
        if self.forest is None:
            return True
        listed = context.share >= LEAST_SHARE
        least = self.breadth.listed if listed else self.breadth.promise
        return self.forest.score(numbers) >= least


def anchors_of(columns: Columns, roles: Roles) -> list[int]:
    """Return the tokens that may be anchors of cues, in order."""
    tokens = range(len(roles.marginals))
    found = {index for index in tokens if roles.anchor(index) >= LEAST_ANCHOR}
    for candidates in columns.candidates_at.values():
        for share, candidate in candidates:
            if share >= LEAST_SHARE:
                found.add(anchor_of(columns.parse, candidate.cue[:1]))
    return sorted([anchor for anchor in found if not _is_off(columns, anchor)])


def _is_off(columns: Columns, anchor: int) -> bool:
    """Tell a cue that somebody switched off, whose entry gives no frame any share, or a naming."""
    if is_naming(columns.parse, anchor):
        return True
    entry = columns.parse.lexicon.cues.get(columns.lemmas[anchor])
    if entry is None:
        return False
    return all(share == 0 and name != "none" for name, share in entry.frames)


def _likeliest(columns: Columns, roles: Roles, anchors: list[int]) -> list[int]:
    """Keep as many anchors of a sentence as a sentence of its length may have, in order."""
    most = max(_FEW, len(columns.sentence(anchors[0])) // _SPACING)
    if len(anchors) <= most:
        return anchors
    return sorted(sorted(anchors, key=lambda anchor: -roles.anchor(anchor))[:most])


def cues_of(
    columns: Columns, roles: Roles, steps: RoleSteps
) -> Iterator[tuple[CueContext, CueFacts]]:
    """Yield what is known of each token that may be the anchor of a cue, in order."""
    for _, group in groupby(anchors_of(columns, roles), columns.sentence_of.__getitem__):
        near = _likeliest(columns, roles, list(group))
        for anchor in near:
            context = context_of(columns, anchor)
            yield context, cue_facts(columns, context, roles, steps, near)


def is_explicit(context: CueContext) -> bool:
    """Tell forms that report by themselves: “according to”, “…, as she put it”, labels.

    Those who annotate pass some of them over, so what was learned doubts them.
    """
    proposed = context.proposed
    if proposed is None:
        return False
    inserted = (
        proposed.complement == END and len(proposed.content) > 1 and context.share >= LEAST_SHARE
    )
    put = proposed.lemma == "put it" and proposed.complement in (END, QUOTE, QUOTE_END)
    return inserted or put or proposed.complement == PHRASE or is_labelled(context)


def is_labelled(context: CueContext) -> bool:
    """Tell a speaker set beside the words: “…” ― Name, and “NAME: …” in a transcript."""
    proposed = context.proposed
    return proposed is not None and (proposed.is_signed or proposed.is_turn)
