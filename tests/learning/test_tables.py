"""Packed weights score as plain sums do, and a damaged file is refused with a remedy."""

from __future__ import annotations

import json
import pickle
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.errors import ModelFileError
from quoteattr.learning.tables import (
    FORMAT_VERSION,
    MAX_ROWS,
    Expansions,
    Key,
    ModelFile,
    Sums,
    WeightTable,
    expanded,
    lanes_for,
    load,
    read,
)
from quoteattr.training.fitting.files import dump, write

WEIGHT = st.integers(-128, 127)
FEATURE = st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1, max_size=6)


@st.composite
def weights(draw: st.DrawFn) -> tuple[tuple[str, ...], dict[str, list[int]]]:
    count = draw(st.integers(1, 50))
    row = st.lists(WEIGHT, min_size=count, max_size=count)
    labels = tuple(f"L{number}" for number in range(count))
    return labels, draw(st.dictionaries(FEATURE, row, max_size=12))


@given(weights(), st.lists(FEATURE, max_size=MAX_ROWS))
def test_packed_scores_are_the_sums_of_the_weights(
    drawn: tuple[tuple[str, ...], dict[str, list[int]]], unknown: list[str]
) -> None:
    labels, rows = drawn
    table = WeightTable.from_weights(labels, rows)
    features = [*rows, *rows, *unknown][:MAX_ROWS]
    expected = [
        sum(rows[feature][label] for feature in features if feature in rows)
        for label in range(len(labels))
    ]
    packed = table.total(features)
    assert list(table.scores(packed)) == expected
    assert table.best(packed) == expected.index(max(expected))


@pytest.mark.parametrize("extreme", [-128, 127])
def test_as_many_rows_as_promised_fit_into_a_lane(extreme: int) -> None:
    table = WeightTable.from_weights(("A", "B", "C"), {"f": (extreme, 1, extreme)})
    packed = table.total(["f"] * MAX_ROWS)
    assert table.scores(packed) == (extreme * MAX_ROWS, MAX_ROWS, extreme * MAX_ROWS)


@pytest.mark.parametrize("row", [(1,), (1, 2, 3), (128, 0), (0, -129)])
def test_weights_that_do_not_fit_are_refused(row: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="'f' needs 2 weights from -128 to 127"):
        WeightTable.from_weights(("A", "B"), {"f": row})


EXPANSIONS: Expansions = {
    "w": lambda word: (f"w={word}", f"s={word[-1:]}"),
    "wp": lambda word, tag: (f"wp={word} {tag}",),
}
WORD = st.sampled_from(["go", "went", "gone", "to"])
KEY: st.SearchStrategy[Key] = st.one_of(
    st.tuples(st.just("w"), WORD),
    st.tuples(st.just("wp"), WORD, st.integers(0, 3)),
    st.builds("w={}".format, WORD),
)
WEIGHED = WeightTable.from_weights(
    ("A", "B"),
    {"w=go": (5, -1), "s=o": (-2, 3), "wp=went 0": (7, 7), "s=t": (0, 1), "w=to": (-128, 127)},
)


def test_a_key_stands_for_features() -> None:
    assert expanded(EXPANSIONS, ("w", "go")) == ("w=go", "s=o")
    assert expanded(EXPANSIONS, ("wp", "went", 0)) == ("wp=went 0",)
    assert expanded(EXPANSIONS, "w=go") == ("w=go",)


@given(st.lists(KEY, max_size=40), st.integers(1, 5))
def test_sums_are_the_totals_of_what_keys_stand_for(keys: list[Key], limit: int) -> None:
    sums = Sums(WEIGHED, EXPANSIONS, limit)
    for key in keys:
        assert sums[key] == WEIGHED.total(expanded(EXPANSIONS, key))
        assert len(sums) <= limit
    assert not any(isinstance(key, str) for key in sums)


def test_the_sum_of_a_key_is_kept_until_there_are_too_many() -> None:
    asked: list[str] = []

    def spelled(word: str) -> tuple[str, ...]:
        asked.append(word)
        return (f"w={word}",)

    sums = Sums(WEIGHED, {"w": spelled}, limit=2)
    for word in ("go", "go", "to", "go", "to"):
        assert sums["w", word] == WEIGHED.total([f"w={word}"])
    assert asked == ["go", "to"]
    assert sums["w", "went"] == 0
    assert list(sums) == [("w", "went")]
    assert sums["w", "go"] == WEIGHED.total(["w=go"])
    assert asked == ["go", "to", "went"]
    assert sums["w", "gone"] == 0
    assert sums["w", "to"] == WEIGHED.total(["w=to"])
    assert asked == ["go", "to", "went", "gone", "to"]


