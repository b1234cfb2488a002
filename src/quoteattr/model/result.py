"""What `attribute` returns: all that was found in one text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from attrs import frozen

from quoteattr.model.reading import read_document
from quoteattr.model.records import Attribution, Credit, Entity, Rejected
from quoteattr.model.writing import dump_json, write_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quoteattr.model.documents import ResultDict

__all__ = ["Result"]


@frozen(repr=False)
class Result(Sequence[Attribution]):
    """All that was found in one text; a sequence of its attributions.

    Every offset in it counts code points of ``text``, the very string that was analysed.

    >>> from quoteattr.model import Cue, CueType, Kind, Source, SourceKind, Span
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
        return cls(text, *read_document(data, text))

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

        >>> Result("No comment.").roots()
        ()
        """
        return tuple(a for a in self.attributions if a.parent is None)

    def children(self, attribution: Attribution) -> tuple[Attribution, ...]:
        """The attributions whose parent is the given one.

        >>> from quoteattr.model import Kind, Span
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

        >>> from quoteattr.model import Kind, Span
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

        >>> from quoteattr.model import EntityKind, Kind, Source, SourceKind, Span
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
