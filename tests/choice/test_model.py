"""The learned core: loaded once, sent to other processes, refused where it is no good."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given

import quoteattr
from quoteattr.choice.cuetypes import TYPES
from quoteattr.choice.engines import LightEngine
from quoteattr.choice.features.cuefacts import CUE_FACTS
from quoteattr.choice.features.facts import READING_FACTS
from quoteattr.choice.features.rates import RATED, USUAL, rates_of
from quoteattr.choice.model import MODEL_KIND, NUMBERS, Model
from quoteattr.choice.parts import PARTS
from quoteattr.choice.roles import ROLES
from quoteattr.errors import ModelFileError
from quoteattr.learning.crf.chain import Chain
from quoteattr.learning.forest import Split, Tree, pack
from quoteattr.learning.tables import ModelFile, WeightTable
from quoteattr.training.fitting.files import chain_text, dump, write
from tests.learned import anything, few, find_frames, light
from tests.marked import parsed

SIDES = tuple(f"{side} {part}" for side in ("left", "right") for part in PARTS)


def chain(labels: tuple[str, ...]) -> Chain:
    """A chain that likes to stay with a label."""
    stay = [tuple([float(one == other) for other in labels]) for one in labels]
    return Chain(labels, (0.25,) * len(labels), tuple(stay))


def table(*labels: str) -> WeightTable:
    return WeightTable.from_weights(labels, {"w=said": (1,) * len(labels)}, scale=10.0)


STUMP = Tree((Split(NUMBERS - 1, 0.5, ~0, ~1),), (-1.0, 1.0))

#: The smallest core that knows something.
SMALL = ModelFile(
    MODEL_KIND,
    {
        "tokens": table(*ROLES, *SIDES),
        "cues": table(*SIDES),
        "anchors": table("cue"),
        "facts": table("right", "exact"),
        "rates": WeightTable.from_weights(["rate"], {USUAL: (-3,), "lp=say VBD": (100,)}),
        "types": table(*[cue_type.value for cue_type in TYPES]),
    },
    {
        "roles": chain_text(chain(ROLES)),
        "left": chain_text(chain(PARTS)),
        "right": chain_text(chain(PARTS)),
    },
    {"right": pack([STUMP]), "exact": pack([]), "promise": pack([])},
)


def small(tmp_path: Path, file: ModelFile = SMALL) -> Model:
    write(file, tmp_path / "own.bin")
    return Model.load(tmp_path / "own.bin")


# 1. Loading and sending.


def test_the_packaged_model_is_read_once() -> None:
    assert Model.load() is Model.load()


def test_the_packaged_file_makes_an_equal_model() -> None:
    path = Path(quoteattr.__file__).parent / "choice" / "core.bin"
    assert Model.load(path) == Model.load()
    assert hash(Model.load(path)) == hash(Model.load())


def test_the_packaged_model_has_the_labels_that_the_stages_ask_for() -> None:
    engine = light()
    assert engine.roles.tokens.labels == (*ROLES, *SIDES)
    assert engine.roles.chain.labels == ROLES
    assert engine.chains.cues.labels == SIDES
    assert engine.chains.left.labels == engine.chains.right.labels == PARTS
    assert engine.roles.tokens.scale == engine.chains.cues.scale


def test_the_packaged_model_is_not_sent_but_found() -> None:
    sent = pickle.dumps(Model.load())
    assert len(sent) < 200
    assert pickle.loads(sent) is Model.load()
    assert copy.deepcopy(Model.load()) is Model.load()


def test_a_model_of_ones_own_is_what_the_file_says(tmp_path: Path) -> None:
    model = small(tmp_path)
    assert model == Model(SMALL)
    assert model != Model.load()
    assert isinstance(model.engine, LightEngine)
    assert model.engine.roles.chain == chain(ROLES)
    assert model.engine.sides == (chain(PARTS), chain(PARTS))
    assert model.right.trees == (STUMP,)
    assert model.exact.trees == ()
    assert model.facts == SMALL.tables["facts"]


def test_a_model_of_ones_own_is_sent_whole(tmp_path: Path) -> None:
    model = small(tmp_path)
    again = pickle.loads(pickle.dumps(model))
    assert again == model
    assert hash(again) == hash(model)
    text = parsed("“It rained,” Ann Lee said.")
    frames = find_frames(text, model, 0.0)
    assert frames
    assert find_frames(text, again, 0.0) == frames


@given(anything)
@few
def test_a_model_that_knows_next_to_nothing_still_reads_any_text(text: str) -> None:
    for frame in find_frames(parsed(text), Model(SMALL), 0.0):
        assert frame.cue
        assert frame.content


# 2. Files that are no good.


def refused(tmp_path: Path, file: ModelFile, match: str) -> None:
    with pytest.raises(ModelFileError, match=rf"own\.bin: .*{match}.*train the file again"):
        small(tmp_path, file)


@pytest.mark.parametrize("name", SMALL.tables)
def test_a_file_without_a_table_is_refused(tmp_path: Path, name: str) -> None:
    tables = {key: value for key, value in SMALL.tables.items() if key != name}
    refused(tmp_path, evolve(SMALL, tables=tables), f"lacks or garbles '{name}'")


@pytest.mark.parametrize("name", SMALL.texts)
def test_a_file_without_a_text_is_refused(tmp_path: Path, name: str) -> None:
    texts = {key: value for key, value in SMALL.texts.items() if key != name}
    refused(tmp_path, evolve(SMALL, texts=texts), f"lacks or garbles '{name}'")


@pytest.mark.parametrize("name", SMALL.blobs)
def test_a_file_without_trees_is_refused(tmp_path: Path, name: str) -> None:
    blobs = {key: value for key, value in SMALL.blobs.items() if key != name}
    refused(tmp_path, evolve(SMALL, blobs=blobs), f"lacks or garbles '{name}'")


UNEVEN = {"labels": ROLES, "start": [0.0] * 7, "transitions": [[0.0] * 6] * 7}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "7",
        "null",
        "{}",
        json.dumps(UNEVEN),
        json.dumps(UNEVEN | {"transitions": None}),
        json.dumps(UNEVEN | {"transitions": [[float("nan")] * 7] * 7}),
        json.dumps(UNEVEN | {"transitions": [["much"] * 7] * 7}),
        chain_text(chain(PARTS)),
    ],
)
def test_a_garbled_chain_is_refused(tmp_path: Path, text: str) -> None:
    refused(tmp_path, evolve(SMALL, texts={**SMALL.texts, "roles": text}), "lacks or garbles")


@pytest.mark.parametrize(
    "blob", [b"", b"no trees", pack([Tree((Split(NUMBERS, 0.5, ~0, ~1),), (-1.0, 1.0))])]
)
def test_garbled_trees_are_refused(tmp_path: Path, blob: bytes) -> None:
    refused(tmp_path, evolve(SMALL, blobs={**SMALL.blobs, "exact": blob}), "lacks or garbles")


def test_rates_without_a_usual_one_are_refused(tmp_path: Path) -> None:
    rates = WeightTable.from_weights(["rate"], {"lp=say VBD": (100,)})
    refused(tmp_path, evolve(SMALL, tables={**SMALL.tables, "rates": rates}), "lacks or garbles")


def test_what_was_seen_too_seldom_has_the_usual_rate() -> None:
    words = [f"{name}=say VBD" for name in (*CUE_FACTS, *READING_FACTS)]
    rates = rates_of(words, SMALL.tables["rates"])
    assert sorted(rates) == [*[-3] * (len(RATED) - 1), 100]


@pytest.mark.parametrize("name", SMALL.tables)
def test_a_table_with_other_labels_is_refused(tmp_path: Path, name: str) -> None:
    tables = {**SMALL.tables, name: table("other", "labels", "altogether")}
    refused(tmp_path, evolve(SMALL, tables=tables), "lacks or garbles")


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    match = "holds weights for: tagger, not for: core or accurate core"
    refused(tmp_path, evolve(SMALL, kind="tagger"), match)


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.bin"
    damaged = bytearray(dump(SMALL))
    damaged[-1] ^= 1
    for data, match in (
        (bytes(damaged), "damaged"),
        (dump(SMALL)[:-1], "damaged"),
        (b"", "not a file of quoteattr weights"),
    ):
        path.write_bytes(data)
        with pytest.raises(ModelFileError, match=rf"own\.bin: .*{match}"):
            Model.load(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=r"nowhere\.bin: cannot be opened"):
        Model.load(tmp_path / "nowhere.bin")
