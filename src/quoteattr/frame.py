"""What passes from room to room: one report as a frame, and the rules that find and mend it."""

from collections.abc import Callable, Collection, Sequence
from typing import Generic, TypeVar

from attrs import field, frozen

from quoteattr.model import CueType

__all__ = ["Frame", "Rule", "switched_on"]

F = TypeVar("F", bound=Callable[..., object])


@frozen
class Frame:
    """One cue with its source and its content, in ranges of token indices.

    ``cue`` is empty for a quotation without a cue of its own, ``content`` is ordered and
    disjoint and takes its quotation marks along. ``lemma`` and ``complement`` are the key
    under which the lexicon holds how reliable the cue is: “say” with “that”, “claim/n” with
    “of”. ``rules`` are the names of the rules that found, changed and placed it, in order;
    ``score`` is how likely it is right, from 0 to 1, and ``notes`` say why.

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
    def is_label(self) -> bool:
        """Tell whether a colon, or a dash that stands for one, makes its source speak.

        >>> Frame((range(1, 2),), ":", range(0, 1), (range(2, 5),)).is_label
        True
        """
        return self.lemma == ":"


@frozen
class Rule(Generic[F]):
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
    apply: F = field(repr=False)


def switched_on(rules: Sequence[Rule[F]], without: Collection[str]) -> tuple[Rule[F], ...]:
    """Return rules in their order, those left out that ``without`` names.

    >>> switched_on([Rule("a", "", "", len), Rule("b", "", "", len)], {"a"})[0].name
    'b'
    """
    return tuple([rule for rule in rules if rule.name not in without])
