"""Which part each token may play: the first learned stage, a chain over a paragraph.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) with labels
that say on which side of its cue a source or a content stands.
"""

from collections.abc import Iterator, Sequence
from itertools import repeat
from operator import itemgetter

from attrs import field, frozen

from quoteattr.choice.features.columns import Columns
from quoteattr.choice.features.tokenkeys import EXPANSIONS, token_features, token_keys
from quoteattr.learning import ZERO, Chain, Sums, WeightTable, lanes_for

__all__ = ["LONGEST", "ROLES", "RoleWeights", "Roles", "pieces", "read_roles"]

#: The labels of the chain, in the order of the marginals.
ROLES = (
    "none",
    "anchor",
    "cue",
    "source before",
    "source after",
    "content before",
    "content after",
)
#: A longer paragraph is read in pieces of so many tokens: one in two thousand is longer.
LONGEST = 300

_ZEROS = repeat(0)


@frozen(eq=False)
class RoleWeights:
    """The weights of tokens and the chain of roles.

    ``tokens`` holds a lane for each of `ROLES` and, after them, those that the frames ask
    of the same token.
    """

    tokens: WeightTable
    chain: Chain
    sums: Sums = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "sums", Sums(self.tokens, EXPANSIONS))


@frozen(eq=False)
class Roles:
    """What the first stage holds of a text, token by token.

    ``marginals`` are the probabilities of `ROLES`. ``sums`` are packed sums that the second
    stage goes on with, if tables of weights made them; ``levels``, if the encoder did, are the
    probabilities that a token is no anchor of a cue at any level, a doubtful one, a sure one.
    """

    sums: Sequence[int]
    marginals: Sequence[Sequence[float]]
    levels: Sequence[Sequence[float]] = ()

    def anchor(self, token: int) -> float:
        """Return how likely a token is the anchor of a cue."""
        likely = self.marginals[token][1]
        return max(likely, 1 - self.levels[token][0]) if self.levels else likely

    def source(self, token: int) -> float:
        """Return how likely a token belongs to a source."""
        row = self.marginals[token]
        return row[3] + row[4]

    def content(self, token: int) -> float:
        """Return how likely a token belongs to a content."""
        row = self.marginals[token]
        return row[5] + row[6]


def pieces(columns: Columns) -> Iterator[range]:
    """Yield the stretches that the chain reads: paragraphs, very long ones cut."""
    for paragraph in columns.parse.layout.paragraphs:
        for start in range(paragraph.start, paragraph.stop, LONGEST):
            yield range(start, min(start + LONGEST, paragraph.stop))


def read_roles(columns: Columns, weights: RoleWeights) -> Roles:
    """Return the marginal probability of each role for each token of a text."""
    lanes = lanes_for(len(weights.tokens.labels))
    unpack, size, bias = lanes.layout.unpack, lanes.size, lanes.bias
    scale = 1 / weights.tokens.scale
    first = itemgetter(*range(len(ROLES)))
    look_up, row_of = weights.sums.__getitem__, weights.tokens.rows.get
    sums: list[int] = []
    marginals: list[Sequence[float]] = []
    for piece in pieces(columns):
        asked = zip(token_keys(columns, piece), token_features(columns, piece), strict=True)
        packed = [
            sum(map(look_up, keys)) + sum(map(row_of, features, _ZEROS)) for keys, features in asked
        ]
        emissions = [
            [(lane - ZERO) * scale for lane in first(unpack((row + bias).to_bytes(size, "little")))]
            for row in packed
        ]
        sums += packed
        marginals += weights.chain.marginals(emissions)
    return Roles(sums, marginals)
