"""Training the accurate model: what the encoder is told, and that it goes on where it stopped."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training the encoder needs train-accurate")
pytest.importorskip("onnx", reason="training the encoder needs train-accurate")
pytest.importorskip("onnxruntime", reason="training the encoder needs train-accurate")

from safetensors.torch import load_file, save_file

from quoteattr import Lexicon, Model, OptionError, Pipeline, Tagger, attribute
from quoteattr.choice.parts import PARTS
from quoteattr.choice.roles import ROLES
from quoteattr.encoder import Encoder
from quoteattr.encoder.wordpieces import WordPieces
from quoteattr.errors import ExtraError
from quoteattr.training import commands as command
from quoteattr.training.corpora.annotated import AnnotatedArticle
from quoteattr.training.corpora.world import Marked, WorldArticle
from quoteattr.training.encoder import fit, trainer
from quoteattr.training.encoder.batches import batches, outputs, tensors, windows
from quoteattr.training.encoder.core import part_chains
from quoteattr.training.encoder.examples import UNTOLD, Example, example_of
from quoteattr.training.encoder.export import exported
from quoteattr.training.encoder.fit import EncoderOptions, fine_tune
from quoteattr.training.encoder.network import Network
from quoteattr.training.lessons import read_lessons
from quoteattr.training.options import CoreOptions
from quoteattr.training.prepared import Prepared, prepare
from tests.annotating import annotated
from tests.marked import parsed
from tests.small_corpus import record_of, small_corpus, world_record, write_lines

TEXT = "Reuters said that Lee thinks it rained. Kay may plan a trip."
VOCABULARY = ["[UNK]", *[f"unused{number}" for number in range(110)], *"abcdefghijklmnopqrstuvwxyz"]
PIECES = WordPieces({piece: number for number, piece in enumerate(VOCABULARY)})


def span(words: str) -> tuple[tuple[int, int], ...]:
    found = re.search(re.escape(words), TEXT)
    assert found
    return (found.span(),)


def marked(source: str, cue: str, content: str, *, must: bool = True, depth: int = 0) -> Marked:
    return Marked(span(source), span(cue), span(content), must=must, depth=depth)


def world_article() -> WorldArticle:
    """Three attributions: an outer one, one inside it, and a borderline one."""
    marks = (
        Marked(
            span("Reuters"), span("said"), span("that Lee thinks it rained"), must=True, depth=0
        ),
        Marked(span("Lee"), span("thinks"), span("it rained"), must=True, depth=1),
        Marked(span("Kay"), span("may plan"), span("a trip"), must=False, depth=0),
    )
    return WorldArticle("a", TEXT, (marks,))


def prepared(article: AnnotatedArticle | WorldArticle) -> Prepared:
    return prepare([article], [Lexicon.default()], Tagger.load())[0]


def labels(example: Example, rows: Sequence[int]) -> dict[str, int]:
    return dict(zip(example.parse.forms, rows, strict=True))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with weights of the form of all-MiniLM-L6-v2 that know nothing."""
    folder = tmp_path_factory.mktemp("base")
    (folder / "vocab.txt").write_text("\n".join(VOCABULARY), encoding="utf-8")
    torch.manual_seed(0)
    trunk = Network().trunk
    names = {"words": "word", "places": "position", "kinds": "token_type"}
    weights = {
        f"embeddings.{name}_embeddings.weight": getattr(trunk, own).weight
        for own, name in names.items()
    }
    parts = {"norm": "embeddings.LayerNorm"}
    for number in range(len(trunk.layers)):
        place = f"encoder.layer.{number}"
        parts |= {
            f"layers.{number}.joined": f"{place}.attention.output.dense",
            f"layers.{number}.first_norm": f"{place}.attention.output.LayerNorm",
            f"layers.{number}.widened": f"{place}.intermediate.dense",
            f"layers.{number}.narrowed": f"{place}.output.dense",
            f"layers.{number}.second_norm": f"{place}.output.LayerNorm",
        }
        for kind in ("weight", "bias"):
            three = getattr(trunk.get_submodule(f"layers.{number}.seen"), kind).chunk(3)
            for name, tensor in zip(("query", "key", "value"), three, strict=True):
                weights[f"{place}.attention.self.{name}.{kind}"] = tensor.clone()
    for own, name in parts.items():
        for kind in ("weight", "bias"):
            weights[f"{name}.{kind}"] = getattr(trunk.get_submodule(own), kind)
    save_file(
        {name: one.detach().contiguous() for name, one in weights.items()},
        folder / "model.safetensors",
    )
    return folder


