"""Reading the JSON form of a result, with every value checked where it stands."""

from __future__ import annotations

import json
import reprlib
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeAlias, TypeGuard, TypeVar

from attrs import frozen

from quoteattr.errors import SchemaError
from quoteattr.model.records import (
    Attribution,
    Credit,
    Cue,
    Entity,
    Evidence,
    Rejected,
    Setting,
    Source,
    Span,
)
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
    from collections.abc import Callable, Sequence

__all__ = ["SCHEMA", "parse_json", "read_document", "text_sha256"]

SCHEMA: Final = "quoteattr/1"

_Word = TypeVar("_Word", bound=Enum)
_Read = TypeVar("_Read")

_SPAN = ("start", "end", "text")


def text_sha256(text: str) -> str:
    """The SHA-256 of the UTF-8 form of a text, which may hold lone surrogates.

    >>> text_sha256("")[:8]
    'e3b0c442'
    """
    # Imported late: who only attributes need not wait for OpenSSL.
    import hashlib

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


_Parts: TypeAlias = tuple[
    tuple[Attribution, ...], tuple[Entity, ...], tuple[Credit, ...], tuple[Rejected, ...]
]


def parse_json(document: str | bytes) -> Mapping[str, object]:
    """The dict that a JSON text stands for; raises `SchemaError` for one that is none.

    >>> parse_json('{"schema": "quoteattr/1"}')
    {'schema': 'quoteattr/1'}
    """
    if not isinstance(document, (str, bytes)):
        raise SchemaError("", f"expected JSON, a str or bytes, got {type(document).__name__}")
    try:
        data: Mapping[str, object] = json.loads(document)
    except (ValueError, RecursionError) as error:
        raise SchemaError("", f"expected JSON: {error}") from error
    return data


def read_document(data: object, text: str) -> _Parts:
    """The records that ``data`` describes, which must have been made from ``text``.

    >>> read_document({"schema": "quoteattr/1"}, "")
    Traceback (most recent call last):
        ...
    quoteattr.errors.SchemaError: text_length: missing
    """
    # First of all, since the rest of another version's document says nothing.
    if _is_record(data) and data.get("schema", SCHEMA) != SCHEMA:
        raise _Node(data["schema"], "schema", text).refuse(repr(SCHEMA))
    document = _Node(data, "", text).record(
        ("schema", "text_length", "text_sha256"),
        ("attributions", "entities", "credits", "rejected"),
        optional=("file",),
    )
    document["text_length"].equal(len(text), "the length of the given text")
    document["text_sha256"].equal(text_sha256(text), "the SHA-256 of the given text")
    if "file" in document:
        document["file"].string()
    entities = document["entities"].each(_entity)
    attributions = document["attributions"].each(_attribution)
    _check_entities(document["entities"].items(), entities)
    nodes = document["attributions"].items()
    _check_mentions(nodes, attributions, {entity.id for entity in entities})
    _check_parents(nodes, attributions)
    _check_sources(nodes, attributions)
    return (
        attributions,
        entities,
        document["credits"].each(_credit),
        document["rejected"].each(_rejected),
    )


