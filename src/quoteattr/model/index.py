"""What a result looks up more than once: levels of attributions, names of entities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quoteattr.model.records import Attribution, Entity

__all__ = ["Index"]

# They mean whom the sentence before them meant, so that no entity is known by them.
_PRONOUNS = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves "
    "i me my mine myself we us our ours ourselves you your yours yourself yourselves "
    "who whom whose which that this these those one".split()
)


@frozen(eq=False)
class Index:
    """The attributions of a result by id and by parent, its entities by id, name and alias.

    >>> from quoteattr.model import Entity, EntityKind, Span
    >>> mentions = (Span(0, 12, "President Xi"), Span(20, 22, "he"))
    >>> index = Index.of((), (Entity("e1", "Xi Jinping", EntityKind.PERSON, mentions=mentions),))
    >>> [len(index.named(name)) for name in ("e1", "xi jinping", "president xi", "he")]
    [1, 1, 1, 0]
    """

    attributions: dict[int, Attribution]
    children: dict[int | None, tuple[Attribution, ...]]
    depths: dict[int, int]
    entities: dict[str, Entity]
    names: dict[str, list[Entity]]
    aliases: dict[str, list[Entity]]

    @classmethod
    def of(cls, attributions: Sequence[Attribution], entities: Sequence[Entity]) -> Index:
        """Look once at every attribution and every mention."""
        by_id = {attribution.id: attribution for attribution in attributions}
        children: dict[int | None, list[Attribution]] = {}
        for attribution in by_id.values():
            children.setdefault(attribution.parent, []).append(attribution)
        names: dict[str, list[Entity]] = {}
        aliases: dict[str, list[Entity]] = {}
        for entity in entities:
            for name in {_folded(entity.name), _folded(entity.identifier or entity.name)}:
                names.setdefault(name, []).append(entity)
            for alias in {_folded(mention.text) for mention in entity.mentions} - _PRONOUNS:
                aliases.setdefault(alias, []).append(entity)
        return cls(
            attributions=by_id,
            children={parent: tuple(below) for parent, below in children.items()},
            depths=_depths(children),
            entities={entity.id: entity for entity in entities},
            names=names,
            aliases=aliases,
        )

    def named(self, name_or_id: str) -> Sequence[Entity]:
        """The entities that an id, else a name or identifier, else an alias means, in order."""
        if name_or_id in self.entities:
            return (self.entities[name_or_id],)
        name = _folded(name_or_id)
        return self.names.get(name, ()) or self.aliases.get(name, ())


def _depths(children: dict[int | None, list[Attribution]]) -> dict[int, int]:
    depths: dict[int, int] = {}
    pending = [(attribution, 0) for attribution in children.get(None, ())]
    while pending:
        attribution, depth = pending.pop()
        depths[attribution.id] = depth
        pending += [(child, depth + 1) for child in children.get(attribution.id, ())]
    return depths


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