# 1. What the encoder is told.


def test_roles_are_those_of_the_outer_level_and_what_is_borderline_is_untold() -> None:
    example = example_of(prepared(world_article()), 0, PIECES)
    roles = labels(example, example.roles)
    assert ROLES[roles["Reuters"]] == "source before"
    assert ROLES[roles["said"]] == "anchor"
    assert {ROLES[roles[word]] for word in "that Lee thinks it rained".split()} == {"content after"}
    assert {roles[word] for word in "Kay may plan a trip".split()} == {UNTOLD}
    assert roles["."] == 0


def test_levels_are_those_of_anchors_at_every_level() -> None:
    example = example_of(prepared(world_article()), 0, PIECES)
    levels = labels(example, example.levels)
    assert (levels["said"], levels["thinks"], levels["plan"]) == (2, 2, 1)
    assert levels["Lee"] == levels["rained"] == 0


def test_of_an_outer_level_alone_the_insides_are_untold() -> None:
    article = annotated("^[Reuters] <said> {that Lee thinks it rained}. It was late.")
    example = example_of(prepared(article), 0, PIECES)
    levels = labels(example, example.levels)
    assert levels["said"] == 2
    assert levels["thinks"] == levels["rained"] == UNTOLD
    assert levels["late"] == levels["Reuters"] == 0


def test_every_cue_has_the_parts_around_it() -> None:
    example = example_of(prepared(world_article()), 0, PIECES)
    forms = example.parse.forms
    told = {
        forms[cue.anchor]: {
            forms[index]: PARTS[part] for index, part in zip(cue.window, cue.parts, strict=True)
        }
        for cue in example.cues
    }
    assert told["thinks"]["Lee"] == "source"
    assert told["thinks"]["rained"] == "content"
    assert told["thinks"]["Reuters"] == told["thinks"]["said"] == "none"
    assert told["said"]["Lee"] == "content"


def test_batches_hold_every_window_and_label() -> None:
    articles = [prepared(one) for one in small_corpus(3)]
    examples = [example_of(one, 0, PIECES) for one in articles]
    placed = [one for batch in batches(examples, 600, Random(1)) for one in batch]
    assert sum(len(one.window.tokens) for one in placed) == sum(
        len(one.parse.forms) for one in examples
    )
    batch = tensors(list(windows(examples[0])), torch.device("cpu"))
    assert batch.roles.flatten()[: len(examples[0].roles)].tolist() == examples[0].roles
    for row, cue in enumerate(examples[0].cues):
        assert batch.at[row] == cue.anchor
        assert batch.parts[row, : len(cue.parts)].tolist() == cue.parts


def test_chains_like_what_follows_in_what_was_annotated() -> None:
    left, right = part_chains([prepared(one) for one in small_corpus(6)])
    content, source = PARTS.index("content"), PARTS.index("source")
    assert right.transitions[content][content] > right.transitions[source][content]
    assert left.start[source] > left.start[content]


# 2. Fine-tuning.


def small_network(base: Path) -> Network:
    torch.manual_seed(1)
    network = Network()
    network.take_base(load_file(base / "model.safetensors"))
    return network


