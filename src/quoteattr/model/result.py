"""What `attribute` returns: all that was found in one text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias, TypeVar, overload

from attrs import frozen

from quoteattr.errors import OptionError
from quoteattr.model.index import Index
from quoteattr.model.markup import mark_up
from quoteattr.model.reading import parse_json, read_document
from quoteattr.model.records import Attribution, Credit, Entity, Rejected, Span
from quoteattr.model.vocabulary import Certainty, CueType, Kind, Polarity, SourceKind
from quoteattr.model.writing import dump_json, write_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quoteattr.model.documents import ResultDict
    from quoteattr.model.vocabulary import (
        CertaintyWord,
        CueTypeWord,
        KindWord,
        PolarityWord,
        SourceKindWord,
    )

__all__ = ["Result", "check_share"]

Closed = TypeVar("Closed", bound=Enum)
Word = TypeVar("Word", bound=str)
OneOrMore: TypeAlias = Closed | Word | Collection[Closed | Word] | None
Pair: TypeAlias = tuple[str, str]
Marker: TypeAlias = Callable[[Attribution], Pair | None]
Marks: TypeAlias = Pair | Marker | None


class _Indexed:
    """A place for the index of a result, outside of its equality, its hash and its pickle."""

    __slots__ = ("_index",)
    _index: Index


@frozen(repr=False)
class Result(_Indexed, Sequence[Attribution]):
    """All that was found in one text; a sequence of its attributions.

    Every offset in it counts code points of ``text``, the very string that was analysed.

    >>> from quoteattr import attribute
    >>> result = attribute("The Courier reported that Lee said it rained.")
    >>> result
    <Result: 2 attributions, 2 entities, 45 characters>
    >>> result[1]
    <Attribution 1 at 35:44, indirect: 'Lee' 'said' 'it rained'>
    >>> len(result), result[1] in result
    (2, True)
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
        from ``text``, and `OptionError` if ``text`` is no string.

        >>> Result.from_dict(Result("No comment.").to_dict(), "No comment.")
        <Result: 0 attributions, 0 entities, 11 characters>
        >>> Result.from_dict(Result("No comment.").to_dict(), "Some comments.")
        Traceback (most recent call last):
            ...
        quoteattr.errors.SchemaError: text_length: expected 14, the length of the given text, got 11
        """
        if not isinstance(text, str):
            raise OptionError(f"text is the str that was analysed, not {type(text).__name__}")
        return cls(text, *read_document(data, text))

    @classmethod
    def from_json(cls, document: str | bytes, text: str) -> Result:
        """Read back what `to_json` wrote; ``text`` is the text that was analysed.

        Raises like `from_dict`, and `SchemaError` for what is no JSON.

        >>> Result.from_json(Result("No comment.").to_json(), "No comment.")
        <Result: 0 attributions, 0 entities, 11 characters>
        >>> Result.from_json("{", "No comment.")
        Traceback (most recent call last):
            ...
        quoteattr.errors.SchemaError: expected JSON: Expecting property name enclosed in double \
