"""Which tokens are looked into as cues: most are given up for what is known of them alone."""

from collections.abc import Iterator
from itertools import groupby, repeat

from attrs import frozen

from quoteattr.candidates import TURN
from quoteattr.choice.anchors import anchor_of
from quoteattr.choice.features.columns import Columns
from quoteattr.choice.features.cuecontext import LEAST_SHARE, CueContext, context_of
from quoteattr.choice.features.cuefacts import CueFacts, CueNumbers, cue_facts
from quoteattr.choice.features.cuekeys import RoleSteps
from quoteattr.choice.roles import Roles
from quoteattr.learning import Forest, WeightTable
from quoteattr.syntax import title_words

__all__ = [
    "WORTH_NUMBERS",
    "Worth",
    "anchors_of",
    "cues_of",
    "is_explicit",
    "is_labelled",
    "is_naming",
]

#: The names of the numbers by which a cue is given up or not.
WORTH_NUMBERS = (*CueNumbers._fields, "worth")
#: So likely must a token be the anchor of a cue for its frame to be looked for.
LEAST_ANCHOR = 0.02
#: The least log odds that a token is a cue, by the linear model, and that what is found of it
#: will count, by the trees: .3 and .23 as probabilities.
LEAST_WORTH, LEAST_PROMISE = -0.85, -1.2
#: Verbs that give a name, after what they name, and verbs whose object is a work.
_NAMING = frozenset("called dubbed entitled headlined named nicknamed titled".split())
_NAMED = frozenset({",", "NN", "NNS"})
#: What may stand between “a” and the noun that is named, and how far apart they are.
_DESCRIBED, _FAR = frozenset({"NN", "NNS", "JJ", "VBN", "VBG"}), 5
_RELATIVES = frozenset({"WDT", "WP"})
_PERFORMING = frozenset("direct perform play publish recite record release sing watch".split())
#: So many cues a sentence may have: a few, or one for so many words. It bounds the time that
#: ten thousand times “he said” take.
_FEW, _SPACING = 8, 12


@frozen(eq=False)
class Worth:
    """What is learned of cues alone: how likely one is, and how likely anything comes of it.

    Without the trees, as while they are trained, the linear model decides by itself.
    """

    table: WeightTable
    forest: Forest | None = None

    def numbers(self, known: CueFacts) -> tuple[float, ...]:
        """Return the numbers of a cue, the log odds that it is one at their end."""
        packed = sum(map(self.table.rows.get, known.words, repeat(0)))
        return (*known.numbers, packed / self.table.scale)

    def suffices(self, context: CueContext, numbers: tuple[float, ...]) -> bool:
        """Tell whether a cue with these numbers is to be looked into."""
        if is_explicit(context) or context.claims_quotation:
            return True
        if numbers[-1] < LEAST_WORTH:
            return False
        if self.forest is None or context.share >= LEAST_SHARE:
            return True
        return self.forest.score(numbers) >= LEAST_PROMISE


def anchors_of(columns: Columns, roles: Roles) -> list[int]:
    """Return the tokens that may be anchors of cues, in order."""
    found = {index for index, row in enumerate(roles.marginals) if row[1] >= LEAST_ANCHOR}
    for candidates in columns.candidates_at.values():
        for share, candidate in candidates:
            if share >= LEAST_SHARE:
                found.add(anchor_of(columns.parse, candidate.cue[0]))
    return sorted([anchor for anchor in found if not _is_off(columns, anchor)])


def _is_off(columns: Columns, anchor: int) -> bool:
    """Tell a cue that somebody switched off, whose entry gives no frame any share, or a naming."""
    if is_naming(columns, anchor):
        return True
    entry = columns.parse.lexicon.cues.get(columns.lemmas[anchor])
    if entry is None:
        return False
    return all(share == 0 and name != "none" for name, share in entry.frames)


def is_naming(columns: Columns, anchor: int) -> bool:
    """Tell verbs before a title or a name: a process called “creep”, he sang “Harvest Home”."""
    marks, after = columns.parse.marks, anchor + 1
    if after >= len(columns.words) or marks.roles[after] != "open":
        return False
    pair = columns.parse.pair(after)
    title = title_words(columns.parse.forms, pair)
    before = columns.pos[anchor - 1] if anchor else ""
    names = columns.words[anchor] in _NAMING and before in _NAMED
    if names and (title or _is_presented(columns, anchor, pair.outer.stop)):
        return True
    read = columns.words[anchor] == "read" and before in ("PRP", "NNP")
    return len(title) > 1 and (read or columns.lemmas[anchor] in _PERFORMING)


def _is_presented(columns: Columns, anchor: int, stop: int) -> bool:
    """Tell that “a slow flow” is named, not who calls: “a mayor called “absurd” the plan”.

    The verb is at ``anchor``, and what it quotes ends before ``stop``.
    """
    start = columns.sentence(anchor).start
    if stop < len(columns.pos) and columns.pos[stop] in ("DT", "PRP$"):
        return False
    for at in range(anchor - 1, max(start, anchor - _FAR) - 1, -1):
        if columns.words[at] in ("a", "an"):
            return at == start or columns.pos[at - 1] not in _RELATIVES
        if columns.pos[at] not in _DESCRIBED:
            return False
    return False


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
    pattern = context.pattern
    if pattern is None:
        return False
    inserted = (
        pattern.complement == "end" and len(pattern.content) > 1 and context.share >= LEAST_SHARE
    )
    put = pattern.lemma == "put it" and pattern.complement in ("end", "quote", "quote-end")
    return inserted or put or pattern.complement == "phrase" or is_labelled(context)


def is_labelled(context: CueContext) -> bool:
    """Tell a speaker set beside the words: “…” ― Name, and “NAME: …” in a transcript."""
    pattern = context.pattern
    return pattern is not None and (pattern.lemma == "―" or pattern.complement == TURN)
