"""What passes from room to room: one report as a frame, and the rules that find and mend it."""

from collections.abc import Callable, Collection, Sequence
from typing import Generic, Literal, TypeAlias, TypeVar

from attrs import field, frozen

from quoteattr.model import CueType

__all__ = [
    "END",
    "LABEL",
    "LEAD_IN",
    "PHRASE",
    "QUOTE",
    "QUOTE_END",
    "TURN",
    "Frame",
    "Rule",
    "Stage",
    "switched_on",
]

#: How an attribution came to be: chosen by the learned core, read by a reliable rule inside
#: another attribution, or a quotation placed without a cue of its own.
Stage: TypeAlias = Literal["chosen", "inner", "placed"]
F_co = TypeVar("F_co", bound=Callable[..., object], covariant=True)
R = TypeVar("R", bound="Rule[Callable[..., object]]")

#: Complements that more than one room asks for, as the lexicon calls them: a quotation after
#: the cue, one before it, words before it, and those of phrases, labels and turns.
QUOTE, QUOTE_END, END, PHRASE = "quote", "quote-end", "end", "phrase"
LABEL, TURN, LEAD_IN = "label", "turn", "lead-in"


@frozen
class Frame:
    """One cue with its source and its content, in ranges of token indices.

    ``cue`` is empty for a quotation without a cue of its own, ``content`` is ordered and
    disjoint and takes its quotation marks along. ``lemma`` and ``complement`` are the key
    under which the lexicon holds how reliable the cue is: “say” with “that”, “claim/n” with
    “of”. ``rules`` are the names of the rules that found, changed and placed it, in order;
    ``score`` is how far its ``stage`` trusts it, from 0 to 1, and ``notes`` say why.

    >>> frame = Frame((range(1, 2),), "say", range(0, 1), (range(2, 5),))
    >>> frame.first, frame.last
    (1, 1)
    """

    cue: tuple[range, ...]
    lemma: str
    source: range | None
    content: tuple[range, ...]
    complement: str = ""
    addressee: range | None = None
    type: CueType = CueType.ASSERTION
    rules: tuple[str, ...] = ()
    stage: Stage = "chosen"
    score: float = 0.5
    notes: tuple[str, ...] = ()

    @property
    def first(self) -> int:
        """The first token of the cue, -1 if there is none.

        >>> Frame((), "", range(0, 1), (range(2, 5),)).first
        -1
        """
        return self.cue[0].start if self.cue else -1

    @property
    def last(self) -> int:
        """The last token of the cue, -1 if there is none.

        >>> Frame((range(1, 4),), "say", None, (range(4, 6),)).last
        3
        """
        return self.cue[-1].stop - 1 if self.cue else -1

    @property
    def mentions(self) -> tuple[range, ...]:
        """Its source and its addressee, as far as there are any.

        >>> Frame((), "", range(0, 1), (range(2, 5),)).mentions
        (range(0, 1),)
        """
        return tuple([part for part in (self.source, self.addressee) if part is not None])

    @property
    def is_label(self) -> bool:
        """Whether a colon is its cue: “LEE: Good evening.”.

        >>> Frame((range(1, 2),), ":", range(0, 1), (range(2, 4),)).is_label
        True
        """
        return self.lemma == ":"

    @property
    def is_signed(self) -> bool:
        """Whether a dash before a name is its cue: “It rained.” ― Ann Lee.

        >>> Frame((range(5, 6),), "―", range(6, 8), (range(0, 5),)).is_signed
        True
        """
        return self.lemma == "―"

    @property
    def is_turn(self) -> bool:
        """Whether it is a turn in a transcript.

        >>> Frame((range(1, 2),), ":", range(0, 1), (range(2, 4),), TURN).is_turn
        True
        """
        return self.complement == TURN

    @property
    def is_nominal(self) -> bool:
        """Whether a noun or an adjective is its cue: “her claim that …”, “afraid of …”.

        >>> Frame((range(1, 2),), "claim/n", range(0, 1), (range(2, 5),)).is_nominal
        True
        """
        return self.lemma.endswith(("/n", "/j"))

    @property
    def is_unlisted(self) -> bool:
        """Whether its verb is none that the lexicon knows: “…!” trilled Lee.

        >>> Frame((range(4, 5),), "*", range(5, 6), (range(0, 4),)).is_unlisted
        True
        """
        return self.lemma == "*"


@frozen
class Rule(Generic[F_co]):
    """A linguistic decision: its name, what it says to people, and an example that runs.

    ``name`` is how evidence, `Pipeline.without` and the benchmark of rules call it; ``note``
    is a sentence for people on what it decided. In ``example`` a source stands in […], a cue
    in <…>, a content in {…} and an addressee in ~…~; a rule that changes what it is given has
    before and after, with ⇒ between them.

    >>> rule = Rule("label", "A name and a colon.", "[LEE] <:> {Good evening.}", len)
    >>> rule.name
    'label'
    """

    name: str
    note: str
    example: str
    apply: F_co = field(repr=False)


def switched_on(rules: Sequence[R], without: Collection[str]) -> tuple[R, ...]:
    """Return rules in their order, those left out that ``without`` names.

    >>> switched_on([Rule("a", "", "", len), Rule("b", "", "", len)], {"a"})[0].name
    'b'
    """
    return tuple([rule for rule in rules if rule.name not in without])
