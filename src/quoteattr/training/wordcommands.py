"""The commands of training that draw lists of words from elsewhere."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path

from quoteattr.errors import OptionError
from quoteattr.training.corpora.readers import objects
from quoteattr.training.givennames import given_name_lines, read_births, read_faker
from quoteattr.training.senses import count_words, read_wordnet, sense_lines
from quoteattr.words import data_lines
from quoteattr.words.lexicon import Lexicon

__all__ = ["add_word_commands"]

_DATA = Path(__file__).parent.parent / "words" / "data"


def add_word_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands “senses” and “names”."""
    senses = commands.add_parser("senses", help="draw from WordNet what words are about")
    _add_sources(senses)
    senses.set_defaults(run=_draw_senses)
    names = commands.add_parser("names", help="draw given names from statistics of births")
    names.add_argument(
        "--births", type=Path, nargs="+", required=True, help="names, sex and number, .txt"
    )
    _add_sources(names)
    names.set_defaults(run=_draw_names)


def _add_sources(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--wordnet", type=Path, required=True, help="the folder of WordNet’s database"
    )
    parser.add_argument(
        "--texts", type=Path, nargs="+", required=True, help="texts whose words count, .jsonl"
    )
    parser.add_argument("--out", type=Path, required=True, help="the list of words to write")


def _draw_senses(options: argparse.Namespace) -> None:
    """Write the list anew; what stands above its entries is that of the packaged one."""
    entries = list(sense_lines(read_wordnet(options.wordnet), count_words(_texts(options))))
    _write(options.out, "senses.txt", entries)
    print(f"{options.out}: {len(entries)} classes", file=sys.stderr)


def _draw_names(options: argparse.Namespace) -> None:
    """Write the list anew, without the names that were written by hand."""
    births, listed = read_births(options.births), read_faker()
    wordnet, lexicon = read_wordnet(options.wordnet), Lexicon.default()
    by_hand = {line.partition("\t")[0] for line in data_lines("names.txt")}
    lines = given_name_lines(births, listed, wordnet, lexicon, _texts(options))
    entries = [_without(line, by_hand) for line in lines]
    _write(options.out, "given_names.txt", entries)
    names = sum(len(entry.split()) - 1 for entry in entries)
    print(f"{options.out}: {names:,} names", file=sys.stderr)


def _without(entry: str, known: set[str]) -> str:
    gender, _, names = entry.partition("\t")
    return f"{gender}\t{' '.join([name for name in names.split() if name not in known])}"


def _texts(options: argparse.Namespace) -> Iterator[str]:
    for path in options.texts:
        for _, row in objects(path):
            text = row.get("text")
            if isinstance(text, str):
                yield text


def _write(out: Path, packaged: str, entries: Sequence[str]) -> None:
    """Write a list under the head of the packaged one."""
    if not out.parent.is_dir():
        raise OptionError(f"--out: there is no folder {out.parent}; make it first")
    lines = (_DATA / packaged).read_text(encoding="utf-8").splitlines()
    head = takewhile(lambda line: line.startswith("#"), lines)
    out.write_text("\n".join([*head, *entries]) + "\n", encoding="utf-8")
