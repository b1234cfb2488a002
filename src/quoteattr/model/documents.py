"""The JSON form of a result as types: what `Result.to_dict` returns, field by field.

They serve as the models of a web service, too: pydantic and FastAPI read them as they are.
"""

import sys
from typing import Literal

from quoteattr.model.vocabulary import (
    CertaintyWord,
    CreditKindWord,
    CueTypeWord,
    KindWord,
    PolarityWord,
    RejectionReasonWord,
    SourceKindWord,
)

# pydantic refuses the one of the standard library in older Pythons.
if sys.version_info >= (3, 12):
    from typing import TypedDict
else:
    from typing_extensions import TypedDict

__all__ = [
    "AttributionDict",
    "CreditDict",
    "CueDict",
    "EntityDict",
    "EvidenceDict",
    "RejectedDict",
    "ResultDict",
    "SettingDict",
    "SourceDict",
    "SpanDict",
]


class SpanDict(TypedDict):
    """A piece of the text; offsets count its code points, ``end`` is the first one after it.

    >>> SpanDict(start=6, end=10, text="said")
    {'start': 6, 'end': 10, 'text': 'said'}
    """

    start: int
    end: int
    text: str


class SourceDict(SpanDict):
    """A mention of a source: where it stands, what it is, and the id of its entity.

    >>> SourceDict(start=0, end=5, text="Putin", kind="person", entity="e1")["kind"]
    'person'
    """

    kind: SourceKindWord
    entity: str | None


class CueDict(SpanDict):
    """A cue; ``start``, ``end`` and ``text`` are those of the hull of ``spans``.

    >>> said = SpanDict(start=6, end=10, text="said")
    >>> CueDict(**said, lemma="say", type="assertion", spans=[said])["lemma"]
    'say'
    """

    lemma: str
    type: CueTypeWord
    spans: list[SpanDict]


class SettingDict(TypedDict):
    """When, where and through which medium something was said.

    >>> SettingDict(time=None, place=None, medium=None)["time"] is None
    True
    """

    time: SpanDict | None
    place: SpanDict | None
    medium: SpanDict | None


class EvidenceDict(TypedDict):
    """One reason for an attribution.

    >>> EvidenceDict(stage="choice", rule=None, note="The source is a name.", spans=[])["stage"]
    'choice'
    """

    stage: str
    rule: str | None
    note: str
    spans: list[SpanDict]


class AttributionDict(TypedDict):
    """One act of reporting, as `quoteattr.model.Attribution`.

    >>> sorted(AttributionDict.__annotations__)[:5]
    ['addressee', 'certainty', 'confidence', 'content', 'cue']
    """

    id: int
    kind: KindWord
    content: list[SpanDict]
    quotes: list[SpanDict]
    speaker: SourceDict | None
    cue: CueDict | None
    parent: int | None
    sources: list[SourceDict]
    polarity: PolarityWord
    certainty: CertaintyWord
    addressee: SourceDict | None
    setting: SettingDict | None
    confidence: float
    evidence: list[EvidenceDict]


class EntityDict(TypedDict):
    """Someone or something named as a source, as `quoteattr.model.Entity`.

    >>> sorted(EntityDict.__annotations__)
    ['id', 'identifier', 'kind', 'members', 'mentions', 'name', 'title']
    """

    id: str
    name: str
    kind: SourceKindWord
    title: str | None
    mentions: list[SpanDict]
    members: list[str]
    identifier: str | None


class CreditDict(SpanDict):
    """A source of the whole document.

    >>> sorted(CreditDict.__annotations__)
    ['end', 'kind', 'source', 'start', 'text']
    """

    kind: CreditKindWord
    source: SpanDict


class RejectedDict(SpanDict):
    """Quotation marks that quote nobody.

    >>> RejectedDict(start=9, end=15, text="“Dune”", reason="title")["reason"]
    'title'
    """

    reason: RejectionReasonWord


class ResultDict(TypedDict):
    """All that was found in one text, and the length and SHA-256 of that text.

    >>> list(ResultDict.__annotations__)[:3]
    ['schema', 'text_length', 'text_sha256']
    """

    schema: Literal["quoteattr/1"]
    text_length: int
    text_sha256: str
    attributions: list[AttributionDict]
    entities: list[EntityDict]
    credits: list[CreditDict]
    rejected: list[RejectedDict]
