"""Texts as the learned stages read them, with the packaged weights."""

from __future__ import annotations

from functools import cache

from attrs import frozen
from hypothesis import settings
from hypothesis import strategies as st

from quoteattr.candidates import find
from quoteattr.choice import choose, correct, propose, with_inner
from quoteattr.choice.engines import LightEngine
from quoteattr.choice.features.columns import Columns, columns_of
from quoteattr.choice.model import Model
from quoteattr.choice.readings import Reader
from quoteattr.choice.roles import Roles
from quoteattr.frame import Frame
from quoteattr.text import Parse
from quoteattr.words import Lexicon
from tests.marked import parsed
from tests.strategies import chaos, prose, rendered

LEXICON = Lexicon.default()

articles = prose.map(rendered)
anything = articles | chaos | st.text()

#: All stages run for each example, so that fewer must do.
few = settings(max_examples=30)
fewest = settings(max_examples=12)


@cache
def model() -> Model:
    return Model.load()


def light() -> LightEngine:
    """The tables of the packaged model."""
    engine = model().engine
    assert isinstance(engine, LightEngine)
    return engine


def laid(text: str) -> Columns:
    parse = parsed(text)
    return columns_of(parse, find(parse))


def find_frames(parse: Parse, weights: Model, threshold: float) -> list[Frame]:
    """What the core makes of the candidates of a text."""
    candidates = find(parse)
    verdicts = choose(propose(parse, candidates, weights), weights, threshold)
    levels = weights.engine.knows_levels
    frames = correct(parse, verdicts)
    return with_inner(parse, frames, candidates, verdicts, knows_levels=levels)


@frozen(eq=False)
class Staged:
    """A text before anything is decided."""

    columns: Columns
    roles: Roles
    reader: Reader

    def find(self, word: str) -> int:
        """The first token that is this word, in small letters."""
        return self.columns.words.index(word)


def staged(text: str) -> Staged:
    columns = laid(text)
    engine = model().engine
    roles, parts = engine.see(columns)
    return Staged(columns, roles, Reader(columns, roles, parts, engine.sides, engine.breadth))
