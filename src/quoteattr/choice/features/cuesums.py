"""The sums of what `cue_keys` asks, as quickly as plain Python adds them.

The keys of one cue differ little from token to token, so the sums of those that recur are
kept under short keys for as long as the cue is looked at. To add up what `cue_keys` yields
makes the whole library slower by a sixth: that loop is for training, this one for reading.
"""

from collections.abc import Callable, Hashable
from typing import TypeVar

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
from quoteattr.learning import Sums

__all__ = ["cue_sums"]

_K = TypeVar("_K", bound=Hashable)


class _Filled(dict[_K, int]):
    """A dictionary that makes what it lacks."""

    def __init__(self, make: Callable[[_K], int]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: _K) -> int:
        value = self[key] = self._make(key)
        return value


class _Kept:
    """Sums that recur while one cue is looked at, under what changes from token to token."""

    def __init__(self, context: CueContext, sums: Sums) -> None:
        look_up = sums.__getitem__
        lemma, form, after = context.lemma, context.verb_form, context.word_after
        sort, pos, before = context.sort, context.pos, context.word_before
        tags = (context.pos_after, context.pos_before, sort, pos)
        self.kinds: dict[str, int] = _Filled(
            lambda kind: look_up(("lk", lemma, kind)) + look_up(("fk", form, sort, kind))
        )
        self.counts: dict[tuple[int, int, int], int] = _Filled(
            lambda counts: look_up(("an", lemma, *tags, *counts))
        )
        self.distances: dict[tuple[int, str], int] = _Filled(
            lambda key: (
                look_up(("d", *key, pos))
                + look_up(("a", lemma, after, before, form, min(key[0], FAR_STEP)))
            )
        )
        self.proposals: dict[tuple[str, str, str], int] = _Filled(
            lambda parts: look_up(("P", *parts, *context.constant))
        )


def cue_sums(
    columns: Columns, context: CueContext, steps: RoleSteps, tokens: range, sums: Sums
) -> list[int]:
    """Return for each token what the keys that `cue_keys` yields for it add up to."""
    look_up, rows_get = sums.__getitem__, sums.rows.get
    kept = _Kept(context, sums)
    kinds, counts, distances, proposals = kept.kinds, kept.counts, kept.distances, kept.proposals
    anchor, side = context.anchor, tokens.step
    sentence, home = columns.sentence_of[anchor], columns.inside[anchor]
    quoted = home >= 0
    subject, parts = context.subject, context.parts
    has_proposal = context.proposed is not None
    plain = 0 if has_proposal else rows_get("P-", 0)
    words, coarses, inside = columns.words, columns.coarse, columns.inside
    all_commas, all_verbs, all_marks = columns.commas, columns.verbs, columns.marks
    all_joins, all_relatives = columns.conjunctions, columns.relatives
    sentence_of = columns.sentence_of
    best, masses = steps.best, steps.before if side < 0 else steps.after
    group, lemma, form = context.group, context.lemma, context.verb_form
    anchors, path = 0, ""
    out: list[int] = []
    for distance, index in enumerate(tokens, 1):
        low, high = (index + 1, anchor) if side < 0 else (anchor + 1, index)
        between = (
            min(MOST, all_commas[high] - all_commas[low]),
            min(MOST, all_verbs[high] - all_verbs[low]),
            min(MOST, all_marks[high] - all_marks[low]),
        )
        coarse, pair = coarses[index], inside[index]
        kind = words[index] if coarse in SPELLED else coarse
        far = STEPS[distance]
        total = (
            look_up(
                (
                    "n",
                    *between,
                    min(2, all_joins[high] - all_joins[low]),
                    min(2, all_relatives[high] - all_relatives[low]),
                    max(-3, min(3, sentence_of[index] - sentence)),
                    pair == home,
                    pair >= 0,
                    quoted,
                )
            )
            + look_up(("nt", *between, kind))
            + kinds[kind]
            + counts[between]
            + distances[far, coarse]
            + look_up(("nA", anchors, best[index], masses[index], far))
            + plain
        )
        if distance <= PATH:
            path += coarses[index - side] if distance > 1 else ""
            total += look_up(("y", path, kind, index in group, distance * side))
            if distance <= MOST:
                total += rows_get(f"lw={lemma} {words[index]} {distance}", 0)
        if subject is not None:
            total += look_up(subject_key(subject, index, form, between[0]))
        if has_proposal:
            taken = (
                parts.get(index - side, "O"),
                parts.get(index, "O"),
                parts.get(index + side, "O"),
            )
            total += proposals[taken] + look_up(("Pt", *taken, kind, *between[:2]))
        if best[index] == 1 and anchors < ANCHORS:
            anchors += 1
        out.append(total)
    return out
