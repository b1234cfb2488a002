"""Fine-tuning the network on all examples but those of one fold, so that it can be stopped."""

import contextlib
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from random import Random

import torch
from attrs import frozen
from torch import Tensor
from torch.nn import functional
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LambdaLR

from quoteattr.choice.parts import PARTS
from quoteattr.choice.roles import ROLES
from quoteattr.encoder.inputs import LEVELS
from quoteattr.training.encoder.batches import Batch, Placed, batches, outputs, tensors
from quoteattr.training.encoder.examples import UNTOLD, Example
from quoteattr.training.encoder.network import Network

__all__ = ["EncoderOptions", "device_of", "fine_tune", "in_half"]


@frozen(kw_only=True)
class EncoderOptions:
    """How the encoder is trained; the defaults are those of the packaged weights.

    ``pieces`` is about how many word pieces a step looks at, ``rate`` the highest learning rate
    of the layers that the base has; what is new learns ``new_rate`` times as fast.
    """

    seed: int = 1
    folds: int = 3
    epochs: int = 4
    pieces: int = 2560
    rate: float = 2e-4
    new_rate: float = 5.0
    warm: float = 0.06
    level_weight: float = 0.5
    world_times: int = 2
    kept_every: int = 100


def device_of() -> torch.device:
    """Return the graphics processor, if there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


@contextlib.contextmanager
def in_half(device: torch.device) -> Generator[None]:
    """Multiply in bfloat16: twice to eight times as fast, and enough to learn by."""
    with torch.autocast(device.type, dtype=torch.bfloat16):
        yield


def fine_tune(
    network: Network,
    examples: Sequence[Example],
    options: EncoderOptions,
    checkpoint: Path | None,
    report: Callable[[str], None],
) -> None:
    """Fine-tune a network; a checkpoint that is there is gone on from.

    The order of the batches follows from the seed and the epoch alone, so that a training that
    was stopped sees what it would have seen. On one processor, in one thread, the same seed
    gives the same weights; on others the last digits differ.
    """
    device = device_of()
    network.to(device)
    new = {id(one) for one in network.new_parameters()}
    groups = [
        {
            "params": [one for one in network.parameters() if id(one) not in new],
            "lr": options.rate,
            "weight_decay": 0.01,
        },
        {
            "params": network.new_parameters(),
            "lr": options.rate * options.new_rate,
            "weight_decay": 0.0,
        },
    ]
    optimizer = torch.optim.AdamW(groups, fused=True)
    total = sum(len(_epoch(examples, options, number)) for number in range(options.epochs))
    scheduler = LambdaLR(optimizer, lambda step: _rate(step, total, options.warm))
    state = _Progress(network, optimizer, scheduler, checkpoint)
    done = state.load()
    step = 0
    for epoch in range(options.epochs):
        sums = torch.zeros(3)
        placed = _epoch(examples, options, epoch)
        for number, chosen in enumerate(placed, 1):
            step += 1
            if step <= done:
                continue
            torch.manual_seed(options.seed * 1_000_003 + step)
            sums += _step(network, chosen, optimizer, options)
            scheduler.step()
            if step % options.kept_every == 0:
                state.save(step)
                losses = ", ".join(f"{float(one) / number:.3f}" for one in sums)
                report(f"epoch {epoch + 1}, step {step} of {total}: {losses}")
    state.save(step)
    network.eval()


def _epoch(examples: Sequence[Example], options: EncoderOptions, epoch: int) -> list[list[Placed]]:
    return batches(examples, options.pieces, Random(f"{options.seed} {epoch}"))


def _rate(step: int, total: int, warm: float) -> float:
    rising = (step + 1) / max(1.0, warm * total)
    falling = (total - step) / max(1.0, (1 - warm) * total)
    return max(0.0, min(1.0, rising, falling))


def _step(
    network: Network,
    placed: Sequence[Placed],
    optimizer: Optimizer,
    options: EncoderOptions,
) -> Tensor:
    network.train()
    device = device_of()
    batch = tensors(placed, device)
    with in_half(device):
        roles, levels, parts = outputs(network, batch)
    losses = _losses(batch, roles, levels, parts)
    weights = torch.tensor([1.0, options.level_weight, 1.0], device=device)
    loss = (torch.stack(losses) * weights).sum()
    optimizer.zero_grad(set_to_none=True)
    torch.autograd.backward(loss)
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return torch.stack(losses).detach().cpu()


def _losses(batch: Batch, roles: Tensor, levels: Tensor, parts: Tensor) -> list[Tensor]:
    return [
        _cross_entropy(roles.view(-1, len(ROLES)), batch.roles.view(-1)),
        _cross_entropy(levels.view(-1, len(LEVELS)), batch.levels.view(-1)),
        _cross_entropy(parts.view(-1, len(PARTS)), batch.parts.view(-1)),
    ]


def _cross_entropy(odds: Tensor, labels: Tensor) -> Tensor:
    """Return the mean loss of the tokens that have a label, 0 if none has."""
    total = functional.cross_entropy(odds, labels, ignore_index=UNTOLD, reduction="sum")
    return total / (labels != UNTOLD).sum().clamp(min=1)


class _Progress:
    """The weights and the state of a training, kept in a file that is there whole or not."""

    def __init__(
        self,
        network: Network,
        optimizer: Optimizer,
        scheduler: LambdaLR,
        path: Path | None,
    ) -> None:
        self._parts: dict[str, Network | Optimizer | LambdaLR] = {
            "network": network,
            "optimizer": optimizer,
            "scheduler": scheduler,
        }
        self._path = path

    def load(self) -> int:
        """Take up what was kept; return how many steps have been done."""
        if self._path is None or not self._path.exists():
            return 0
        kept = torch.load(self._path, weights_only=True)
        for name, part in self._parts.items():
            part.load_state_dict(kept[name])
        return int(kept["step"])

    def save(self, step: int) -> None:
        if self._path is None:
            return
        kept = {name: part.state_dict() for name, part in self._parts.items()}
        draft = self._path.with_suffix(".part")
        torch.save({**kept, "step": step}, draft)
        draft.replace(self._path)
