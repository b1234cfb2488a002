"""An averaged perceptron whose weights are packed integers, one lane for each label."""

from collections.abc import Collection, Iterable, Sequence
from itertools import repeat
from struct import Struct

__all__ = ["Perceptron"]

_LANE = 32
_SUM_LANE = 64


class Perceptron:
    """Weights that learn from single mistakes, and their average over all steps.

    >>> learner = Perceptron(["N", "V"])
    >>> wrong = [learner.learn([word], tag) for word, tag in [("the", 0), ("to", 1)] * 3]
    >>> learner.guess(["to"]), learner.guess(["the"])
    (1, 0)
    """

    def __init__(self, labels: Sequence[str], features: Collection[str] | None = None) -> None:
        """Start with no weights; only ``features`` may ever get one, if they are given."""
        count = len(labels)
        self.labels: tuple[str, ...] = tuple(labels)
        self.steps: int = 0
        self._allowed = features
        self._rows: dict[str, int] = {}
        self._sums: dict[str, int] = {}
        self._updates: dict[str, int] = {}
        self._bias = sum(1 << (_LANE * lane + _LANE - 1) for lane in range(count))
        self._sum_bias = sum(1 << (_SUM_LANE * lane + _SUM_LANE - 1) for lane in range(count))
        self._layout = Struct(f"<{count}I")
        self._sum_layout = Struct(f"<{count}Q")

    def guess(self, features: Iterable[str]) -> int:
        """Return the index of the best label for these features by the present weights."""
        packed = sum(map(self._rows.get, features, repeat(0))) + self._bias
        lanes = self._layout.unpack(packed.to_bytes(self._layout.size, "little"))
        return lanes.index(max(lanes))

    def learn(self, features: Sequence[str], right: int) -> int:
        """Guess, correct the weights if the guess is wrong, and return the guess."""
        guess = self.guess(features)
        self.steps += 1
        if guess == right:
            return guess
        change = (1 << (_LANE * right)) - (1 << (_LANE * guess))
        summed = self.steps * ((1 << (_SUM_LANE * right)) - (1 << (_SUM_LANE * guess)))
        rows, sums, updates, allowed = self._rows, self._sums, self._updates, self._allowed
        for feature in features:
            if allowed is None or feature in allowed:
                rows[feature] = rows.get(feature, 0) + change
                sums[feature] = sums.get(feature, 0) + summed
                updates[feature] = updates.get(feature, 0) + 1
        return guess

    def averages(self, min_updates: int = 1) -> dict[str, list[float]]:
        """Return each feature's weights, averaged over all steps, label by label.

        Features that were corrected fewer than ``min_updates`` times are left out.

        >>> learner = Perceptron(["N", "V"])
        >>> guess = learner.learn(["to"], 1)
        >>> guess = learner.learn(["to"], 1)
        >>> learner.averages()
        {'to': [-0.5, 0.5]}
        """
        out: dict[str, list[float]] = {}
        for feature, row in self._rows.items():
            if self._updates[feature] < min_updates:
                continue
            now = self._unpack(row + self._bias, self._layout, 1 << (_LANE - 1))
            summed = self._unpack(
                self._sums[feature] + self._sum_bias, self._sum_layout, 1 << (_SUM_LANE - 1)
            )
            out[feature] = [
                weight - part / self.steps for weight, part in zip(now, summed, strict=True)
            ]
        return out

    @staticmethod
    def _unpack(packed: int, layout: Struct, zero: int) -> list[int]:
        return [lane - zero for lane in layout.unpack(packed.to_bytes(layout.size, "little"))]