@given(
    weights(),
    st.text(st.characters(codec="utf-8")),
    st.floats(0.001, 1000),
    st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=3), st.binary(), max_size=3),
)
def test_a_model_comes_back_from_its_bytes(
    drawn: tuple[tuple[str, ...], dict[str, list[int]]],
    text: str,
    scale: float,
    blobs: dict[str, bytes],
) -> None:
    labels, rows = drawn
    table = WeightTable.from_weights(labels, rows, scale)
    model = ModelFile("demo", {"one": table, "two": table}, {"text": text, "none": ""}, blobs)
    assert load(dump(model), kind="demo") == model
    assert dump(load(dump(model), kind="demo")) == dump(model)
    assert pickle.loads(pickle.dumps(model)) == model


MODEL = ModelFile(
    "demo",
    {"t": WeightTable.from_weights(("A", "B"), {"f": (1, -2), "g": (0, 3)}, 12.5)},
    {"words": "NN\tdog cat"},
    {"trees": b"\x00\x01\xff"},
)


@given(st.data())
def test_any_changed_byte_is_noticed(data: st.DataObject) -> None:
    damaged = bytearray(dump(MODEL))
    at = data.draw(st.integers(0, len(damaged) - 1))
    damaged[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(ModelFileError, match=r"m\.bin: .*train the file again"):
        load(bytes(damaged), kind="demo", name="m.bin")


@pytest.mark.parametrize("length", [0, 3, 17, 18, 40])
def test_a_file_cut_short_is_refused(length: int) -> None:
    with pytest.raises(ModelFileError):
        load(dump(MODEL)[:length], kind="demo")


def test_another_version_is_named() -> None:
    data = dump(MODEL)
    other = data[:8] + struct.pack("<H", FORMAT_VERSION + 1) + data[10:]
    with pytest.raises(ModelFileError, match="format 2, this version reads format 1"):
        load(other, kind="demo")


def test_another_kind_is_named() -> None:
    with pytest.raises(ModelFileError, match="weights for: demo, not for: tagger"):
        load(dump(MODEL), kind="tagger")


HEAD: dict[str, object] = {"kind": "demo", "tables": [], "texts": []}
TABLE: dict[str, object] = {"name": "t", "labels": ["A"], "scale": 1.0, "rows": 2, "keys": 3}


@pytest.mark.parametrize(
    ("head", "rest"),
    [
        ({}, b""),
        ([], b""),
        (HEAD | {"tables": [TABLE]}, b"f\ng"),
        (HEAD | {"tables": [TABLE | {"rows": 1}]}, b"f\ng\x01"),
        (HEAD | {"tables": [TABLE | {"labels": None}]}, b"f\ng\x01\x01"),
        (HEAD | {"texts": [["a"]]}, b""),
        (HEAD | {"texts": [["a", 1]]}, b"\xff"),
    ],
)
def test_contents_that_make_no_sense_are_refused(head: object, rest: bytes) -> None:
    opening = json.dumps(head).encode()
    payload = zlib.compress(struct.pack("<I", len(opening)) + opening + rest)
    header = struct.pack("<8sHII", b"QATTRMOD", FORMAT_VERSION, len(payload), zlib.crc32(payload))
    with pytest.raises(ModelFileError, match="its contents cannot be read"):
        load(header + payload, kind="demo")


def test_a_file_need_not_say_that_it_has_no_blobs() -> None:
    opening = json.dumps(HEAD).encode()
    payload = zlib.compress(struct.pack("<I", len(opening)) + opening)
    header = struct.pack("<8sHII", b"QATTRMOD", FORMAT_VERSION, len(payload), zlib.crc32(payload))
    assert load(header + payload, kind="demo") == ModelFile("demo", {}, {})


def test_a_file_is_read_as_written(tmp_path: Path) -> None:
    write(MODEL, tmp_path / "demo.bin")
    assert read(tmp_path / "demo.bin", kind="demo") == MODEL


def test_raised_lanes_keep_the_order_of_scores() -> None:
    assert lanes_for(3).unpack((5 << 32) - (1 << 16)) == (0x8000, 0x7FFF, 0x8005)