@frozen
class _Node:
    """A value of the document, the path that leads to it, and the text it speaks of."""

    value: object
    path: str
    text: str

    def refuse(self, expected: str) -> SchemaError:
        return SchemaError(self.path, f"expected {expected}, got {reprlib.repr(self.value)}")

    def record(
        self, *required: tuple[str, ...], optional: tuple[str, ...] = ()
    ) -> dict[str, _Node]:
        value = self.value
        if not _is_record(value):
            raise self.refuse("a dict")
        keys = [key for group in required for key in group]
        missing = [key for key in keys if key not in value]
        if missing:
            raise SchemaError(self._below(missing[0]), "missing")
        nodes: dict[str, _Node] = {}
        for key, item in value.items():
            path = self._below(key)
            if not isinstance(key, str) or (key not in keys and key not in optional):
                raise SchemaError(path, "unknown key")
            nodes[key] = _Node(item, path, self.text)
        return nodes

    def _below(self, key: object) -> str:
        return f"{self.path}.{key}" if self.path else str(key)

    def items(self) -> list[_Node]:
        value = self.value
        if not _is_list(value):
            raise self.refuse("a list")
        return [_Node(item, f"{self.path}[{i}]", self.text) for i, item in enumerate(value)]

    def each(self, read: Callable[[_Node], _Read]) -> tuple[_Read, ...]:
        return tuple(read(item) for item in self.items())

    def some(self, read: Callable[[_Node], _Read]) -> tuple[_Read, ...]:
        found = self.each(read)
        if not found:
            raise self.refuse("at least one item")
        return found

    def maybe(self, read: Callable[[_Node], _Read]) -> _Read | None:
        return None if self.value is None else read(self)

    def integer(self) -> int:
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise self.refuse("an integer")
        return self.value

    def probability(self) -> float:
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            raise self.refuse("a number")
        if not 0 <= self.value <= 1:
            raise self.refuse("a number between 0 and 1")
        return float(self.value)

    def string(self) -> str:
        if not isinstance(self.value, str):
            raise self.refuse("a string")
        return self.value

    def name(self) -> str:
        if not self.string():
            raise self.refuse("a string that is not empty")
        return self.string()

    def word(self, words: type[_Word]) -> _Word:
        for word in words:
            if word.value == self.value:
                return word
        raise self.refuse("one of " + ", ".join(str(word.value) for word in words))

    def equal(self, expected: str | int, meaning: str) -> None:
        if type(self.value) is not type(expected) or self.value != expected:
            raise self.refuse(f"{expected}, {meaning}")


def _is_record(value: object) -> TypeGuard[Mapping[object, object]]:
    return isinstance(value, Mapping)


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)


def _span(node: _Node) -> Span:
    return _span_of(node.record(_SPAN))


def _span_of(fields: dict[str, _Node]) -> Span:
    start, end, text = fields["start"], fields["end"], fields["text"]
    first, stop = start.integer(), end.integer()
    if not 0 <= first < len(start.text):
        raise start.refuse(f"an offset into the text of {len(start.text)} characters")
    if not first < stop <= len(end.text):
        raise end.refuse(f"an offset after {first} and at most {len(end.text)}")
    if text.string() != text.text[first:stop]:
        raise text.refuse(f"{reprlib.repr(text.text[first:stop])}, the text between start and end")
    return Span(first, stop, text.text[first:stop])


def _source(node: _Node) -> Source:
    fields = node.record(_SPAN, ("kind", "entity"))
    return Source(
        span=_span_of(fields),
        kind=fields["kind"].word(SourceKind),
        entity=fields["entity"].maybe(_Node.string),
    )


def _cue(node: _Node) -> Cue:
    fields = node.record(_SPAN, ("lemma", "type", "spans"))
    hull = _span_of(fields)
    spans = fields["spans"].some(_span)
    if hull.start != spans[0].start:
        raise fields["start"].refuse(f"{spans[0].start}, where its first span starts")
    if hull.end != spans[-1].end:
        raise fields["end"].refuse(f"{spans[-1].end}, where its last span ends")
    return Cue(spans=spans, lemma=fields["lemma"].string(), type=fields["type"].word(CueType))


def _setting(node: _Node) -> Setting:
    fields = node.record(("time", "place", "medium"))
    return Setting(
        time=fields["time"].maybe(_span),
        place=fields["place"].maybe(_span),
        medium=fields["medium"].maybe(_span),
    )


def _evidence(node: _Node) -> Evidence:
    fields = node.record(("stage", "rule", "note", "spans"))
    return Evidence(
        stage=fields["stage"].string(),
        note=fields["note"].string(),
        spans=fields["spans"].each(_span),
        rule=fields["rule"].maybe(_Node.name) or "",
    )


def _attribution(node: _Node) -> Attribution:
    fields = node.record(
        ("id", "kind", "content", "quotes", "speaker", "cue", "parent", "sources"),
        ("polarity", "certainty", "addressee", "setting", "confidence", "evidence"),
    )
    return Attribution(
        id=fields["id"].integer(),
        kind=fields["kind"].word(Kind),
        content=fields["content"].some(_span),
        quotes=fields["quotes"].each(_span),
        speaker=fields["speaker"].maybe(_source),
        cue=fields["cue"].maybe(_cue),
        parent=fields["parent"].maybe(_Node.integer),
        sources=fields["sources"].each(_source),
        polarity=fields["polarity"].word(Polarity),
        certainty=fields["certainty"].word(Certainty),
        addressee=fields["addressee"].maybe(_source),
        setting=fields["setting"].maybe(_setting) or Setting(),
        confidence=fields["confidence"].probability(),
        evidence=fields["evidence"].each(_evidence),
    )