def test_a_training_that_was_stopped_ends_as_one_that_was_not(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    examples = [example_of(prepared(one), 0, PIECES) for one in small_corpus(3)]
    options = EncoderOptions(epochs=3, pieces=200, kept_every=2)
    torch.set_num_threads(1)
    straight = small_network(base)
    fine_tune(straight, examples, options, None, lambda _: None)

    done = fit._step
    calls: list[int] = []

    def stopped(*arguments: object) -> object:
        calls.append(1)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return done(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(fit, "_step", stopped)
    kept = tmp_path / "kept.pt"
    with pytest.raises(KeyboardInterrupt):
        fine_tune(small_network(base), examples, options, kept, lambda _: None)
    again = small_network(base)
    before = len(calls)
    fine_tune(again, examples, options, kept, lambda _: None)
    assert len(calls) - before < len(calls)
    for one, other in zip(straight.parameters(), again.parameters(), strict=True):
        assert torch.equal(one, other)


def test_a_network_learns_what_it_is_told(base: Path) -> None:
    examples = [example_of(prepared(one), 0, PIECES) for one in small_corpus(4)]
    network = small_network(base)
    batch = tensors(list(windows(examples[0])), torch.device("cpu"))
    with torch.no_grad():
        before = outputs(network.eval(), batch)[0].argmax(-1)
    fine_tune(network, examples, EncoderOptions(epochs=6, pieces=300), None, lambda _: None)
    with torch.no_grad():
        after = outputs(network, batch)[0].argmax(-1)
    told = batch.roles != UNTOLD
    right = [(one == batch.roles)[told].float().mean() for one in (before, after)]
    assert right[1] > right[0] + 0.2


def test_what_is_exported_says_nearly_what_the_network_says(base: Path) -> None:
    network = small_network(base).eval()
    (example,) = [example_of(prepared(one), 0, PIECES) for one in small_corpus(1)]
    encoder = Encoder(*exported(network), "\n".join(VOCABULARY))
    encoded = encoder.read(example.parse)
    batch = tensors(list(windows(example)), torch.device("cpu"))
    with torch.no_grad():
        roles, levels, parts = outputs(network, batch)
    assert np.allclose(encoded.roles, roles.softmax(-1)[0].numpy(), atol=0.1)
    assert np.allclose(encoded.levels, levels.softmax(-1)[0].numpy(), atol=0.1)
    cues = [(cue.anchor, cue.window) for cue in example.cues]
    for row, found in zip(parts.log_softmax(-1), encoded.parts(cues), strict=True):
        assert np.allclose(found.odds, row[: len(found.odds)].numpy(), atol=0.3)
        assert np.allclose(np.exp(found.odds), found.shares)


def test_the_mean_of_networks_is_their_mean(base: Path) -> None:
    one, other = small_network(base), Network()
    mean = trainer.mean_network([one, other])
    for three in zip(one.parameters(), other.parameters(), mean.parameters(), strict=True):
        first, second, middle = three
        assert torch.allclose((first + second) / 2, middle)


# 3. The command.


def test_the_command_trains_a_model_that_reads(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        trainer, "EncoderOptions", lambda: EncoderOptions(epochs=1, folds=2, pieces=400)
    )
    monkeypatch.setattr(trainer, "CORE", CoreOptions(folds=2, trees=3, cue_trees=2))
    outer = write_lines(
        tmp_path / "outer.jsonl",
        *map(record_of, small_corpus(12)),
    )
    world = write_lines(
        tmp_path / "world.jsonl",
        *[world_record(one, number) for number, one in enumerate(small_corpus(6, 50))],
    )
    texts = [one.text for one in small_corpus(3, 90)]
    plain = [{"id": f"t{number}", "text": text} for number, text in enumerate(texts)]
    further = write_lines(tmp_path / "texts.jsonl", *plain)
    lessons = tmp_path / "lessons.npz"
    out, work = tmp_path / "own.bin", tmp_path / "work"
    arguments = ["encoder", "--articles", outer, "--world", world, "--base", base]
    arguments += ["--out", out, "--work", work, "--threads", "1"]
    arguments += ["--lessons", lessons, "--unlabelled", further]
    assert command.main([*map(str, arguments), "--only-fold", "0"]) == 0
    assert not out.exists()
    assert (work / "encoder-0.pt").exists()
    assert command.main([*map(str, arguments)]) == 0
    assert "world articles by jackknife: precision" in capsys.readouterr().err
    told = read_lessons(lessons)
    every = [one.text for one in (*small_corpus(12), *small_corpus(6, 50))]
    for text in (*every, *texts):
        lesson = told.about(text, len(parsed(text).words))
        assert lesson
        assert np.allclose(lesson.roles.sum(axis=1), 1, atol=0.01)
    model = Model.load(out)
    assert model.is_accurate
    assert model.confidence.startswith("# measured on")
    for text in ("", "“It rained,” Ann Lee said. The mayor added that two trains were late."):
        result = attribute(text, pipeline=Pipeline(model=model))
        assert result.text == text


def test_a_base_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"--base: there is no model\.safetensors in"):
        trainer.EncoderTraining([], [], tmp_path, tmp_path, 1, lambda _: None)


def test_without_its_extra_the_command_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "quoteattr.training.encoder.trainer", None)
    arguments = [
        "encoder",
        "--articles",
        "a",
        "--world",
        "b",
        "--out",
        tmp_path / "c",
        "--work",
        "d",
    ]
    assert command.main([*map(str, arguments)]) == 2
    assert "pip install 'quoteattr[train-accurate]'" in capsys.readouterr().err
    assert issubclass(ExtraError, ImportError)
