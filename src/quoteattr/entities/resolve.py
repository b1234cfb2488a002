"""From the mentions of sources to the entities they mean, read from left to right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import field, frozen

from quoteattr.entities.mentions import Finding, Reading
from quoteattr.model import Entity, Source

if TYPE_CHECKING:
    from quoteattr.entities.directory import Draft
    from quoteattr.text import Parse

__all__ = ["Resolution", "resolve"]


@frozen
class Resolution:
    """Whom the mentions of a text mean.

    ``entities`` are in the order of their first mentions, and only those that some mention
    asked for refers to; ``sources`` holds the source for every range of tokens asked for.
    ``notes`` says how a range was understood, where that was not by its own name.
    """

    entities: tuple[Entity, ...]
    sources: Mapping[range, Source]
    notes: Mapping[range, str] = field(factory=dict[range, str])


def resolve(parse: Parse, mentions: Sequence[range]) -> Resolution:
    """Find out whom each of the mentioned sources means.

    ``mentions`` are ranges of token indices, in any order; empty ones are not allowed.
    Names, offices, pronouns and descriptions that mean the same entity get the same id.
    """
    findings = Reading.of(parse).read(mentions)
    drafts = _referred(findings)
    ids = {id(draft): f"e{number}" for number, draft in enumerate(drafts, start=1)}
    tokens = parse.tokens
    sources: dict[range, Source] = {}
    for span, finding in findings.items():
        draft = finding.draft
        entity = ids.get(id(draft)) if draft is not None else None
        sources[span] = Source(tokens.span(span.start, span.stop), finding.source_kind, entity)
    notes = {span: finding.note for span, finding in findings.items() if finding.note}
    entities = tuple([_entity(parse, draft, ids) for draft in drafts])
    return Resolution(entities, sources, notes)


def _referred(findings: Mapping[range, Finding]) -> list[Draft]:
    """Return the entities that some mention asked for refers to, by their first mention."""
    found: dict[int, Draft] = {}
    for finding in findings.values():
        draft = finding.draft
        if draft is None:
            continue
        for each in (draft, *draft.members):
            found[id(each)] = each
    return sorted(found.values(), key=_first_mention)


def _first_mention(draft: Draft) -> tuple[int, int]:
    first = min(draft.mentions, key=lambda span: (span.start, span.stop))
    return first.start, first.stop


def _entity(parse: Parse, draft: Draft, ids: Mapping[int, str]) -> Entity:
    spans = sorted({(span.start, span.stop) for span in draft.mentions})
    return Entity(
        id=ids[id(draft)],
        name=draft.name,
        kind=draft.final_kind,
        title=draft.title,
        mentions=tuple([parse.tokens.span(first, stop) for first, stop in spans]),
        members=tuple([ids[id(member)] for member in draft.members]),
    )
