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


# What a repr shows of a text, so that the longest, of an attribution, fits into two lines.
_SHOWN = 40


@frozen(order=True, repr=False)
class Span:
    """A piece of the text: half-open code-point offsets into the caller's own string.

    Spans sort by where they stand; the length of one is that of its text.

    >>> text = "Putin said no."
    >>> span = Span(start=6, end=10, text="said")
    >>> text[span.start:span.end] == span.text
    True
    >>> span, len(span), span < Span(11, 13, "no")
    (Span(6, 10, 'said'), 4, True)
    """

    start: int
    end: int
    text: str

    def covers(self, other: Span | int) -> bool:
        """Whether all of another span, or the character at an offset, lies in this one.

        >>> said = Span(6, 10, "said")
        >>> said.covers(said), said.covers(9), said.covers(10), said.covers(Span(6, 13, "said no"))
        (True, True, False, False)
        """
        if isinstance(other, Span):
            return self.start <= other.start and other.end <= self.end
        return self.start <= other < self.end

    def __len__(self) -> int:
        return self.end - self.start

    def __repr__(self) -> str:
        return f"Span({self.start}, {self.end}, {_short(self.text)})"


@frozen(repr=False)
class Source:
    """A mention of someone or something that content is attributed to, as written.

    ``span`` is the mention in the text; ``entity`` is the `Entity.id` it refers to.

    >>> Source(Span(0, 5, "Putin"), SourceKind.PERSON, "e1")
    <Source 0:5 'Putin', person e1>
    """

    span: Span
    kind: SourceKind
    entity: str | None

    @property
    def text(self) -> str:
        """The words of the mention.

        >>> Source(Span(0, 5, "Putin"), SourceKind.PERSON, "e1").text
        'Putin'
        """
        return self.span.text

    def __repr__(self) -> str:
        entity = "" if self.entity is None else f" {self.entity}"
        return f"<Source {_at(self.span)}, {self.kind}{entity}>"


@frozen(repr=False)
class Cue:
    """The words that link a source to its content.

    ``spans`` are one or more pieces of the text, in order; ``lemma`` is the dictionary form
    of the word that counts: *has also continuously blamed* has the lemma *blame*.

    >>> cue = Cue((Span(9, 13, "laid"), Span(24, 27, "out")), "lay out", CueType.ASSERTION)
    >>> cue
    <Cue 9:27 'laid … out', lay out, assertion>
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

    @property
    def text(self) -> str:
        """The words of the cue, its pieces joined by “ … ”.

        >>> Cue((Span(0, 5, "Asked"), Span(9, 13, "said")), "say", CueType.ASSERTION).text
        'Asked … said'
        """
        return _joined(self.spans)

    def __repr__(self) -> str:
        return f"<Cue {self.start}:{self.end} {_short(self.text)}, {self.lemma}, {self.type}>"


@frozen(repr=False)
class Setting:
    """When, where and through which medium something was said, as spans of the text.

    Each is None where nothing is said about it; a setting without any is false.

    >>> setting = Setting(time=Span(17, 27, "on Tuesday"))
    >>> setting, setting.time_text, setting.place_text
    (<Setting time 17:27 'on Tuesday'>, 'on Tuesday', '')
    >>> bool(setting), bool(Setting())
    (True, False)
    """

    time: Span | None = None
    place: Span | None = None
    medium: Span | None = None

    @property
    def time_text(self) -> str:
        """When: the words, or an empty string.

        >>> Setting(time=Span(17, 27, "on Tuesday")).time_text
        'on Tuesday'
        """
        return self.time.text if self.time else ""

    @property
    def place_text(self) -> str:
        """Where: the words, or an empty string.

        >>> Setting(place=Span(17, 26, "in Geneva")).place_text
        'in Geneva'
        """
        return self.place.text if self.place else ""

    @property
    def medium_text(self) -> str:
        """Through which medium: the words, or an empty string.

        >>> Setting(medium=Span(17, 27, "on Twitter")).medium_text
        'on Twitter'
        """
        return self.medium.text if self.medium else ""

    def __bool__(self) -> bool:
        return self != _NOWHERE

    def __repr__(self) -> str:
        parts = (("time", self.time), ("place", self.place), ("medium", self.medium))
        known = ", ".join(f"{name} {_at(span)}" for name, span in parts if span)
        return f"<Setting {known or 'unknown'}>"


_NOWHERE = Setting()


@frozen(repr=False)
class Evidence:
    """One reason for an attribution: the stage that decided, what it saw, and where.

    ``spans`` are the places in the text that the note speaks of; ``rule`` is the name of the
    rule that decided, empty where none has a name.

    >>> Evidence("candidates", "A name and a colon.", (Span(3, 4, ":"),), rule="label")
    <Evidence candidates/label: 'A name and a colon.'>
    """

    stage: str
    note: str
    spans: tuple[Span, ...] = ()
    rule: str = ""

    def __repr__(self) -> str:
        rule = self.rule and f"/{self.rule}"
        return f"<Evidence {self.stage}{rule}: {_short(self.note)}>"


@frozen(repr=False)
class Attribution:
    """One act of reporting: a source, a cue and the content attributed to that source.

    - ``content``: one or more pieces of the text, in order, with the quotation marks that
      belong to them; ``quotes``: the verbatim text inside those marks, the marks excluded.
    - ``speaker`` is None where no source is named, ``cue`` where no word links the two.
      `speaker_text`, `addressee_text`, `cue_text` and `lemma` are empty strings then.
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
    >>> attribution
    <Attribution 0 at 11:13, indirect: 'Putin' 'said' 'no'>
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
    setting: Setting = _NOWHERE
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()

    @property
    def start(self) -> int:
        """The offset in the text where the content starts.

        >>> Attribution(0, Kind.INDIRECT, (Span(11, 13, "no"),), (), None, None, None, ()).start
        11
        """
        return self.content[0].start

    @property
    def end(self) -> int:
        """The offset in the text where the last piece of the content ends.

        >>> Attribution(0, Kind.INDIRECT, (Span(11, 13, "no"),), (), None, None, None, ()).end
        13
        """
        return self.content[-1].end

    @property
    def text(self) -> str:
        """The content as one string, its pieces joined by “ … ”.

        It is the text between `start` and `end` where the content is of one piece.

        >>> content = (Span(0, 5, "“Go,”"), Span(16, 22, "“now.”"))
        >>> Attribution(0, Kind.DIRECT, content, (), None, None, None, ()).text
        '“Go,” … “now.”'
        """
        return _joined(self.content)

    @property
    def speaker_text(self) -> str:
        """The speaker as written here, or an empty string where nobody is named.

        >>> content = (Span(0, 5, "“No.”"),)
        >>> Attribution(0, Kind.DIRECT, content, (), None, None, None, ()).speaker_text
        ''
        """
        return self.speaker.text if self.speaker else ""

    @property
    def addressee_text(self) -> str:
        """Who was told, as written here, or an empty string.

        >>> content = (Span(0, 5, "“No.”"),)
        >>> Attribution(0, Kind.DIRECT, content, (), None, None, None, ()).addressee_text
        ''
        """
        return self.addressee.text if self.addressee else ""

    @property
    def cue_text(self) -> str:
        """The words of the cue, pieces joined by “ … ”, or an empty string without a cue.

        >>> content = (Span(0, 5, "“No.”"),)
        >>> Attribution(0, Kind.DIRECT, content, (), None, None, None, ()).cue_text
        ''
        """
        return self.cue.text if self.cue else ""

    @property
    def lemma(self) -> str:
        """The dictionary form of the cue, or an empty string without a cue.

        >>> said = Cue((Span(10, 14, "said"),), "say", CueType.ASSERTION)
        >>> Attribution(0, Kind.DIRECT, (Span(0, 5, "“No.”"),), (), None, said, None, ()).lemma
        'say'
        """
        return self.cue.lemma if self.cue else ""

    @property
    def cue_type(self) -> CueType:
        """The type of the cue; what stands without a cue is an assertion.

        >>> content = (Span(0, 5, "“No.”"),)
        >>> print(Attribution(0, Kind.DIRECT, content, (), None, None, None, ()).cue_type)
        assertion
        """
        return self.cue.type if self.cue else CueType.ASSERTION

    def __repr__(self) -> str:
        who = _short(self.speaker.text) if self.speaker else "nobody"
        cue = f" {_short(self.cue.text)}" if self.cue else ""
        where = f"{self.id} at {self.start}:{self.end}"
        return f"<Attribution {where}, {self.kind}: {who}{cue} {_short(self.text)}>"


