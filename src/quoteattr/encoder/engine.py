"""The adapter to onnxruntime: what a small pretrained encoder holds of every token of a text."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field, frozen

from quoteattr.encoder.inputs import Sheet, Window, distance_step, paragraphs_of, sheet_of
from quoteattr.encoder.wordpieces import WordPieces
from quoteattr.errors import ExtraError
from quoteattr.text import Parse

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    _Floats: TypeAlias = npt.NDArray[np.float32]

__all__ = ["INPUTS", "Encoded", "Encoder", "ToldParts"]

#: The names of what the trunk takes, in the order of `Packed.arrays`.
INPUTS = ("words", "case", "quote", "tag", "entry", "mask", "firsts")

#: A network: from named arrays to its outputs.
_Network: TypeAlias = "Callable[[Mapping[str, npt.NDArray[np.generic]]], Sequence[_Floats]]"


@frozen(eq=False)
class ToldParts:
    """The log probability of each part, and the probability, for the tokens around a cue."""

    odds: Sequence[Sequence[float]]
    shares: Sequence[Sequence[float]]


@frozen(eq=False)
class Encoded:
    """What the encoder holds of the tokens of one text.

    ``roles`` and ``levels`` are the probabilities of each token, in the order in which the
    network was taught them; `parts` gives those of the tokens around a cue.
    """

    roles: Sequence[Sequence[float]]
    levels: Sequence[Sequence[float]]
    _as_cue: "_Floats"
    _as_token: "_Floats"
    _network: _Network

    def parts(self, cues: Sequence[tuple[int, range]]) -> list[ToldParts]:
        """Return, for each cue, what the tokens around it are.

        A cue is given by its anchor and its window, in indices of tokens. Those that are given
        together are read together, and what comes out depends on all of them in its last digits:
        give those of a paragraph.
        """
        import numpy as np

        odds = self._read(cues)
        rows, shares = odds.tolist(), np.exp(odds).tolist()
        return [
            ToldParts(row[: len(window)], share[: len(window)])
            for (_, window), row, share in zip(cues, rows, shares, strict=True)
        ]

    def _read(self, cues: Sequence[tuple[int, range]]) -> "_Floats":
        import numpy as np

        widest = max([len(window) for _, window in cues])
        anchors = np.array([anchor for anchor, _ in cues])
        # What fills up a row is the cue itself: nothing far away may have a part in it.
        around = np.repeat(anchors[:, None], widest, axis=1)
        distances = np.zeros_like(around)
        mask = np.zeros_like(around)
        for number, (anchor, window) in enumerate(cues):
            size = len(window)
            around[number, :size] = window
            distances[number, :size] = [distance_step(index - anchor) for index in window]
            mask[number, :size] = 1
        inputs: dict[str, npt.NDArray[np.generic]] = {
            "cues": self._as_cue[anchors],
            "tokens": self._as_token[around],
            "distances": distances,
            "mask": mask,
        }
        (odds,) = self._network(inputs)
        odds = odds - odds.max(-1, keepdims=True)
        logs: _Floats = odds - np.log(np.exp(odds).sum(-1, keepdims=True))
        return logs


@define(eq=False)
class Encoder:
    """Two networks as ONNX and the word pieces that they read.

    ``trunk`` reads a text, ``head`` what stands around a cue; ``vocabulary`` holds a piece a
    line. ``threads`` bounds what one process takes. Encoders can be pickled. Raises `ExtraError`
    without onnxruntime, and `ValueError` for bytes that are no network.
    """

    trunk: bytes = field(repr=False)
    head: bytes = field(repr=False)
    vocabulary: str = field(repr=False)
    threads: int = 1
    _pieces: WordPieces = field(init=False, repr=False)
    _networks: tuple[_Network, _Network] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._pieces = WordPieces(
            {piece: number for number, piece in enumerate(self.vocabulary.split("\n"))}
        )
        self._networks = (_network(self.trunk, self.threads), _network(self.head, self.threads))

    def __reduce__(self) -> tuple[type["Encoder"], tuple[bytes, bytes, str, int]]:
        # A session of onnxruntime cannot be pickled: the other process opens its own.
        return Encoder, (self.trunk, self.head, self.vocabulary, self.threads)

    def read(self, parse: Parse) -> Encoded:
        """Read a text, one paragraph after another.

        What it holds of a paragraph depends on nothing else: neither on what stands around it,
        nor on what is read beside it. That is also twice as fast as to read many at a time.
        """
        import numpy as np

        sheet = sheet_of(parse, self._pieces)
        rows = [self._read(sheet, window) for window in paragraphs_of(parse, sheet)]
        if not rows:
            nothing = np.zeros((0, 0), np.float32)
            return Encoded((), (), nothing, nothing, self._networks[1])
        roles, levels, as_cue, as_token = [
            np.concatenate(parts) for parts in zip(*rows, strict=True)
        ]
        return Encoded(
            _probabilities(roles), _probabilities(levels), as_cue, as_token, self._networks[1]
        )

    def _read(self, sheet: Sheet, window: Window) -> "list[_Floats]":
        """Return four arrays with a row for each token of a window."""
        from quoteattr.encoder.packing import pack

        packed = pack([(sheet, window)])
        outputs = self._networks[0](dict(zip(INPUTS, packed.arrays, strict=True)))
        return [output[0] for output in outputs]


def _probabilities(odds: "_Floats") -> list[list[float]]:
    import numpy as np

    powers = np.exp(odds - odds.max(-1, keepdims=True))
    rows: list[list[float]] = (powers / powers.sum(-1, keepdims=True)).tolist()
    return rows


def _network(data: bytes, threads: int) -> _Network:
    try:
        onnxruntime = import_module("onnxruntime")
    except ImportError as error:
        raise ExtraError(
            "the accurate engine needs onnxruntime, which is not installed; "
            "run: pip install 'quoteattr[accurate]'"
        ) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(data, options, ["CPUExecutionProvider"])
    except Exception as error:
        raise ValueError(f"a network, which onnxruntime cannot read ({error})") from error

    def run(inputs: "Mapping[str, npt.NDArray[np.generic]]") -> "Sequence[_Floats]":
        outputs: Sequence[_Floats] = session.run(None, inputs)
        return outputs

    return run
