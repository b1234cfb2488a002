"""What the third learned stage asks of a cue, whatever its source and its content.

Facts are words for a linear model and numbers for trees. No fact names a person, and none
looks past the paragraph.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from attrs import frozen

from quoteattr.choice.features.columns import Columns, bucket
from quoteattr.choice.features.cuecontext import CueContext
from quoteattr.choice.features.cuekeys import RoleSteps
from quoteattr.choice.roles import Roles

__all__ = ["CUE_FACTS", "FAR", "REACH", "CueFacts", "CueNumbers", "cue_facts"]

#: No farther than so many tokens are other cues looked for, and distances told apart.
REACH = 60
#: The distance of what is not there.
FAR = 99.0
#: The names of the facts in words, in their order.
CUE_FACTS = tuple(
    """l lp lf ln lv w p fr gi gif nx nxp pv pvp tyf s3 s4 npv aux auxt bf q a af c ca so no sh
    ri rb ra A3 at kc kcf kcn kcv""".split()
)
#: So many characters of the auxiliaries are looked at: “would have been being”.
_LONGEST_AUXILIARIES = 30


class CueNumbers(NamedTuple):
    """The numbers of a cue; probabilities are those of the first stage."""

    anchor: float
    cue: float
    source_here: float
    content_here: float
    none: float
    quoted: float
    rivals: float
    best_rival: float
    rival_before: float
    rival_after: float
    gap_before: float
    gap_after: float
    from_sentence_start: float
    sentence_length: float
    from_paragraph_start: float
    share: float
    candidates: float


@frozen(eq=False)
class CueFacts:
    """The words and the numbers of one cue, and the other anchors near it."""

    words: tuple[str, ...]
    numbers: CueNumbers
    rivals: tuple[int, ...]
    word_before_group: str


def cue_facts(
    columns: Columns,
    context: CueContext,
    roles: Roles,
    steps: RoleSteps,
    anchors: Sequence[int],
) -> CueFacts:
    """Return what is known of a cue; ``anchors`` are those of its sentence, in order."""
    anchor, sentence = context.anchor, columns.sentence(context.anchor)
    row = roles.marginals[anchor]
    reach = slice(bisect_left(anchors, anchor - REACH), bisect_right(anchors, anchor + REACH))
    rivals = [other for other in anchors[reach] if other != anchor]
    before = next((other for other in reversed(rivals) if other < anchor), None)
    after = next((other for other in rivals if other > anchor), None)
    strongest = max([roles.anchor(other) for other in rivals], default=0.0)
    left = (roles.anchor(before), anchor - before) if before is not None else (0.0, FAR)
    right = (roles.anchor(after), after - anchor) if after is not None else (0.0, FAR)
    group = context.group.start
    opener = columns.words[group - 1] if group > sentence.start else "<s>"
    numbers = CueNumbers(
        roles.anchor(anchor),
        row[1] + row[2],
        roles.source(anchor),
        roles.content(anchor),
        row[0],
        float(columns.inside[anchor] >= 0),
        float(len(rivals)),
        strongest,
        left[0],
        right[0],
        float(left[1]),
        float(right[1]),
        float(min(REACH, anchor - sentence.start)),
        float(min(REACH, len(sentence))),
        float(min(REACH, anchor - columns.paragraph(anchor).start)),
        context.share,
        float(len(columns.candidates_at.get(anchor, ()))),
    )
    auxiliaries = " ".join(columns.words[group:anchor])[:_LONGEST_AUXILIARIES]
    words = (
        *_lexical(context, columns.words[anchor]),
        f"aux={auxiliaries}",
        f"auxt={auxiliaries} {context.sort}",
        f"bf={opener}",
        *_weighed(columns, context, steps, numbers),
        f"kc={context.sense}",
        f"kcf={context.sense} {context.complement}",
        f"kcn={context.sense} {context.word_after}",
        f"kcv={context.sense} {context.verb_form}",
    )
    return CueFacts(words, numbers, tuple(rivals), opener)


def _lexical(context: CueContext, word: str) -> tuple[str, ...]:
    lemma, pos, frame, form = context.lemma, context.pos, context.complement, context.verb_form
    return (
        f"l={lemma}",
        f"lp={lemma} {pos}",
        f"lf={lemma} {frame}",
        f"ln={lemma} {context.word_after}",
        f"lv={lemma} {context.word_before}",
        f"w={word}",
        f"p={pos}",
        f"fr={frame}",
        f"gi={form}",
        f"gif={form} {frame}",
        f"nx={context.word_after}",
        f"nxp={context.pos_after}",
        f"pv={context.word_before}",
        f"pvp={context.pos_before}",
        f"tyf={context.sort} {frame}",
        f"s3={lemma[-3:]}{pos}",
        f"s4={lemma[-4:]}{pos}",
        f"npv={context.pos_before}{pos}{context.pos_after}",
    )


def _weighed(
    columns: Columns,
    context: CueContext,
    steps: RoleSteps,
    numbers: CueNumbers,
) -> tuple[str, ...]:
    """Return the facts that put the probabilities of the first stage into steps."""
    anchor, best = context.anchor, steps.best
    paragraph = columns.paragraph(anchor)
    left = best[anchor - 1] if anchor > paragraph.start else -1
    right = best[anchor + 1] if anchor + 1 < paragraph.stop else -1
    likely = bucket(numbers.anchor)
    return (
        f"q={columns.inside[anchor] >= 0}",
        f"a={int(10 * numbers.anchor)}",
        f"af={int(10 * numbers.anchor)} {context.family}",
        f"c={bucket(numbers.content_here)}",
        f"ca={bucket(numbers.content_here)}{likely}",
        f"so={bucket(numbers.source_here)}",
        f"no={bucket(numbers.none)}",
        f"sh={int(10 * numbers.share)}",
        f"ri={bucket(numbers.best_rival)}{likely}",
        f"rb={bucket(numbers.rival_before)}{min(6, int(numbers.gap_before))}",
        f"ra={bucket(numbers.rival_after)}{min(6, int(numbers.gap_after))}",
        f"A3={left} {best[anchor]} {right}",
        f"at={min(3, int(numbers.from_sentence_start))}{context.verb_form}",
    )
