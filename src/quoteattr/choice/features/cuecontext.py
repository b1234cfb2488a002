"""What is known of one cue before its source and its content are looked for."""

from collections.abc import Mapping

from attrs import frozen

from quoteattr.candidates import frozen_id
from quoteattr.choice.features.columns import Columns
from quoteattr.frame import QUOTE, Frame
from quoteattr.text import Verb, tokens_of
from quoteattr.words import sense

__all__ = ["LEAST_SHARE", "CueContext", "context_of"]

#: A candidate as reliable as this makes an anchor of its cue, whatever the chain holds of it.
LEAST_SHARE = 0.3
#: One as reliable as this keeps the quotation right after it, even if another verb follows.
_SURE = 0.7
#: No more tokens stand from a verb to a quotation that it leads up to: “said on Monday: “…””.
_LEAD_UP = 4
#: So long a quotation must be, its marks included, to be claimed by its candidate alone: two
#: words in marks are a term, if they neither ask nor shout.
_SHORTEST = 5

_EDGE = "<s>"
_NOTHING = frozenset[int]()


@frozen(eq=False)
class CueContext:
    """The anchor of a cue with the words around it, its verb group and the best proposal.

    ``verb_form`` says whether the verb is finite, passive, and has a subject of its own;
    ``family`` is the complement of the proposal without its details, ``parts`` says which tokens
    the proposal takes for what: S a source, C a content, Q a cue. ``claims_quotation`` says
    whether a reliable proposal gives whole quotations to somebody, ``begins_anew`` whether
    what is quoted begins with a capital.
    """

    anchor: int
    lemma: str
    pos: str
    sort: str
    sense: str
    word_before: str
    pos_before: str
    word_after: str
    pos_after: str
    verb: Verb | None
    verb_form: str
    share: float
    proposed: Frame | None
    family: str
    proposed_source: frozenset[int]
    proposed_content: frozenset[int]
    claims_quotation: bool
    begins_anew: bool
    parts: Mapping[int, str]

    @property
    def group(self) -> range:
        """The tokens of the verb group, or the anchor alone."""
        verb = self.verb
        if verb is None:
            return range(self.anchor, self.anchor + 1)
        return range(verb.first, verb.stop)

    @property
    def subject(self) -> range | None:
        """The subject of the verb, if there is one."""
        return self.verb.subject if self.verb else None

    @property
    def constant(self) -> tuple[str | int, ...]:
        """What a key says of the proposal, the same for all tokens."""
        if self.proposed is None:
            return ()
        step = int(5 * self.share)
        return (step, self.complement, self.family, frozen_id(self.proposed), self.lemma)

    @property
    def complement(self) -> str:
        """The complement of the proposal, or a dash."""
        return "-" if self.proposed is None else self.proposed.complement

    @property
    def leads_up_to(self) -> int | None:
        """The first token of its quotation, if hardly more than a comma stands before that.

        So it is of what a sure participle governs: “adding that “…””.
        """
        proposed = self.proposed
        if proposed is None:
            return None
        first = proposed.content[0].start
        if proposed.complement == "that" and self.pos == "VBG" and self.share >= _SURE:
            return first if first == proposed.last + 1 else None
        near = self.claims_quotation and 0 < first - proposed.last - 1 <= _LEAD_UP
        return first if near and proposed.complement == QUOTE else None

    @property
    def is_sure(self) -> bool:
        """Whether the proposal is so reliable that it decides what the quotation is.

        One in small letters may go on from an earlier one: “We left,” he told us, “but late.”.
        """
        return self.share >= _SURE and self.begins_anew


def context_of(columns: Columns, anchor: int) -> CueContext:
    """Look around the anchor of a cue, no farther than its sentence."""
    sentence = columns.sentence(anchor)
    words, pos = columns.words, columns.pos
    starts, ends = anchor == sentence.start, anchor + 1 == sentence.stop
    lemma = columns.lemmas[anchor]
    entry = columns.parse.lexicon.entry(lemma)
    verb = columns.parse.verb_over(anchor)
    share, proposed = columns.proposed_at(anchor) or (-1.0, None)
    return CueContext(
        anchor=anchor,
        lemma=lemma,
        pos=pos[anchor],
        sort=entry.type.value[:2] if entry else "-",
        sense=sense(lemma, pos[anchor]),
        word_before=_EDGE if starts else words[anchor - 1],
        pos_before=_EDGE if starts else pos[anchor - 1],
        word_after=_EDGE if ends else words[anchor + 1],
        pos_after=_EDGE if ends else pos[anchor + 1],
        verb=verb,
        verb_form=_form(verb),
        share=share,
        proposed=proposed,
        family="-" if proposed is None else proposed.complement.partition("-")[0],
        proposed_source=frozenset(proposed.source or ()) if proposed else _NOTHING,
        proposed_content=frozenset(tokens_of(proposed.content)) if proposed else _NOTHING,
        claims_quotation=share >= LEAST_SHARE
        and proposed is not None
        and _quotes(columns, proposed),
        begins_anew=proposed is not None and _begins_anew(columns, proposed.content[0].start),
        parts=_parts(proposed) if proposed else {},
    )


def _quotes(columns: Columns, proposed: Frame) -> bool:
    """Tell whether a source is given and all of the content is whole quotations, no mere words.

    “who advises the fund, “because …”” may stand between two parts of what another said.
    """
    marks, source = columns.parse.marks, proposed.source
    relative = source is not None and columns.pos[source.start] in ("WP", "WDT")
    resumes = proposed.complement == QUOTE and not _begins_anew(columns, proposed.content[0].start)
    if relative and resumes:
        return False
    for piece in proposed.content:
        asks = columns.words[piece.stop - 2] in ("?", "!")
        if marks.roles[piece.start] != "open" or (len(piece) < _SHORTEST and not asks):
            return False
        if columns.parse.pair(piece.start).outer != piece:
            return False
    return source is not None


def _begins_anew(columns: Columns, first: int) -> bool:
    forms = columns.parse.forms
    first += columns.parse.marks.roles[first] == "open"
    return first < len(forms) and forms[first][0].isupper()


def _parts(proposed: Frame) -> dict[int, str]:
    return {
        **dict.fromkeys(tokens_of(proposed.cue), "Q"),
        **dict.fromkeys(proposed.source or (), "S"),
        **dict.fromkeys(tokens_of(proposed.content), "C"),
    }


def _form(verb: Verb | None) -> str:
    if verb is None:
        return "-"
    flags = (verb.passive, verb.shared, verb.subject is not None)
    return verb.form[:3] + "".join(["1" if flag else "0" for flag in flags])
