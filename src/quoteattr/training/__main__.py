"""The command line of training: ``python -m quoteattr.training tagger …``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from quoteattr.errors import QuoteAttrError
from quoteattr.lexicon import Lexicon
from quoteattr.linear import write
from quoteattr.tagging import Tagger
from quoteattr.training.annotated import read_annotated
from quoteattr.training.corpora import Sentence, read_corenlp, read_ewt, read_texts
from quoteattr.training.cues import count_cues, reweigh
from quoteattr.training.judge import Settings, examples, fit, write_judge
from quoteattr.training.tagger import Options, measure, train

__all__ = ["main"]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m quoteattr.training", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    tagger = commands.add_parser("tagger", help="train the part-of-speech tagger")
    _add_corpora(tagger)
    defaults = Options()
    tagger.add_argument("--out", type=Path, required=True, help="the file of weights to write")
    tagger.add_argument("--seed", type=int, default=defaults.seed)
    tagger.add_argument("--epochs", type=int, default=defaults.epochs)
    tagger.add_argument("--rows", type=int, default=defaults.rows, help="how many features to keep")
    tagger.set_defaults(run=_train_tagger)
    measured = commands.add_parser("tagger-eval", help="measure the part-of-speech tagger")
    _add_corpora(measured)
    measured.add_argument(
        "--model", type=Path, help="the file of weights; the packaged one if absent"
    )
    measured.add_argument("--confusions", action="store_true", help="list the ten most frequent")
    measured.set_defaults(run=_measure_tagger)
    cues = commands.add_parser("cues", help="count how reliable each cue is in each frame")
    cues.add_argument("--polnear", type=Path, required=True, help="annotated articles, .jsonl")
    cues.add_argument("--out", type=Path, required=True, help="the cue file to write anew")
    cues.add_argument("--rounds", type=int, default=2, help="times that it learns from itself")
    cues.set_defaults(run=_count_cues)
    judge = commands.add_parser("judge", help="learn which candidates are attributions")
    judge.add_argument("--polnear", type=Path, required=True, help="annotated articles, .jsonl")
    judge.add_argument("--cues", type=Path, help="the cue file; the packaged one if absent")
    judge.add_argument("--out", type=Path, required=True, help="the file of weights to write")
    judge.add_argument("--seed", type=int, default=Settings().seed)
    judge.add_argument("--epochs", type=int, default=Settings().epochs)
    judge.set_defaults(run=_train_judge)
    return parser


def _add_corpora(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--polnear", type=Path, required=True, help="articles, .jsonl")
    parser.add_argument("--corenlp", type=Path, required=True, help="their analysis, .jsonl.gz")
    parser.add_argument("--ewt", type=Path, required=True, help="UD English EWT, .jsonl.gz")


def _read(options: argparse.Namespace) -> tuple[list[Sentence], list[Sentence]]:
    news = list(read_corenlp(options.corenlp, read_texts(options.polnear)))
    return news, list(read_ewt(options.ewt))


def _train_tagger(options: argparse.Namespace) -> None:
    news, web = _read(options)
    settings = Options(seed=options.seed, epochs=options.epochs, rows=options.rows)
    write(train([*news, *web], settings), options.out)
    print(f"{options.out}: {options.out.stat().st_size:,} bytes", file=sys.stderr)


def _measure_tagger(options: argparse.Namespace) -> None:
    tagger = Tagger.load(options.model)
    for name, sentences in zip(("news", "web"), _read(options), strict=True):
        agreement = measure(tagger, sentences)
        print(f"{name}: {agreement}")
        if options.confusions:
            for right, guess, times in agreement.confusions:
                print(f"  {right} tagged {guess}: {times}")


def _count_cues(options: argparse.Namespace) -> None:
    articles = list(read_annotated(options.polnear))
    tagger = Tagger.load()
    for number in range(1, options.rounds + 1):
        counts = count_cues(articles, Lexicon.read(options.out), tagger)
        reweigh(options.out, counts)
        seen, right = counts.seen.total(), counts.right.total()
        print(f"round {number}: {right:,} of {seen:,} candidates right", file=sys.stderr)


def _train_judge(options: argparse.Namespace) -> None:
    lexicon = Lexicon.default() if options.cues is None else Lexicon.read(options.cues)
    seen = examples(read_annotated(options.polnear), lexicon, Tagger.load())
    print(f"{len(seen):,} candidates, {sum(one.right for one in seen):,} right", file=sys.stderr)
    settings = Settings(seed=options.seed, epochs=options.epochs)
    weights = fit(seen, settings, lambda line: print(line, file=sys.stderr))
    write_judge(weights, options.out)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; a corpus or a file that is no good ends it with a message and 2."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except (QuoteAttrError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
