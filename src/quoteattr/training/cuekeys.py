"""What the second learned stage asks of a token as seen from one cue, key by key.

Reading a text adds the same keys up as `quoteattr.choice.features.cuesums` does, which is faster.
"""

from collections.abc import Iterator

from quoteattr.choice.features.columns import Columns
from quoteattr.choice.features.cuecontext import CueContext
from quoteattr.choice.features.cuekeys import (
    ANCHORS,
    FAR_STEP,
    MOST,
    PATH,
    SPELLED,
    STEPS,
    RoleSteps,
    subject_key,
)
from quoteattr.learning import Key

__all__ = ["cue_keys"]


def cue_keys(
    columns: Columns, context: CueContext, steps: RoleSteps, tokens: range
) -> Iterator[list[Key]]:
    """Yield the keys of tokens on one side of a cue, the nearest first.

    ``tokens`` begins beside the anchor and lies within the window of the cue.
    """
    anchor, side = context.anchor, tokens.step
    sentence, home, quoted = (
        columns.sentence_of[anchor],
        columns.inside[anchor],
        columns.inside[anchor] >= 0,
    )
    group, subject = context.group, context.subject
    lemma, form, after, sort = context.lemma, context.verb_form, context.word_after, context.sort
    parts, pattern = context.parts, context.proposed
    words, coarses, inside, sentence_of = (
        columns.words,
        columns.coarse,
        columns.inside,
        columns.sentence_of,
    )
    counts = (columns.commas, columns.verbs, columns.marks)
    best, masses = steps.best, steps.before if side < 0 else steps.after
    anchors, path = 0, ""
    for distance, index in enumerate(tokens, 1):
        low, high = (index + 1, anchor) if side < 0 else (anchor + 1, index)
        commas, verbs, marks = [min(MOST, count[high] - count[low]) for count in counts]
        coarse = coarses[index]
        kind = words[index] if coarse in SPELLED else coarse
        far = STEPS[distance]
        keys: list[Key] = [
            (
                "n",
                commas,
                verbs,
                marks,
                min(2, columns.conjunctions[high] - columns.conjunctions[low]),
                min(2, columns.relatives[high] - columns.relatives[low]),
                max(-3, min(3, sentence_of[index] - sentence)),
                inside[index] == home,
                inside[index] >= 0,
                quoted,
            ),
            ("nt", commas, verbs, marks, kind),
            ("d", far, coarse, context.pos),
            ("a", lemma, after, context.word_before, form, min(far, FAR_STEP)),
            ("lk", lemma, kind),
            ("fk", form, sort, kind),
            (
                "an",
                lemma,
                context.pos_after,
                context.pos_before,
                sort,
                context.pos,
                commas,
                verbs,
                marks,
            ),
            ("nA", anchors, best[index], masses[index], far),
        ]
        if distance <= PATH:
            path += coarses[index - side] if distance > 1 else ""
            keys.append(("y", path, kind, index in group, distance * side))
            if distance <= MOST:
                keys.append(f"lw={lemma} {words[index]} {distance}")
        if subject is not None:
            keys.append(subject_key(subject, index, form, commas))
        if pattern is None:
            keys.append("P-")
        else:
            inner, own = parts.get(index - side, "O"), parts.get(index, "O")
            outer = parts.get(index + side, "O")
            keys.append(("P", inner, own, outer, *context.constant))
            keys.append(("Pt", inner, own, outer, kind, commas, verbs))
        if best[index] == 1 and anchors < ANCHORS:
            anchors += 1
        yield keys