@frozen(repr=False)
class Entity:
    """Someone or something that the text names as a source, with all its mentions.

    ``name`` is the longest proper name in the text, without ``title``, or the fullest
    description where there is no proper name. ``members`` are the ids of the entities that
    a joint source such as *Putin and Raisi* consists of. ``identifier`` is what the linker of the
    pipeline gives it, a Wikidata id for example; None without one.

    >>> Entity("e1", "Vladimir Putin", EntityKind.PERSON, title="Russian President")
    <Entity e1 'Vladimir Putin', person, 0 mentions>
    """

    id: str
    name: str
    kind: EntityKind
    title: str | None = None
    mentions: tuple[Span, ...] = ()
    members: tuple[str, ...] = ()
    identifier: str | None = None

    def __repr__(self) -> str:
        number = len(self.mentions)
        mentions = f"{number} mention{'' if number == 1 else 's'}"
        return f"<Entity {self.id} {_short(self.name)}, {self.kind}, {mentions}>"


@frozen(repr=False)
class Credit:
    """A source of the whole document: dateline, byline, *Reuters contributed to this report*.

    ``span`` is the whole credit in the text, ``source`` the one who is credited.

    >>> line = "By Ann Lee"
    >>> Credit(CreditKind.BYLINE, Span(0, 10, line), Span(3, 10, line[3:]))
    <Credit 3:10 'Ann Lee', byline>
    """

    kind: CreditKind
    span: Span
    source: Span

    def __repr__(self) -> str:
        return f"<Credit {_at(self.source)}, {self.kind}>"


@frozen(repr=False)
class Rejected:
    """Quotation marks that quote nobody, marks included, and why they were left out.

    >>> Rejected(Span(9, 15, "“Dune”"), RejectionReason.TITLE)
    <Rejected 9:15 '“Dune”', title>
    """

    span: Span
    reason: RejectionReason

    def __repr__(self) -> str:
        return f"<Rejected {_at(self.span)}, {self.reason}>"


def _joined(spans: tuple[Span, ...]) -> str:
    return " … ".join([span.text for span in spans])


def _at(span: Span) -> str:
    return f"{span.start}:{span.end} {_short(span.text)}"


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…")
