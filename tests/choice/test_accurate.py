"""The accurate model: found where it is installed, refused where it is no good."""

from __future__ import annotations

import copy
import pickle
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from attrs import evolve

from quoteattr import ExtraError, Model, ModelFileError, OptionError, Pipeline, attribute
from quoteattr.choice.model import ACCURATE_KIND
from quoteattr.learning import read
from quoteattr.training.fitting.files import write

installed = pytest.importorskip("quoteattr_accurate", reason="needs quoteattr-accurate: ./accurate")

TEXT = (
    "Reuters reported that according to the Kremlin, Putin said he was “willing to talk”. "
    "The ferry was reportedly late.\n\n“We left,” Ann Lee told reporters.\n\n“We had to.”"
)


def test_it_is_read_once_for_each_number_of_threads() -> None:
    assert Model.accurate() is Model.accurate(1)
    assert Model.accurate(2) is not Model.accurate()
    assert Model.accurate(2) == Model.accurate()
    assert Model.accurate().is_accurate


def test_it_finds_chains_and_hearsay() -> None:
    result = attribute(TEXT, pipeline=Pipeline.accurate())
    chains = [" › ".join(source.text for source in one.sources) for one in result]
    assert "Reuters › the Kremlin › Putin" in chains
    lee = result.where(speaker="Ann Lee")
    assert [piece.text for one in lee for piece in one.content] == ["“We left,”", "“We had to.”"]
    assert all(0 < one.confidence < 1 for one in result)


def test_it_is_not_sent_but_found() -> None:
    sent = pickle.dumps(Model.accurate())
    assert len(sent) < 200
    assert pickle.loads(sent) is Model.accurate()
    assert copy.deepcopy(Pipeline.accurate()) == Pipeline.accurate()


def test_one_of_ones_own_is_sent_whole() -> None:
    own = Model.load(installed.WEIGHTS)
    again = pickle.loads(pickle.dumps(own))
    assert again == own == Model.accurate()
    assert attribute(TEXT, pipeline=Pipeline(model=again)) == attribute(
        TEXT, pipeline=Pipeline(model=own)
    )


def test_threads_change_nothing() -> None:
    one, two = (Pipeline.accurate(threads=count).run(TEXT) for count in (1, 2))
    assert [str(found) for found in one] == [str(found) for found in two]


@pytest.mark.parametrize("threads", [0, -1, 1.5, True, "2"])
def test_a_number_of_threads_that_is_none_is_refused(threads: object) -> None:
    with pytest.raises(OptionError, match="threads is a whole number from 1, not"):
        Pipeline.accurate(threads=threads)  # type: ignore[arg-type]


def test_the_options_are_those_of_any_pipeline() -> None:
    careful = Pipeline.accurate(threshold=0.9, without={"carries on"})
    found = attribute(TEXT, pipeline=careful)
    usual = attribute(TEXT, pipeline=Pipeline.accurate())
    assert len(found) <= len(usual)
    assert "carries on" not in careful.rules.names


def test_both_packages_have_the_same_version() -> None:
    assert version("quoteattr") == version("quoteattr-accurate")


def test_without_the_package_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from quoteattr.choice import model

    monkeypatch.setitem(sys.modules, "quoteattr_accurate", None)
    monkeypatch.setattr(model, "_installed", {})
    with pytest.raises(ExtraError, match=r"pip install 'quoteattr\[accurate\]'"):
        Pipeline.accurate()


def test_without_onnxruntime_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(ExtraError, match=r"onnxruntime.*pip install 'quoteattr\[accurate\]'"):
        Model.load(installed.WEIGHTS)


def test_a_damaged_file_is_refused_by_name(tmp_path: Path) -> None:
    data = bytearray(installed.WEIGHTS.read_bytes())
    data[len(data) // 2] ^= 1
    path = tmp_path / "damaged.bin"
    path.write_bytes(data)
    with pytest.raises(ModelFileError, match=r"damaged\.bin: damaged .*reinstall"):
        Model.load(path)


@pytest.mark.parametrize("part", ["trunk", "head"])
def test_a_network_that_is_none_is_refused(tmp_path: Path, part: str) -> None:
    file = read(installed.WEIGHTS, kind=ACCURATE_KIND)
    path = tmp_path / "own.bin"
    write(evolve(file, blobs={**file.blobs, part: b"no network"}), path)
    with pytest.raises(ModelFileError, match=r"own\.bin: .* a network, which .*reinstall"):
        Model.load(path)


def test_an_encoder_that_was_taught_otherwise_is_refused(tmp_path: Path) -> None:
    file = read(installed.WEIGHTS, kind=ACCURATE_KIND)
    path = tmp_path / "own.bin"
    write(evolve(file, texts={**file.texts, "taught with": "0"}), path)
    with pytest.raises(ModelFileError, match=r"own\.bin: .* taught with other inputs.*reinstall"):
        Model.load(path)


def test_the_weights_of_the_other_engine_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quoteattr.choice import model

    path = tmp_path / "light.bin"
    write(Model.load().file, path)
    monkeypatch.setattr(installed, "WEIGHTS", path)
    monkeypatch.setattr(model, "_installed", {})
    with pytest.raises(ModelFileError, match=r"light\.bin: holds no encoder"):
        Model.accurate()