def _entity(node: _Node) -> Entity:
    fields = node.record(
        ("id", "name", "kind", "title", "mentions", "members"),
        # Documents that were written before there were linkers have none.
        optional=("identifier",),
    )
    identifier = fields.get("identifier")
    return Entity(
        id=fields["id"].string(),
        name=fields["name"].string(),
        kind=fields["kind"].word(EntityKind),
        title=fields["title"].maybe(_Node.string),
        mentions=fields["mentions"].each(_span),
        members=fields["members"].each(_Node.string),
        identifier=identifier.maybe(_Node.string) if identifier else None,
    )


def _credit(node: _Node) -> Credit:
    fields = node.record(_SPAN, ("kind", "source"))
    return Credit(
        kind=fields["kind"].word(CreditKind),
        span=_span_of(fields),
        source=_span(fields["source"]),
    )


def _rejected(node: _Node) -> Rejected:
    fields = node.record(_SPAN, ("reason",))
    return Rejected(span=_span_of(fields), reason=fields["reason"].word(RejectionReason))


def _check_entities(nodes: Sequence[_Node], entities: Sequence[Entity]) -> None:
    known = {entity.id for entity in entities}
    seen: set[str] = set()
    for node, entity in zip(nodes, entities, strict=True):
        if entity.id in seen:
            raise SchemaError(f"{node.path}.id", f"the id {entity.id} is taken")
        seen.add(entity.id)
        for i, member in enumerate(entity.members):
            if member not in known:
                raise SchemaError(f"{node.path}.members[{i}]", f"no entity has the id {member}")


def _check_mentions(
    nodes: Sequence[_Node], attributions: Sequence[Attribution], known: set[str]
) -> None:
    for node, attribution in zip(nodes, attributions, strict=True):
        for role, source in (
            ("speaker", attribution.speaker),
            ("addressee", attribution.addressee),
            *((f"sources[{i}]", source) for i, source in enumerate(attribution.sources)),
        ):
            if source and source.entity is not None and source.entity not in known:
                problem = f"no entity has the id {source.entity}"
                raise SchemaError(f"{node.path}.{role}.entity", problem)


def _check_parents(nodes: Sequence[_Node], attributions: Sequence[Attribution]) -> None:
    parents: dict[int, int | None] = {}
    for node, attribution in zip(nodes, attributions, strict=True):
        if attribution.id in parents:
            raise SchemaError(f"{node.path}.id", f"the id {attribution.id} is taken")
        parents[attribution.id] = attribution.parent
    for node, attribution in zip(nodes, attributions, strict=True):
        if attribution.parent is not None and attribution.parent not in parents:
            problem = f"no attribution has the id {attribution.parent}"
            raise SchemaError(f"{node.path}.parent", problem)
    # What has been walked to its root is not walked again: linear for a chain of any depth.
    rooted: set[int] = set()
    for node, attribution in zip(nodes, attributions, strict=True):
        walked: set[int] = set()
        link: int | None = attribution.id
        while link is not None and link not in rooted:
            if link in walked:
                problem = f"attribution {link} would be its own parent"
                raise SchemaError(f"{node.path}.parent", problem)
            walked.add(link)
            link = parents[link]
        rooted |= walked


def _check_sources(nodes: Sequence[_Node], attributions: Sequence[Attribution]) -> None:
    sources = {attribution.id: attribution.sources for attribution in attributions}
    for node, attribution in zip(nodes, attributions, strict=True):
        outer = () if attribution.parent is None else sources[attribution.parent]
        own = () if attribution.speaker is None else (attribution.speaker,)
        if attribution.sources != outer + own:
            problem = "expected the speakers of its parents, outermost first, and then its own"
            raise SchemaError(f"{node.path}.sources", problem)