quotes: line 1 column 2 (char 1)
        """
        return cls.from_dict(parse_json(document), text)

    def to_dict(self) -> ResultDict:
        """The result as plain dicts and lists, in the form of the package's JSON Schema.

        The text itself is not in it, only its length and its SHA-256.

        >>> document = Result("No comment.").to_dict()
        >>> document["schema"], document["text_length"], document["attributions"]
        ('quoteattr/1', 11, [])
        """
        return write_document(
            self.text, self.attributions, self.entities, self.credits, self.rejected
        )

    def to_json(self, *, indent: int | None = None) -> str:
        """The result as JSON; ``indent`` as in `json.dumps`.

        >>> Result("No comment.").to_json()[:45]
        '{"schema": "quoteattr/1", "text_length": 11, '
        """
        return dump_json(self.to_dict(), indent=indent)

    def roots(self) -> tuple[Attribution, ...]:
        """The attributions that lie in no other: what the text itself reports.

        >>> from quoteattr import attribute
        >>> result = attribute("The Courier reported that Lee said it rained.")
        >>> [root.speaker_text for root in result.roots()]
        ['The Courier']
        """
        return self._lookup().children.get(None, ())

    def children(self, attribution: Attribution) -> tuple[Attribution, ...]:
        """The attributions whose parent is the given one.

        Raises `OptionError` for an attribution of another result; so does `chain`.

        >>> from quoteattr import attribute
        >>> result = attribute("The Courier reported that Lee said it rained.")
        >>> [child.speaker_text for child in result.children(result[0])]
        ['Lee']
        """
        return self._lookup().children.get(self._own(attribution).id, ())

    def chain(self, attribution: Attribution) -> tuple[Attribution, ...]:
        """The path from the outermost attribution down to the given one, which comes last.

        Its speakers are `Attribution.sources`.

        >>> from quoteattr import attribute
        >>> result = attribute("The Courier reported that Lee said it rained.")
        >>> [link.speaker_text for link in result.chain(result[1])]
        ['The Courier', 'Lee']
        """
        path = [self._own(attribution)]
        while path[-1].parent is not None:
            path.append(self._lookup().attributions[path[-1].parent])
        return tuple(reversed(path))

    @property
    def speakers(self) -> tuple[Entity, ...]:
        """The entities that speak, each once, in the order in which they first do.

        >>> from quoteattr import attribute
        >>> [speaker.name for speaker in attribute("“Go,” Lee said. “No,” said Roe.").speakers]
        ['Lee', 'Roe']
        """
        ids = dict.fromkeys(a.speaker.entity for a in self.attributions if a.speaker)
        entities = self._lookup().entities
        return tuple(entities[each] for each in ids if each in entities)

    def entity(self, name_or_id: str) -> Entity | None:
        """The entity of that id, name or identifier, else one that a mention calls so, else None.

        Neither case nor white space matters. A pronoun is nobody's name. Where a name means
        several entities, it is the first of them. Raises `OptionError` for what is no string.

        >>> from quoteattr import attribute
        >>> result = attribute("“We wait,” Vladimir Putin said. Putin added that it rained.")
        >>> result.entity("putin")
        <Entity e1 'Vladimir Putin', person, 2 mentions>
        """
        return next(iter(self._named("name_or_id", name_or_id)), None)

    def by_entity(self, name_or_id: str) -> tuple[Attribution, ...]:
        """The attributions whose speaker has that id, name or alias, as `entity` takes them.

        What a group says counts for each of its members. A name that means several entities
        gives what any of them says, one that the text does not have an empty tuple.

        >>> from quoteattr import attribute
        >>> result = attribute("“We wait,” Vladimir Putin said. Putin added that it rained.")
        >>> [attribution.lemma for attribution in result.by_entity("Putin")]
        ['say', 'add']
        """
        ids = self._ids("name_or_id", name_or_id)
        return tuple(a for a in self.attributions if a.speaker and a.speaker.entity in ids)

    def where(
        self,
        *,
        speaker: str | None = None,
        source: str | None = None,
        addressee: str | None = None,
        speaker_kind: OneOrMore[SourceKind, SourceKindWord] = None,
        kind: OneOrMore[Kind, KindWord] = None,
        cue_type: OneOrMore[CueType, CueTypeWord] = None,
        polarity: OneOrMore[Polarity, PolarityWord] = None,
        certainty: OneOrMore[Certainty, CertaintyWord] = None,
        lemma: str | Collection[str] | None = None,
        min_confidence: float = 0.0,
    ) -> tuple[Attribution, ...]:
        """The attributions for which all that is asked for holds, in their order.

        - ``speaker``, ``addressee``: the name, alias or id of the entity that speaks or is told;
          ``source``: the same of any in the chain. A group counts for each of its members.
        - ``speaker_kind``, ``kind``, ``cue_type``, ``polarity``, ``certainty``: one word of the
          closed set or a collection of them. What has no cue is an assertion.
        - ``lemma``: the dictionary form of the cue, or a collection of such forms.
        - ``min_confidence``: from 0 to 1.

        Ids and parents stay: the attributions are those of this result. Raises `OptionError`
        for an argument out of its range; a name that the text does not have finds nothing.

        >>> from quoteattr import attribute
        >>> result = attribute("“We wait,” Ann Lee told Bo Roe. Lee denied that it rained.")
        >>> [attribution.text for attribution in result.where(speaker="Lee", kind="direct")]
        ['“We wait,”']
        >>> [a.lemma for a in result.where(polarity={"negative"}, min_confidence=0.1)]
        ['deny']
        >>> result.where(kind="spoken")
        Traceback (most recent call last):
            ...
        quoteattr.errors.OptionError: kind is one of direct, indirect, mixed, or a collection of \
