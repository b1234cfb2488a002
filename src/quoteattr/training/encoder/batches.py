"""Windows of examples put together as tensors."""

from collections.abc import Iterable, Iterator, Sequence
from random import Random

import torch
from attrs import frozen
from torch import Tensor

from quoteattr.encoder.inputs import LONGEST, Window, distance_step, windows_of
from quoteattr.encoder.packing import Packed, pack
from quoteattr.training.encoder.examples import UNTOLD, CueExample, Example
from quoteattr.training.encoder.network import Network

__all__ = ["Batch", "Placed", "batches", "outputs", "tensors", "windows"]

#: So many windows are sorted by their length at a time, so that batches have little padding.
_SORTED = 400
_SHORTEST_FIRST = 40


@frozen(eq=False)
class Placed:
    """A window of an example, its size in pieces, and the cues whose windows lie in it."""

    example: Example
    window: Window
    size: int
    cues: tuple[CueExample, ...]


@frozen(eq=False)
class Batch:
    """Inputs of a network as tensors, and the labels of the tokens.

    ``at`` [K] and ``around`` [K, C] are the flat numbers of cues and of the tokens around them
    in [B, N]; ``parts`` [K, C] are their labels.
    """

    inputs: tuple[Tensor, ...]
    roles: Tensor
    levels: Tensor
    at: Tensor
    around: Tensor
    distances: Tensor
    near: Tensor
    parts: Tensor


def windows(example: Example, first: int | None = None) -> Iterator[Placed]:
    """Yield the windows of an example; a cue belongs to the first that holds all around it."""
    for window in windows_of(example.parse, example.sheet, LONGEST, first):
        held = window.tokens
        cues = [
            cue
            for cue in example.cues
            if held.start <= cue.window.start and cue.window.stop <= held.stop
        ]
        yield Placed(example, window, window.size_in(example.sheet), tuple(cues))


def batches(examples: Sequence[Example], pieces: int, random: Random) -> list[list[Placed]]:
    """Return the windows of one epoch in batches of about so many pieces, in chance order.

    Where windows begin changes from one epoch to the next.
    """
    placed: list[Placed] = []
    for example in examples:
        placed += windows(example, random.randrange(_SHORTEST_FIRST, LONGEST))
    random.shuffle(placed)
    out: list[list[Placed]] = []
    for start in range(0, len(placed), _SORTED):
        out += _cut(sorted(placed[start : start + _SORTED], key=lambda one: one.size), pieces)
    random.shuffle(out)
    return out


def _cut(placed: Iterable[Placed], pieces: int) -> Iterator[list[Placed]]:
    held: list[Placed] = []
    for one in placed:
        if held and (len(held) + 1) * one.size > pieces:
            yield held
            held = []
        held.append(one)
    if held:
        yield held


def tensors(placed: Sequence[Placed], device: torch.device) -> Batch:
    """Put windows together as tensors on a device."""
    packed: Packed = pack([(one.example.sheet, one.window) for one in placed])
    count = packed.firsts.shape[1]
    roles = torch.full((len(placed), count), UNTOLD)
    levels = torch.full((len(placed), count), UNTOLD)
    cues: list[tuple[int, CueExample]] = []
    for row, one in enumerate(placed):
        held = one.window.tokens
        roles[row, : len(held)] = torch.tensor(one.example.roles[held.start : held.stop])
        levels[row, : len(held)] = torch.tensor(one.example.levels[held.start : held.stop])
        cues += [(row * count - held.start, cue) for cue in one.cues]
    widest = max([len(cue.window) for _, cue in cues], default=1)
    around = torch.zeros((len(cues), widest), dtype=torch.long)
    distances = torch.zeros_like(around)
    near = torch.zeros((len(cues), widest), dtype=torch.bool)
    parts = torch.full((len(cues), widest), UNTOLD)
    for number, (shift, cue) in enumerate(cues):
        size = len(cue.window)
        around[number, :size] = torch.arange(cue.window.start, cue.window.stop) + shift
        steps = [distance_step(index - cue.anchor) for index in cue.window]
        distances[number, :size] = torch.tensor(steps)
        near[number, :size] = True
        parts[number, :size] = torch.tensor(cue.parts)
    at = torch.tensor([shift + cue.anchor for shift, cue in cues], dtype=torch.long)
    inputs = [torch.from_numpy(array).to(device) for array in packed.arrays]
    rest = [one.to(device) for one in (roles, levels, at, around, distances, near, parts)]
    return Batch(tuple(inputs), *rest)


def outputs(network: Network, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """Return log odds of roles [B, N, 7], of levels [B, N, 3] and of parts [K, C, 4]."""
    roles, levels, as_cue, as_token = network.trunk(*batch.inputs)
    flat = as_token.flatten(0, 1)
    cues, tokens = as_cue.flatten(0, 1)[batch.at], flat[batch.around]
    parts = network.parts(cues, tokens, batch.distances, batch.near)
    return roles.float(), levels.float(), parts.float()
