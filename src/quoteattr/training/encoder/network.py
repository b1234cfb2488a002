"""The network of the accurate engine: MiniLM with heads for roles, levels and parts.

Six layers of a BERT (Devlin et al. 2019), distilled as MiniLM (Wang et al. 2020), read a window
of word pieces. Heads on them say what each token is; two small layers more, which know where a
cue stands, say which part of it each token around plays.
"""

from collections.abc import Mapping
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from quoteattr.choice.parts import PARTS
from quoteattr.choice.roles import ROLES
from quoteattr.encoder.inputs import CASES, DISTANCES, ENTRIES, LEVELS, QUOTES, TAGS

__all__ = ["Network", "PartsHead", "Trunk"]

_SIZE, _HEADS, _LAYERS, _INNER, _PLACES, _WORDS = 384, 12, 6, 1536, 512, 30522
_PART_SIZE, _PART_HEADS, _PART_INNER, _PART_LAYERS = 128, 4, 256, 2
_DROPPED = 0.1


class Layer(nn.Module):
    """A layer of a transformer (Vaswani et al. 2017), normalised after each half as BERT's."""

    def __init__(self, size: int, heads: int, inner: int) -> None:
        """Make a layer for vectors of ``size`` numbers."""
        super().__init__()
        self.heads: int = heads
        self.seen: nn.Linear = nn.Linear(size, 3 * size)
        self.joined: nn.Linear = nn.Linear(size, size)
        self.first_norm: nn.LayerNorm = nn.LayerNorm(size, eps=1e-12)
        self.widened: nn.Linear = nn.Linear(size, inner)
        self.narrowed: nn.Linear = nn.Linear(inner, size)
        self.second_norm: nn.LayerNorm = nn.LayerNorm(size, eps=1e-12)
        self.dropout: nn.Dropout = nn.Dropout(_DROPPED)

    def forward(self, states: Tensor, hidden: Tensor) -> Tensor:
        """Return new states [B, T, size]; ``hidden`` [B, 1, 1, T] is added to what is seen."""
        count, length, size = states.shape
        parts = self.seen(states).view(count, length, 3, self.heads, size // self.heads)
        asked, known, told = parts.permute(2, 0, 3, 1, 4)
        scores = torch.matmul(asked * (size // self.heads) ** -0.5, known.transpose(-1, -2))
        # In the type of the scores: torch's own attention is slower on processors.
        looks = torch.softmax(scores + hidden.to(scores.dtype), -1)
        mixed = torch.matmul(looks, told).transpose(1, 2).reshape(count, length, size)
        states = self.first_norm(states + self.dropout(self.joined(mixed)))
        more = self.narrowed(functional.gelu(self.widened(states)))
        return cast(Tensor, self.second_norm(states + self.dropout(more)))


def _hidden(mask: Tensor) -> Tensor:
    return (1.0 - mask[:, None, None, :].float()) * -1e4


class Trunk(nn.Module):
    """From word pieces to what each token may be, and to its states for the parts."""

    def __init__(self) -> None:
        """Make the layers, not yet taught."""
        super().__init__()
        self.words: nn.Embedding = nn.Embedding(_WORDS, _SIZE)
        self.places: nn.Embedding = nn.Embedding(_PLACES, _SIZE)
        self.kinds: nn.Embedding = nn.Embedding(2, _SIZE)
        self.norm: nn.LayerNorm = nn.LayerNorm(_SIZE, eps=1e-12)
        self.case: nn.Embedding = nn.Embedding(CASES + 1, _SIZE)
        self.quote: nn.Embedding = nn.Embedding(QUOTES, _SIZE)
        self.tag: nn.Embedding = nn.Embedding(len(TAGS), _SIZE)
        self.entry: nn.Embedding = nn.Embedding(len(ENTRIES), _SIZE)
        self.layers: nn.ModuleList = nn.ModuleList(
            Layer(_SIZE, _HEADS, _INNER) for _ in range(_LAYERS)
        )
        self.dropout: nn.Dropout = nn.Dropout(_DROPPED)
        self.roles: nn.Linear = nn.Linear(_SIZE, len(ROLES))
        self.levels: nn.Linear = nn.Linear(_SIZE, len(LEVELS))
        self.as_cue: nn.Linear = nn.Linear(_SIZE, _PART_SIZE)
        self.as_token: nn.Linear = nn.Linear(_SIZE, _PART_SIZE)
        for table in (self.case, self.quote, self.tag, self.entry):
            nn.init.zeros_(table.weight)

    def forward(
        self,
        words: Tensor,
        case: Tensor,
        quote: Tensor,
        tag: Tensor,
        entry: Tensor,
        mask: Tensor,
        firsts: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Read windows [B, T] of pieces; ``firsts`` [B, N] are where tokens begin.

        Returns log odds of roles [B, N, 7] and levels [B, N, 3], and states [B, N, 128] of
        tokens as cues and as parts.
        """
        states = self.words(words) + self.places.weight[: words.shape[1]] + self.kinds.weight[0]
        states = states + self.case(case) + self.quote(quote) + self.tag(tag) + self.entry(entry)
        states = self.dropout(self.norm(states))
        hidden = _hidden(mask)
        for layer in self.layers:
            states = layer(states, hidden)
        at = firsts[:, :, None].expand(-1, -1, states.shape[2])
        tokens = self.dropout(torch.gather(states, 1, at))
        return self.roles(tokens), self.levels(tokens), self.as_cue(tokens), self.as_token(tokens)


class PartsHead(nn.Module):
    """From a cue and the tokens around it to the part that each of them plays."""

    def __init__(self) -> None:
        """Make the layers, not yet taught."""
        super().__init__()
        self.distance: nn.Embedding = nn.Embedding(DISTANCES, _PART_SIZE)
        self.norm: nn.LayerNorm = nn.LayerNorm(_PART_SIZE)
        self.layers: nn.ModuleList = nn.ModuleList(
            Layer(_PART_SIZE, _PART_HEADS, _PART_INNER) for _ in range(_PART_LAYERS)
        )
        self.dropout: nn.Dropout = nn.Dropout(_DROPPED)
        self.parts: nn.Linear = nn.Linear(_PART_SIZE, len(PARTS))
        nn.init.normal_(self.distance.weight, std=0.1)

    def forward(self, cues: Tensor, tokens: Tensor, distances: Tensor, mask: Tensor) -> Tensor:
        """Return log odds [K, C, 4] of parts for cues [K, 128] and tokens [K, C, 128]."""
        states = cues[:, None, :] + tokens + self.distance(distances)
        states = self.dropout(self.norm(states))
        hidden = _hidden(mask)
        for layer in self.layers:
            states = layer(states, hidden)
        return cast(Tensor, self.parts(states))


class Network(nn.Module):
    """The whole network."""

    def __init__(self) -> None:
        """Make the layers, not yet taught."""
        super().__init__()
        self.trunk: Trunk = Trunk()
        self.parts: PartsHead = PartsHead()

    def take_base(self, base: Mapping[str, Tensor]) -> None:
        """Begin from the weights of all-MiniLM-L6-v2, by the names that they have there."""
        trunk = self.trunk
        with torch.no_grad():
            for table, name in (
                (trunk.words, "word_embeddings"),
                (trunk.places, "position_embeddings"),
                (trunk.kinds, "token_type_embeddings"),
            ):
                table.weight.copy_(base[f"embeddings.{name}.weight"])
            _copy(trunk.norm, base, "embeddings.LayerNorm")
            for number, layer in enumerate(trunk.layers):
                _copy_layer(cast(Layer, layer), base, f"encoder.layer.{number}")

    def new_parameters(self) -> list[nn.Parameter]:
        """Return what the base does not have and so learns faster."""
        trunk = self.trunk
        own = (trunk.case, trunk.quote, trunk.tag, trunk.entry, trunk.roles, trunk.levels)
        modules = (*own, trunk.as_cue, trunk.as_token, self.parts)
        return [parameter for module in modules for parameter in module.parameters()]


def _copy(module: nn.Linear | nn.LayerNorm, base: Mapping[str, Tensor], name: str) -> None:
    module.weight.copy_(base[f"{name}.weight"])
    module.bias.copy_(base[f"{name}.bias"])


def _copy_layer(layer: Layer, base: Mapping[str, Tensor], name: str) -> None:
    for kind in ("weight", "bias"):
        three = [base[f"{name}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
        cast(Tensor, getattr(layer.seen, kind)).copy_(torch.cat(three))
    _copy(layer.joined, base, f"{name}.attention.output.dense")
    _copy(layer.first_norm, base, f"{name}.attention.output.LayerNorm")
    _copy(layer.widened, base, f"{name}.intermediate.dense")
    _copy(layer.narrowed, base, f"{name}.output.dense")
    _copy(layer.second_norm, base, f"{name}.output.LayerNorm")