them, not 'spoken'
        """
        check_share("min_confidence", min_confidence)
        asked: list[tuple[Callable[[Attribution], object], Collection[object] | None]] = [
            (lambda a: a.speaker and a.speaker.entity, self._ids("speaker", speaker)),
            (lambda a: a.addressee and a.addressee.entity, self._ids("addressee", addressee)),
            (
                lambda a: a.speaker and a.speaker.kind,
                _words("speaker_kind", SourceKind, speaker_kind),
            ),
            (lambda a: a.kind, _words("kind", Kind, kind)),
            (lambda a: a.cue_type, _words("cue_type", CueType, cue_type)),
            (lambda a: a.polarity, _words("polarity", Polarity, polarity)),
            (lambda a: a.certainty, _words("certainty", Certainty, certainty)),
            (lambda a: a.lemma, _strings("lemma", lemma)),
        ]
        tests = [(value, allowed) for value, allowed in asked if allowed is not None]
        sources = self._ids("source", source)
        return tuple(
            a
            for a in self.attributions
            if a.confidence >= min_confidence
            and all(value(a) in allowed for value, allowed in tests)
            and (sources is None or any(link.entity in sources for link in a.sources))
        )

    def at(self, offset: int) -> tuple[Attribution, ...]:
        """The attributions whose content, cue or speaker has the character at ``offset``.

        The outermost comes first. Raises `OptionError` for an offset that is not in the text.

        >>> from quoteattr import attribute
        >>> text = "The Courier reported that Lee said it rained."
        >>> [a.speaker_text for a in attribute(text).at(text.index("Lee"))]
        ['The Courier', 'Lee']
        """
        last = len(self.text) - 1
        if isinstance(offset, bool) or not isinstance(offset, int) or not 0 <= offset <= last:
            allowed = f"a whole number from 0 to {last}" if self.text else "none in an empty text"
            raise OptionError(f"offset is {allowed}, not {offset!r}")
        return tuple(
            attribution
            for attribution in self._outermost_first()
            if any(
                span.covers(offset)
                for span in (
                    *attribution.content,
                    *(attribution.cue.spans if attribution.cue else ()),
                    *((attribution.speaker.span,) if attribution.speaker else ()),
                )
            )
        )

    def annotate(
        self,
        *,
        content: Marks = None,
        quotes: Marks = None,
        speaker: Marks = None,
        cue: Marks = None,
        addressee: Marks = None,
        setting: Marks = None,
        escape: Callable[[str], str] = str,
    ) -> str:
        """The text with marks of yours around the parts of its attributions.

        Each part takes a pair of strings, which go before and after each of its spans, or a
        function that gives the pair for an attribution, or None to leave that one unmarked.
        ``escape`` is applied to the text between the marks and never to the marks themselves:
        for HTML, `html.escape`.

        What is opened last is closed first: where spans cross, one of them is closed and opened
        again. Raises `OptionError` for marks that are neither a pair nor a function.

        >>> from html import escape
        >>> from quoteattr import attribute
        >>> result = attribute("“Profit & loss,” Lee said.")
        >>> result.annotate(content=("<q>", "</q>"), speaker=("<b>", "</b>"), escape=escape)
        '<q>“Profit &amp; loss,”</q> <b>Lee</b> said.'
        >>> result.annotate(speaker=lambda attribution: (f"[{attribution.id} ", "]"))
        '“Profit & loss,” [0 Lee] said.'
        """
        if not callable(escape):
            raise OptionError(f"escape is a function of a string, not {escape!r}")
        wanted: list[tuple[Marker, Callable[[Attribution], Iterable[Span | None]]]] = [
            (_marker("content", content), lambda a: a.content),
            (_marker("quotes", quotes), lambda a: a.quotes),
            (_marker("speaker", speaker), lambda a: [a.speaker.span] if a.speaker else ()),
            (_marker("cue", cue), lambda a: a.cue.spans if a.cue else ()),
            (_marker("addressee", addressee), lambda a: [a.addressee.span] if a.addressee else ()),
            (
                _marker("setting", setting),
                lambda a: (a.setting.time, a.setting.place, a.setting.medium),
            ),
        ]
        marks = [
            (span, *pair)
            for attribution in self._outermost_first()
            for marker, part in wanted
            if (pair := marker(attribution))
            for span in part(attribution)
            if span
        ]
        return mark_up(self.text, marks, escape)

    def _lookup(self) -> Index:
        # Built when it is first asked for; should two threads build it, both build the same.
        try:
            return self._index
        except AttributeError:
            index = Index.of(self.attributions, self.entities)
            object.__setattr__(self, "_index", index)
            return index

    def _own(self, attribution: Attribution) -> Attribution:
        if not isinstance(attribution, Attribution):
            raise OptionError(f"attribution is an Attribution, not {type(attribution).__name__}")
        if self._lookup().attributions.get(attribution.id) != attribution:
            raise OptionError(f"{attribution!r} is not of this result; pass one of its own")
        return attribution

    def _outermost_first(self) -> list[Attribution]:
        depths = self._lookup().depths
        return sorted(self.attributions, key=lambda attribution: depths.get(attribution.id, 0))

    @overload
    def _ids(self, option: str, name: str) -> set[str]: ...

    @overload
    def _ids(self, option: str, name: str | None) -> set[str] | None: ...

    def _ids(self, option: str, name: str | None) -> set[str] | None:
        """The ids of the entities that a name means, and of the groups that they are in."""
        if name is None:
            return None
        ids = {entity.id for entity in self._named(option, name)}
        groups = {group.id for group in self.entities if not ids.isdisjoint(group.members)}
        return ids | groups

    def _named(self, option: str, name: str) -> Sequence[Entity]:
        if not isinstance(name, str):
            raise OptionError(f"{option} is the name or the id of an entity, not {name!r}")
        return self._lookup().named(name)

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


def check_share(name: str, value: float) -> None:
    """Raise `OptionError` for an option that is no number from 0 to 1.

    >>> check_share("threshold", 62)
    Traceback (most recent call last):
        ...
    quoteattr.errors.OptionError: threshold is a number from 0 to 1, not 62
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise OptionError(f"{name} is a number from 0 to 1, not {value!r}")


