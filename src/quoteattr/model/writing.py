"""The JSON form of a result: written by `to_dict` and `to_json`, read back by `from_dict`."""

import json
from collections.abc import Mapping, Sequence

from quoteattr.model.documents import (
    AttributionDict,
    CueDict,
    ResultDict,
    SettingDict,
    SourceDict,
    SpanDict,
)
from quoteattr.model.reading import SCHEMA, read_document, text_sha256
from quoteattr.model.records import Attribution, Cue, Result, Setting, Source, Span

__all__ = [
    "SCHEMA",
    "dump_json",
    "json_schema",
    "result_from_dict",
    "result_to_dict",
    "result_to_json",
]


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


def result_to_json(result: Result, *, indent: int | None = None) -> str:
    """The result as JSON; see `Result.to_json`.

    >>> result_to_json(Result("“Hm” – ?"))[:42]
    '{"schema": "quoteattr/1", "text_length": 8'
    """
    return dump_json(result_to_dict(result), indent=indent)


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


def result_to_dict(result: Result) -> ResultDict:
    """The result as plain dicts and lists; see `Result.to_dict`.

    >>> result_to_dict(Result(""))["text_sha256"][:8]
    'e3b0c442'
    """
    return {
        "schema": SCHEMA,
        "text_length": len(result.text),
        "text_sha256": text_sha256(result.text),
        "attributions": [_attribution(a, result.text) for a in result.attributions],
        "entities": [
            {
                "id": entity.id,
                "name": entity.name,
                "kind": entity.kind.value,
                "title": entity.title,
                "mentions": _spans(entity.mentions),
                "members": list(entity.members),
            }
            for entity in result.entities
        ],
        "credits": [
            {"kind": credit.kind.value, **_span(credit.span), "source": _span(credit.source)}
            for credit in result.credits
        ],
        "rejected": [
            {**_span(rejected.span), "reason": rejected.reason.value}
            for rejected in result.rejected
        ],
    }


def result_from_dict(data: Mapping[str, object], text: str) -> Result:
    """The result that ``data`` describes; see `Result.from_dict`.

    >>> result_from_dict(result_to_dict(Result("")), "") == Result("")
    True
    """
    return read_document(data, text)


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
            {"stage": evidence.stage, "note": evidence.note, "spans": _spans(evidence.spans)}
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


def _setting(setting: Setting | None) -> SettingDict | None:
    if setting is None:
        return None
    return {
        "time": None if setting.time is None else _span(setting.time),
        "place": None if setting.place is None else _span(setting.place),
        "medium": None if setting.medium is None else _span(setting.medium),
    }
