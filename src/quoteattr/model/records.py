"""The data model: what `attribute` returns.

All records are immutable, hashable and picklable. Every offset counts code points of the
string that was given to `attribute`, so ``text[span.start:span.end] == span.text``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

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

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quoteattr.model.documents import ResultDict

__all__ = [
    "Attribution",
    "Certainty",
    "Credit",
    "CreditKind",
    "Cue",
    "CueType",
    "Entity",
    "EntityKind",
    "Evidence",
    "Kind",
    "Polarity",
    "Rejected",
    "RejectionReason",
    "Result",
    "Setting",
    "Source",
    "SourceKind",
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


@frozen(repr=False)
class Result(Sequence[Attribution]):
    """All that was found in one text; a sequence of its attributions.

    Every offset in it counts code points of ``text``, the very string that was analysed.

    >>> reuters = Source(Span(0, 7, "Reuters"), SourceKind.ORGANISATION, "e1")
    >>> said = Cue((Span(8, 12, "said"),), "say", CueType.ASSERTION)
    >>> outer = Attribution(
    ...     0, Kind.INDIRECT, (Span(13, 26, "Putin said no"),), (), reuters, said, None, (reuters,)
    ... )
    >>> result = Result("Reuters said Putin said no.", (outer,))
    >>> result
    <Result: 1 attribution, 0 entities, 27 characters>
    >>> result[0] == outer, len(result), outer in result
    (True, 1, True)
    """

    text: str
    attributions: tuple[Attribution, ...] = ()
    entities: tuple[Entity, ...] = ()
    credits: tuple[Credit, ...] = ()
    rejected: tuple[Rejected, ...] = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, object], text: str) -> Result:
        """Read back what `to_dict` wrote; ``text`` is the text that was analysed.

        Raises `SchemaError`, which names the place in ``data``, if ``data`` breaks the JSON
        Schema of this package, refers to something that it does not hold, or was not made
        from ``text``.

        >>> Result.from_dict(Result("No comment.").to_dict(), "No comment.")
        <Result: 0 attributions, 0 entities, 11 characters>
        >>> Result.from_dict(Result("No comment.").to_dict(), "Some comments.")
        Traceback (most recent call last):
            ...
        quoteattr.errors.SchemaError: text_length: expected 14, the length of the given text, got 11
        """
        # Here and below, not at the top: `jsonform` reads this module, and few callers need it.
        from quoteattr.model.writing import result_from_dict

        return result_from_dict(data, text)

    def to_dict(self) -> ResultDict:
        """The result as plain dicts and lists, in the form of the package's JSON Schema.

        The text itself is not in it, only its length and its SHA-256.

        >>> document = Result("No comment.").to_dict()
        >>> document["schema"], document["text_length"], document["attributions"]
        ('quoteattr/1', 11, [])
        """
        from quoteattr.model.writing import result_to_dict

        return result_to_dict(self)

    def to_json(self, *, indent: int | None = None) -> str:
        """The result as JSON; ``indent`` as in `json.dumps`.

        >>> Result("No comment.").to_json()[:45]
        '{"schema": "quoteattr/1", "text_length": 11, '
        """
        from quoteattr.model.writing import result_to_json

        return result_to_json(self, indent=indent)

    def roots(self) -> tuple[Attribution, ...]:
        """The attributions that lie in no other: what the text itself reports.

        >>> Result("No comment.").roots()
        ()
        """
        return tuple(a for a in self.attributions if a.parent is None)

    def children(self, attribution: Attribution) -> tuple[Attribution, ...]:
        """The attributions whose parent is the given one.

        >>> content = (Span(0, 9, "A says no"),)
        >>> outer = Attribution(0, Kind.INDIRECT, content, (), None, None, None, ())
        >>> inner = Attribution(1, Kind.INDIRECT, (Span(7, 9, "no"),), (), None, None, 0, ())
        >>> [child.id for child in Result("A says no", (outer, inner)).children(outer)]
        [1]
        """
        return tuple(a for a in self.attributions if a.parent == attribution.id)

    def chain(self, attribution: Attribution) -> tuple[Attribution, ...]:
        """The path from the outermost attribution down to the given one, which comes last.

        Its speakers are `Attribution.sources`.

        >>> content = (Span(0, 9, "A says no"),)
        >>> outer = Attribution(0, Kind.INDIRECT, content, (), None, None, None, ())
        >>> inner = Attribution(1, Kind.INDIRECT, (Span(7, 9, "no"),), (), None, None, 0, ())
        >>> [link.id for link in Result("A says no", (outer, inner)).chain(inner)]
        [0, 1]
        """
        if attribution.parent is None:
            return (attribution,)
        by_id = {a.id: a for a in self.attributions}
        path = [attribution]
        while path[-1].parent is not None:
            path.append(by_id[path[-1].parent])
        return tuple(reversed(path))

    def by_entity(self, name_or_id: str) -> tuple[Attribution, ...]:
        """The attributions whose speaker is the entity of that id or name.

        The case of a name does not matter; what a group says counts for each of its members.
        An id or name that the text does not have gives an empty tuple.

        >>> putin = Source(Span(0, 5, "Putin"), SourceKind.PERSON, "e1")
        >>> content = (Span(11, 13, "no"),)
        >>> attribution = Attribution(0, Kind.INDIRECT, content, (), putin, None, None, (putin,))
        >>> entity = Entity("e1", "Vladimir Putin", EntityKind.PERSON)
        >>> result = Result("Putin said no", (attribution,), (entity,))
        >>> len(result.by_entity("vladimir putin")), len(result.by_entity("e2"))
        (1, 0)
        """
        name = name_or_id.casefold()
        wanted = {e.id for e in self.entities if e.id == name_or_id}
        wanted = wanted or {e.id for e in self.entities if e.name.casefold() == name}
        wanted |= {e.id for e in self.entities if not wanted.isdisjoint(e.members)}
        return tuple(a for a in self.attributions if a.speaker and a.speaker.entity in wanted)

    def __repr__(self) -> str:
        attributions = _counted(len(self.attributions), "attribution", "attributions")
        entities = _counted(len(self.entities), "entity", "entities")
        characters = _counted(len(self.text), "character", "characters")
        return f"<Result: {attributions}, {entities}, {characters}>"

    def __len__(self) -> int:
        return len(self.attributions)

    def __iter__(self) -> Iterator[Attribution]:
        return iter(self.attributions)

    @overload
    def __getitem__(self, index: int) -> Attribution: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Attribution, ...]: ...

    def __getitem__(self, index: int | slice) -> Attribution | tuple[Attribution, ...]:
        return self.attributions[index]


def _counted(number: int, singular: str, plural: str) -> str:
    return f"{number:,} {singular if number == 1 else plural}"