def _words(
    name: str, words: type[Closed], given: str | Collection[str] | None
) -> Collection[Closed] | None:
    """The members of a closed set that a caller asks for: one of them, or a collection."""
    if given is None:
        return None
    try:
        return frozenset(map(words, [given] if isinstance(given, str) else given))
    except (TypeError, ValueError) as error:
        choices = ", ".join(str(word) for word in words)
        raise OptionError(
            f"{name} is one of {choices}, or a collection of them, not {given!r}"
        ) from error


def _strings(name: str, given: str | Collection[str] | None) -> Collection[str] | None:
    if given is None:
        return None
    strings = [given] if isinstance(given, str) else given
    if not isinstance(strings, Collection) or not all(isinstance(each, str) for each in strings):
        raise OptionError(f"{name} is a string or a collection of strings, not {given!r}")
    return frozenset(strings)


def _marker(name: str, marks: Marks) -> Marker:
    """Whatever a caller gave for a part, as a function that gives the pair."""
    if marks is None or not callable(marks):
        pair = _pair(name, marks)
        return lambda _: pair
    return lambda attribution: _pair(name, marks(attribution))


def _pair(name: str, given: object) -> Pair | None:
    match given:
        case None:
            return None
        case tuple((str(before), str(after))):
            return before, after
        case _:
            right = f"{name}=('<q>', '</q>')"
            raise OptionError(
                f"{name} is a pair of strings, as in {right}, or a function that gives one for an "
                f"attribution, or None, not {given!r}"
            )


def _counted(number: int, singular: str, plural: str) -> str:
    return f"{number:,} {singular if number == 1 else plural}"
