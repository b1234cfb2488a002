"""Texts as the encoder reads them: numbers for every token, and windows that hold all of them."""

from __future__ import annotations

from itertools import chain

from hypothesis import given

from quoteattr.encoder.inputs import CASES, QUOTES, TAGS, Window, sheet_of, windows_of
from quoteattr.encoder.packing import pack
from quoteattr.encoder.wordpieces import CLS, SEP, WordPieces
from quoteattr.text import Tagger
from tests.learned import anything, few
from tests.marked import parsed

PIECES = WordPieces({"[UNK]": 100, **{letter: ord(letter) for letter in "abcdefgh"}})


def test_the_numbers_of_tokens() -> None:
    parse = parsed("“NATO left,” Lee said.")
    sheet = sheet_of(parse, PIECES)
    rows = list(zip(parse.forms, sheet.case, sheet.quote, sheet.entry, strict=True))
    assert rows == [
        ("“", 0, 2, 0),
        ("NATO", 2, 1, 0),
        ("left", 0, 1, 0),
        (",", 0, 1, 0),
        ("”", 0, 2, 0),
        ("Lee", 1, 0, 0),
        ("said", 0, 0, 1),
        (".", 0, 0, 0),
    ]
    assert [TAGS[number] for number in sheet.tag] == list(parse.tags)


def test_every_tag_of_the_tagger_has_a_number() -> None:
    assert set(Tagger.load().model.tables["tags"].labels) == set(TAGS) - {""}


@given(anything)
@few
def test_windows_hold_every_token_once_and_are_no_longer_than_asked(text: str) -> None:
    parse = parsed(text)
    sheet = sheet_of(parse, PIECES)
    for longest, first in ((256, None), (64, None), (64, 32)):
        windows = list(windows_of(parse, sheet, longest, first))
        held = [index for one in windows for stretch in one.stretches for index in stretch]
        assert held == list(range(len(parse.forms)))
        assert all(one.size_in(sheet) <= longest for one in windows)


def test_a_window_ends_with_a_paragraph_or_else_with_a_sentence() -> None:
    parse = parsed("It rained. It was late.\n\nLee left. Coe came.")
    sheet = sheet_of(parse, PIECES)
    starts = [one.tokens.start for one in windows_of(parse, sheet, 14)]
    assert [parse.forms[start] for start in starts] == ["It", "Lee"]
    starts = [one.tokens.start for one in windows_of(parse, sheet, 7)]
    assert [parse.forms[start] for start in starts] == ["It", "It", "Lee", "Coe"]


@given(anything)
@few
def test_packed_windows_have_each_token_where_it_begins(text: str) -> None:
    parse = parsed(text)
    sheet = sheet_of(parse, PIECES)
    windows = list(windows_of(parse, sheet, 64))
    if not windows:
        return
    packed = pack([(sheet, one) for one in windows])
    assert all(array.shape == packed.words.shape for array in packed.arrays[:-1])
    for row, window in enumerate(windows):
        words = packed.words[row].tolist()
        size = window.size_in(sheet)
        assert words[0] == CLS
        assert words[size - 1] == SEP
        assert packed.mask[row].tolist() == [1] * size + [0] * (len(words) - size)
        for index, first in zip(window.tokens, packed.firsts[row].tolist(), strict=False):
            pieces = sheet.pieces[index]
            assert tuple(words[first : first + len(pieces)]) == pieces
            assert packed.case[row, first] == sheet.case[index]
            assert all(packed.case[row, first + 1 : first + len(pieces)] == CASES)
            assert packed.quote[row, first] == sheet.quote[index] < QUOTES


def test_windows_of_several_texts_go_together() -> None:
    sheets = [sheet_of(parsed(text), PIECES) for text in ("It rained.", "Lee left early.")]
    windows = [Window((range(len(sheet.pieces)),)) for sheet in sheets]
    packed = pack(list(zip(sheets, windows, strict=True)))
    together = [len(list(chain.from_iterable(sheet.pieces))) + 2 for sheet in sheets]
    assert packed.mask.sum(axis=1).tolist() == together
