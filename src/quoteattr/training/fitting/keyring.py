"""Numbers for keys and features, so that sequences of them can be fitted."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from attrs import define, field

from quoteattr.learning.tables import Expansions, Key, expanded
from quoteattr.training.fitting.gradient import Sequences

__all__ = ["Keyring", "SequenceBuilder"]


@define(eq=False)
class Keyring:
    """Every key and every feature that was seen, numbered in the order of their coming.

    Keys come from several tables of weights; a feature belongs to the table of its key.
    """

    expansions: Mapping[str, Expansions]
    keys: dict[tuple[str, Key], int] = field(factory=dict[tuple[str, Key], int])
    features: dict[tuple[str, str], int] = field(factory=dict[tuple[str, str], int])
    _expanded: list[list[int]] = field(factory=list[list[int]])

    def number(self, table: str, key: Key) -> int:
        """Return the number of a key of a table."""
        named = (table, key)
        number = self.keys.get(named)
        if number is None:
            number = self.keys[named] = len(self._expanded)
            numbers = self.features
            self._expanded.append(
                [
                    numbers.setdefault((table, feature), len(numbers))
                    for feature in expanded(self.expansions[table], key)
                ]
            )
        return number

    def pruned(
        self, times: npt.NDArray[np.int64], least: int
    ) -> tuple[list[tuple[str, str]], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Keep features seen ``least`` times, given how often each key was seen.

        Returns their names, and keys with their features as `Sequences` holds them.
        """
        sizes = np.array([len(numbers) for numbers in self._expanded], np.int64)
        flat = np.array([one for numbers in self._expanded for one in numbers], np.int64)
        owners = np.repeat(np.arange(len(sizes)), sizes)
        seen = np.bincount(flat, weights=times[owners], minlength=len(self.features))
        kept = seen >= least
        renumbered = np.cumsum(kept) - 1
        staying = kept[flat]
        counts = np.bincount(owners[staying], minlength=len(sizes))
        starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        names = [name for name, number in self.features.items() if kept[number]]
        return names, starts, renumbered[flat[staying]].astype(np.int64)


@define(eq=False)
class SequenceBuilder:
    """Sequences in the making; keys of the groups in ``without`` are left out."""

    ring: Keyring
    without: frozenset[str] = frozenset()
    starts: list[int] = field(factory=lambda: [0])
    token_starts: list[int] = field(factory=lambda: [0])
    keys: list[int] = field(factory=list[int])
    labels: list[int] = field(factory=list[int])
    owners: list[int] = field(factory=list[int])
    shares: dict[int, Sequence[float]] = field(factory=dict[int, Sequence[float]])

    def token(
        self,
        label: int,
        keyed: Iterable[tuple[str, Sequence[Key]]],
        shares: Sequence[float] | None = None,
    ) -> None:
        """Add a token with its label and its keys by table.

        ``shares``, if given, say how much of each label it is, in place of its label.
        """
        if shares is not None:
            self.shares[len(self.labels)] = shares
        number = self.ring.number
        for table, keys in keyed:
            self.keys += [number(table, key) for key in keys if self._wanted(table, key)]
        self.token_starts.append(len(self.keys))
        self.labels.append(label)

    def _wanted(self, table: str, key: Key) -> bool:
        if not self.without:
            return True
        group = key.partition("=")[0] if isinstance(key, str) else key[0]
        return f"{table}:{group}" not in self.without

    def close(self, owner: int) -> None:
        """End a sequence, which belongs to the article ``owner``."""
        if len(self.labels) > self.starts[-1]:
            self.starts.append(len(self.labels))
            self.owners.append(owner)

    def sequences(self, least: int, count: int) -> tuple[Sequences, list[tuple[str, str]]]:
        """Return the sequences, and the names of the features that were seen often enough.

        ``count`` is how many labels there are.
        """
        keys = np.array(self.keys, np.int64)
        times = np.bincount(keys, minlength=len(self.ring.keys))
        names, key_starts, features = self.ring.pruned(times, least)
        data = Sequences(
            np.array(self.starts, np.int64),
            np.array(self.token_starts, np.int64),
            keys,
            key_starts,
            features,
            np.array(self.labels, np.int64),
            self._shares(count) if self.shares else None,
        )
        return data, names

    def _shares(self, count: int) -> npt.NDArray[np.float32]:
        shares = np.eye(count, dtype=np.float32)[self.labels]
        shares[[*self.shares]] = [*self.shares.values()]
        return shares
