"""Identifiers of entities, such as a Wikidata id: a caller's own table or service tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from attrs import evolve

from quoteattr.errors import OptionError
from quoteattr.model import Entity

if TYPE_CHECKING:
    from quoteattr.entities.resolve import Resolution

__all__ = ["Linker", "linked"]


class Linker(Protocol):
    """What gives an entity its identifier: any callable that takes the entity and the text.

    The mentions of the entity have offsets into that text, in code points.

    >>> table = {"Ann Lee": "Q1"}
    >>> linker: Linker = lambda entity, text: table.get(entity.name)
    """

    def __call__(self, entity: Entity, text: str, /) -> str | None:
        """Return the identifier of an entity, None for one that is unknown."""
        ...


def linked(resolution: Resolution, text: str, linker: Linker) -> Resolution:
    """Return a resolution whose entities have the identifiers that a linker gives them.

    It is asked once for each entity, in their order. Raises `OptionError` where it gives
    something else than a string or None; what it raises itself is raised on.

    >>> from quoteattr import Pipeline, attribute
    >>> table = {"Ann Lee": "Q1"}
    >>> pipeline = Pipeline(linker=lambda entity, text: table.get(entity.name))
    >>> [entity.identifier for entity in attribute("Ann Lee told Joe Dorn that it rained.",
    ...     pipeline=pipeline).entities]
    ['Q1', None]
    """
    entities = [
        evolve(entity, identifier=_checked(entity, linker(entity, text)))
        for entity in resolution.entities
    ]
    return evolve(resolution, entities=tuple(entities))


def _checked(entity: Entity, identifier: object) -> str | None:
    if identifier is None or isinstance(identifier, str):
        return identifier
    raise OptionError(
        f"linker gives the identifier of an entity as a str, or None; "
        f"for {entity.name!r} it gave {identifier!r}"
    )
