"""The first two stages of either engine: which roles tokens have, and which parts around a cue."""

from typing import Protocol
from zlib import crc32

from attrs import frozen

from quoteattr.choice.features.columns import Columns
from quoteattr.choice.parts import (
    PARTS,
    ChainWeights,
    EncodedNumbers,
    EncodedParts,
    Parts,
    TableParts,
)
from quoteattr.choice.pruning import Breadth
from quoteattr.choice.roles import ROLES, Roles, RoleWeights, read_roles
from quoteattr.encoder import (
    CASES,
    DISTANCES,
    ENTRIES,
    LEVELS,
    QUOTES,
    TAGS,
    Encoded,
    Encoder,
)
from quoteattr.learning import Chain

__all__ = ["ACCURATE", "LIGHT", "AccurateEngine", "Engine", "LightEngine", "seen_in", "taught_with"]


#: Each look costs the light engine more than the other.
LIGHT, ACCURATE = (
    Breadth(),
    Breadth(odds=-1.2, promise=-1.4, listed=float("-inf"), sides=3, readings=3),
)


def taught_with() -> str:
    """Return what an encoder has to have been taught with to be understood, as a checksum.

    >>> len(taught_with())
    8
    """
    told = (CASES, QUOTES, TAGS, ENTRIES, DISTANCES, LEVELS, ROLES, PARTS, EncodedNumbers._fields)
    return f"{crc32(repr(told).encode()):08x}"


class Engine(Protocol):
    """What sees the roles of the tokens of a text, and their parts around its cues."""

    @property
    def sides(self) -> tuple[Chain, Chain]:
        """The chains of parts to the left and to the right of a cue."""
        ...

    @property
    def numbers(self) -> int:
        """How many numbers it adds to what the trees look at."""
        ...

    @property
    def knows_levels(self) -> bool:
        """Whether it was taught attributions inside others."""
        ...

    @property
    def breadth(self) -> Breadth:
        """How much it looks at before it judges."""
        ...

    def see(self, columns: Columns) -> tuple[Roles, Parts]:
        """Return the roles in a text, and what tells the parts around its cues."""
        ...


@frozen(eq=False)
class LightEngine:
    """Tables of weights in plain Python.

    ``knows_levels`` tells whether they were taught attributions inside others.
    """

    roles: RoleWeights
    chains: ChainWeights
    knows_levels: bool = False

    @property
    def sides(self) -> tuple[Chain, Chain]:
        """The chains of parts to the left and to the right of a cue."""
        return self.chains.left, self.chains.right

    @property
    def numbers(self) -> int:
        """How many numbers it adds to what the trees look at: none."""
        return 0

    @property
    def breadth(self) -> Breadth:
        """How much it looks at before it judges."""
        return LIGHT

    def see(self, columns: Columns) -> tuple[Roles, Parts]:
        """Return the roles in a text, and what tells the parts around its cues."""
        roles = read_roles(columns, self.roles)
        return roles, TableParts(columns, roles, self.chains)


@frozen(eq=False)
class AccurateEngine:
    """An encoder that knows English, and the chains over what it holds."""

    encoder: Encoder
    left: Chain
    right: Chain

    @property
    def sides(self) -> tuple[Chain, Chain]:
        """The chains of parts to the left and to the right of a cue."""
        return self.left, self.right

    @property
    def numbers(self) -> int:
        """How many numbers it adds to what the trees look at."""
        return len(EncodedNumbers._fields)

    @property
    def knows_levels(self) -> bool:
        """Whether it was taught attributions inside others: it was."""
        return True

    @property
    def breadth(self) -> Breadth:
        """How much it looks at before it judges."""
        return ACCURATE

    def see(self, columns: Columns) -> tuple[Roles, Parts]:
        """Return the roles in a text, and what tells the parts around its cues."""
        return seen_in(columns, self.encoder.read(columns.parse))


def seen_in(columns: Columns, encoded: Encoded) -> tuple[Roles, Parts]:
    """Return the roles in a text that an encoder has read, and what tells the parts."""
    roles = Roles((), encoded.roles, encoded.levels)
    return roles, EncodedParts(columns, roles, encoded)
