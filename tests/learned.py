"""Texts as the learned stages read them, with the packaged weights."""

from __future__ import annotations

from functools import cache

from attrs import frozen
from hypothesis import settings
from hypothesis import strategies as st

from quoteattr.candidates import find
from quoteattr.choice.features.columns import Columns, columns_of
from quoteattr.choice.model import Model
from quoteattr.choice.readings import Readings
from quoteattr.choice.roles import Roles, read_roles
from quoteattr.words.lexicon import Lexicon
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


def laid(text: str) -> Columns:
    parse = parsed(text)
    return columns_of(parse, find(parse))


@frozen(eq=False)
class Staged:
    """A text before anything is decided."""

    columns: Columns
    roles: Roles
    readings: Readings

    def find(self, word: str) -> int:
        """The first token that is this word, in small letters."""
        return self.columns.words.index(word)


def staged(text: str) -> Staged:
    columns = laid(text)
    roles = read_roles(columns, model().roles)
    return Staged(columns, roles, Readings(columns, roles, model().chains))
