"""Writing the JSON form of a result."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from quoteattr.model.reading import SCHEMA, text_sha256
from quoteattr.model.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quoteattr.model.documents import (
        AttributionDict,
        CueDict,
        ResultDict,
        SettingDict,
        SourceDict,
        SpanDict,
    )
    from quoteattr.model.records import (
        Attribution,
        Credit,
        Cue,
        Entity,
        Rejected,
        Setting,
        Source,
    )

__all__ = ["dump_json", "json_schema", "write_document"]


def json_schema() -> dict[str, object]:
    """The JSON Schema (draft 2020-12) of what `Result.to_dict` returns.

    >>> json_schema()["$schema"]
    'https://json-schema.org/draft/2020-12/schema'
    """
    # Imported late: who only attributes has no use for it.
    from importlib.resources import files

    path = files("quoteattr.model") / "schema.json"
    schema: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return schema


def dump_json(document: object, *, indent: int | None = None) -> str:
    r"""JSON that UTF-8 can hold: escaped throughout if it has lone surrogates.

    >>> print(dump_json("“né”"), dump_json("“né” \ud800"))
    "“né”" "\u201cn\u00e9\u201d \ud800"
    """
    readable = json.dumps(document, indent=indent, ensure_ascii=False, allow_nan=False)
    try:
        readable.encode()
    except UnicodeEncodeError:
        return json.dumps(document, indent=indent, allow_nan=False)
    return readable


def write_document(
    text: str,
    attributions: Iterable[Attribution],
    entities: Iterable[Entity],
    credited: Iterable[Credit],
    rejected: Iterable[Rejected],
) -> ResultDict:
    """What was found in ``text`` as plain dicts and lists; see `Result.to_dict`.

    >>> write_document("", (), (), (), ())["text_sha256"][:8]
    'e3b0c442'
    """
    return {
        "schema": SCHEMA,
        "text_length": len(text),
        "text_sha256": text_sha256(text),
        "attributions": [_attribution(attribution, text) for attribution in attributions],
        "entities": [
            {
                "id": entity.id,
                "name": entity.name,
                "kind": entity.kind.value,
                "title": entity.title,
                "mentions": _spans(entity.mentions),
                "members": list(entity.members),
                "identifier": entity.identifier,
            }
            for entity in entities
        ],
        "credits": [
            {"kind": credit.kind.value, **_span(credit.span), "source": _span(credit.source)}
            for credit in credited
        ],
        "rejected": [{**_span(marks.span), "reason": marks.reason.value} for marks in rejected],
    }


def _attribution(attribution: Attribution, text: str) -> AttributionDict:
    return {
        "id": attribution.id,
        "kind": attribution.kind.value,
        "content": _spans(attribution.content),
        "quotes": _spans(attribution.quotes),
        "speaker": _source(attribution.speaker),
        "cue": _cue(attribution.cue, text),
        "parent": attribution.parent,
        "sources": [_named(source) for source in attribution.sources],
        "polarity": attribution.polarity.value,
        "certainty": attribution.certainty.value,
        "addressee": _source(attribution.addressee),
        "setting": _setting(attribution.setting),
        "confidence": attribution.confidence,
        "evidence": [
            {
                "stage": evidence.stage,
                "rule": evidence.rule or None,
                "note": evidence.note,
                "spans": _spans(evidence.spans),
            }
            for evidence in attribution.evidence
        ],
    }


def _span(span: Span) -> SpanDict:
    return {"start": span.start, "end": span.end, "text": span.text}


def _spans(spans: Sequence[Span]) -> list[SpanDict]:
    return [_span(span) for span in spans]


def _named(source: Source) -> SourceDict:
    return {**_span(source.span), "kind": source.kind.value, "entity": source.entity}


def _source(source: Source | None) -> SourceDict | None:
    return None if source is None else _named(source)


def _cue(cue: Cue | None, text: str) -> CueDict | None:
    if cue is None:
        return None
    hull = Span(cue.start, cue.end, text[cue.start : cue.end])
    return {
        **_span(hull),
        "lemma": cue.lemma,
        "type": cue.type.value,
        "spans": _spans(cue.spans),
    }


def _setting(setting: Setting) -> SettingDict | None:
    if not setting:
        return None
    return {
        "time": None if setting.time is None else _span(setting.time),
        "place": None if setting.place is None else _span(setting.place),
        "medium": None if setting.medium is None else _span(setting.medium),
    }
