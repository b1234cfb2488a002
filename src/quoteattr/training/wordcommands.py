"""The commands of training that draw words and texts from elsewhere."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from pathlib import Path

from quoteattr.errors import OptionError
from quoteattr.training.corpora.readers import objects
from quoteattr.training.corpora.unmarked import (
    ewt_texts,
    lee_texts,
    reuters_texts,
    without_known,
)
from quoteattr.training.givennames import given_name_lines, read_births, read_faker
from quoteattr.training.senses import count_words, read_wordnet, sense_lines
from quoteattr.words import data_lines
from quoteattr.words.lexicon import Lexicon

__all__ = ["add_word_commands"]

#: So many dispatches of Reuters and first sentences of EWT the packaged core was told of.
_DISPATCHES, _EWT_SENTENCES = 700, 5200
_DATA = Path(__file__).parent.parent / "words" / "data"


def add_word_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the commands “senses”, “names” and “texts”; ``add`` takes a name and a help."""
    senses = add("senses", help="draw from WordNet what words are about")
    _add_sources(senses)
    senses.set_defaults(run=_draw_senses)
    names = add("names", help="draw given names from statistics of births")
    names.add_argument(
        "--births", type=Path, nargs="+", required=True, help="names, sex and number, .txt"
    )
    _add_sources(names)
    names.set_defaults(run=_draw_names)
    texts = add("texts", help="lay out news that nobody marked")
    texts.add_argument("--reuters", type=Path, nargs="*", default=[], help="Reuters-21578, .json")
    texts.add_argument("--lee", type=Path, nargs="*", default=[], help="articles of Lee, .cor")
    texts.add_argument("--ewt", type=Path, help="sentences of EWT, .jsonl or .jsonl.gz")
    texts.add_argument(
        "--known", type=Path, nargs="*", default=[], help="texts to leave out, .jsonl"
    )
    texts.add_argument("--out", type=Path, required=True, help="the texts to write, .jsonl")
    texts.set_defaults(run=_lay_texts)


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


def _lay_texts(options: argparse.Namespace) -> None:
    texts = [*lee_texts(options.lee), *reuters_texts(options.reuters, _DISPATCHES)]
    if options.ewt is not None:
        texts += ewt_texts(options.ewt, _EWT_SENTENCES)
    kept = list(without_known(texts, _texts_of(options.known)))
    lines = [json.dumps({"id": name, "text": text}, ensure_ascii=False) for name, text in kept]
    _check_folder(options.out)
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{options.out}: {len(kept):,} texts", file=sys.stderr)


def _texts(options: argparse.Namespace) -> Iterator[str]:
    return _texts_of(options.texts)


def _texts_of(paths: Sequence[Path]) -> Iterator[str]:
    for path in paths:
        for _, row in objects(path):
            text = row.get("text")
            if isinstance(text, str):
                yield text


def _check_folder(out: Path) -> None:
    if not out.parent.is_dir():
        raise OptionError(f"--out: there is no folder {out.parent}; make it first")


def _write(out: Path, packaged: str, entries: Sequence[str]) -> None:
    """Write a list under the head of the packaged one."""
    _check_folder(out)
    lines = (_DATA / packaged).read_text(encoding="utf-8").splitlines()
    head = takewhile(lambda line: line.startswith("#"), lines)
    out.write_text("\n".join([*head, *entries]) + "\n", encoding="utf-8")
