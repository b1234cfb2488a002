"""The records that a `Result` is made of.

All of them are immutable, hashable and picklable. Every offset counts code points of the
string that was given to `attribute`, so ``text[span.start:span.end] == span.text``.
"""

from __future__ import annotations

from attrs import frozen

from quoteattr.model.vocabulary import (
    Certainty,
    CreditKind,
    CueType,
    EntityKind,
    Kind,
    Polarity,
    RejectionReason,
    SourceKind,
)

__all__ = [
    "Attribution",
    "Credit",
    "Cue",
    "Entity",
    "Evidence",
    "Rejected",
    "Setting",
    "Source",
    "Span",
]


@frozen
class Span:
    """A piece of the text: half-open code-point offsets into the caller's own string.

    >>> text = "Putin said no."
    >>> span = Span(start=6, end=10, text="said")
    >>> text[span.start:span.end] == span.text
    True
    """

    start: int
    end: int
    text: str


@frozen
class Source:
    """A mention of someone or something that content is attributed to, as written.

    ``span`` is the mention in the text; ``entity`` is the `Entity.id` it refers to.

    >>> Source(Span(0, 5, "Putin"), SourceKind.PERSON, "e1").span.text
    'Putin'
    """

    span: Span
    kind: SourceKind
    entity: str | None


@frozen
class Cue:
    """The words that link a source to its content.

    ``spans`` are one or more pieces of the text, in order; ``lemma`` is the dictionary form
    of the word that counts: *has also continuously blamed* has the lemma *blame*.

    >>> cue = Cue((Span(9, 13, "laid"), Span(24, 27, "out")), "lay out", CueType.ASSERTION)
    >>> cue.start, cue.end
    (9, 27)
    """

    spans: tuple[Span, ...]
    lemma: str
    type: CueType

    @property
    def start(self) -> int:
        """The offset in the text where the first piece starts.

        >>> Cue((Span(6, 10, "said"),), "say", CueType.ASSERTION).start
        6
        """
        return self.spans[0].start

    @property
    def end(self) -> int:
        """The offset in the text where the last piece ends.

        >>> Cue((Span(6, 10, "said"),), "say", CueType.ASSERTION).end
        10
        """
        return self.spans[-1].end


@frozen
class Setting:
    """When, where and through which medium something was said, as spans of the text.

    >>> Setting(time=Span(17, 27, "on Tuesday"))
    Setting(time=Span(start=17, end=27, text='on Tuesday'), place=None, medium=None)
    """

    time: Span | None = None
    place: Span | None = None
    medium: Span | None = None


@frozen
class Evidence:
    """One reason for an attribution: the stage that decided, what it saw, and where.

    ``spans`` are the places in the text that the note speaks of.

    >>> Evidence("frames", "“that” opens the content", (Span(11, 15, "that"),)).note
    '“that” opens the content'
    """

    stage: str
    note: str
    spans: tuple[Span, ...] = ()


@frozen
class Attribution:
    """One act of reporting: a source, a cue and the content attributed to that source.

    - ``content``: one or more pieces of the text, in order, with the quotation marks that
      belong to them; ``quotes``: the verbatim text inside those marks, the marks excluded.
    - ``speaker`` is None where no source is named, ``cue`` where no word links the two.
    - ``parent``: the id of the attribution whose content holds this one; ``sources``: the
      chain of sources, the outermost first and the own speaker last.
    - ``addressee``: who was told; ``setting``: when, where and through which medium.
    - ``confidence``: the probability that content and speaker are both right.
    - ``evidence``: which stage or rule decided what; it answers “why?”.

    >>> putin = Source(Span(0, 5, "Putin"), SourceKind.PERSON, "e1")
    >>> said = Cue((Span(6, 10, "said"),), "say", CueType.ASSERTION)
    >>> attribution = Attribution(
    ...     id=0, kind=Kind.INDIRECT, content=(Span(11, 13, "no"),), quotes=(),
    ...     speaker=putin, cue=said, parent=None, sources=(putin,),
    ... )
    >>> print(attribution.polarity, attribution.certainty)
    positive asserted
    """

    id: int
    kind: Kind
    content: tuple[Span, ...]
    quotes: tuple[Span, ...]
    speaker: Source | None
    cue: Cue | None
    parent: int | None
    sources: tuple[Source, ...]
    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.ASSERTED
    addressee: Source | None = None
    setting: Setting | None = None
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()


@frozen
class Entity:
    """Someone or something that the text names as a source, with all its mentions.

    ``name`` is the longest proper name in the text, without ``title``, or the fullest
    description where there is no proper name. ``members`` are the ids of the entities that
    a joint source such as *Putin and Raisi* consists of.

    >>> Entity("e1", "Vladimir Putin", EntityKind.PERSON, title="Russian President").name
    'Vladimir Putin'
    """

    id: str
    name: str
    kind: EntityKind
    title: str | None = None
    mentions: tuple[Span, ...] = ()
    members: tuple[str, ...] = ()


@frozen
class Credit:
    """A source of the whole document: dateline, byline, *Reuters contributed to this report*.

    ``span`` is the whole credit in the text, ``source`` the one who is credited.

    >>> line = "By Ann Lee"
    >>> Credit(CreditKind.BYLINE, Span(0, 10, line), Span(3, 10, line[3:])).source.text
    'Ann Lee'
    """

    kind: CreditKind
    span: Span
    source: Span


@frozen
class Rejected:
    """Quotation marks that quote nobody, marks included, and why they were left out.

    >>> str(Rejected(Span(9, 15, "“Dune”"), RejectionReason.TITLE).reason)
    'title'
    """

    span: Span
    reason: RejectionReason
