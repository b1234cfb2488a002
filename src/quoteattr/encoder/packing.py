"""Windows put together as arrays, the form in which networks take them."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from attrs import frozen

from quoteattr.encoder.inputs import CASES, Sheet, Window
from quoteattr.encoder.wordpieces import CLS, SEP

__all__ = ["Packed", "pack"]


@frozen(eq=False)
class Packed:
    """Windows [B, T] of pieces: what each is, and which are there at all.

    ``firsts`` [B, N] are where the tokens of each window begin; beyond the last they are 0.
    """

    words: npt.NDArray[np.int64]
    case: npt.NDArray[np.int64]
    quote: npt.NDArray[np.int64]
    tag: npt.NDArray[np.int64]
    entry: npt.NDArray[np.int64]
    mask: npt.NDArray[np.int64]
    firsts: npt.NDArray[np.int64]

    @property
    def arrays(self) -> tuple[npt.NDArray[np.int64], ...]:
        """All of them, in the order in which a network takes them."""
        return (
            *(self.words, self.case, self.quote, self.tag, self.entry, self.mask),
            self.firsts,
        )


def pack(windows: Sequence[tuple[Sheet, Window]]) -> Packed:
    """Put windows of texts together; paragraphs have a separator after them."""
    rows = [_row(sheet, window) for sheet, window in windows]
    longest = max([len(columns[0]) for columns, _ in rows])
    most = max([len(window.tokens) for _, window in windows])
    arrays = np.zeros((6, len(rows), longest), np.int64)
    firsts = np.zeros((len(rows), most), np.int64)
    for number, (columns, begins) in enumerate(rows):
        size = len(columns[0])
        for column, values in enumerate((*columns, [1] * size)):
            arrays[column, number, :size] = values
        firsts[number, : len(begins)] = begins
    words, case, quote, tag, entry, mask = arrays
    return Packed(words, case, quote, tag, entry, mask, firsts)


def _row(sheet: Sheet, window: Window) -> tuple[list[list[int]], list[int]]:
    """Return the columns of a window, and where its tokens begin."""
    words = [CLS]
    marks: list[list[int]] = [[0], [0], [0], [0]]
    begins: list[int] = []
    columns = (sheet.case, sheet.quote, sheet.tag, sheet.entry)
    for stretch in window.stretches:
        for index in stretch:
            pieces = sheet.pieces[index]
            begins.append(len(words))
            words += pieces
            for mark, column in zip(marks, columns, strict=True):
                mark.extend([column[index]] * len(pieces))
            # A piece that goes on a word has a case of its own.
            marks[0][begins[-1] + 1 :] = [CASES] * (len(pieces) - 1)
        words.append(SEP)
        for mark in marks:
            mark.append(0)
    return [words, *marks], begins
