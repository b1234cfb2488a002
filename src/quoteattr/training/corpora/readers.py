"""Reading the corpora, and refusing lines that are not in the right form."""

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeGuard

from attrs import frozen

from quoteattr.errors import QuoteAttrError
from quoteattr.training.corpora.conventions import penn, with_role

__all__ = [
    "CorpusError",
    "Sentence",
    "is_list",
    "is_record",
    "objects",
    "read_corenlp",
    "read_ewt",
    "read_texts",
]

_MARKS_ONLY = re.compile(r"[\"'`“”„‟‘’‚‛«»‹›]+\Z")


class CorpusError(QuoteAttrError):
    """A line of a corpus is not in the right form; the message says where and why.

    >>> raise CorpusError("dev.jsonl, line 3: no field 'text' with a string")
    Traceback (most recent call last):
        ...
    quoteattr.training.corpora.readers.CorpusError: dev.jsonl, line 3: no field 'text' with a string
    """


@frozen
class Sentence:
    """Words as they stand in the text, but for marks, which say their role; and their tags."""

    words: tuple[str, ...]
    tags: tuple[str, ...]


def objects(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the object on each line, with the place that an error message names.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "demo.jsonl"
    ...     size = path.write_text('{"id": "a"}', encoding="utf-8")
    ...     list(objects(path))
    [('demo.jsonl, line 1', {'id': 'a'})]
    """
    zipped = path.suffix == ".gz"
    try:
        with gzip.open(path) if zipped else path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                yield f"{path.name}, line {number}", _object(line, f"{path.name}, line {number}")
    except (OSError, EOFError) as error:
        raise CorpusError(f"{path.name}: cannot be read ({error})") from error


def _object(line: bytes, place: str) -> dict[str, object]:
    try:
        value: object = json.loads(line.decode())
    except (ValueError, RecursionError) as error:
        raise CorpusError(f"{place}: not JSON ({error})") from error
    if not is_record(value):
        raise CorpusError(f"{place}: not a JSON object")
    return value


def is_record(value: object) -> TypeGuard[dict[str, object]]:
    """Tell an object of JSON, whatever it holds."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[object]]:
    """Tell a list, whatever it holds."""
    return isinstance(value, list)


def _string(value: Mapping[str, object], key: str, place: str) -> str:
    found = value.get(key)
    if not isinstance(found, str):
        raise CorpusError(f"{place}: no field {key!r} with a string")
    return found


def _items(value: Mapping[str, object], key: str, place: str) -> list[object]:
    found = value.get(key)
    if not is_list(found):
        raise CorpusError(f"{place}: no field {key!r} with a list")
    return found


def read_texts(path: Path) -> dict[str, str]:
    """Return the texts of a corpus of articles by their ids."""
    return {
        _string(article, "id", place): _string(article, "text", place)
        for place, article in objects(path)
    }


def read_corenlp(path: Path, texts: Mapping[str, str]) -> Iterator[Sentence]:
    """Yield the sentences of CoreNLP's analysis of the articles in ``texts``."""
    for place, analysis in objects(path):
        name = _string(analysis, "id", place)
        if name not in texts:
            raise CorpusError(f"{place}: there is no article {name!r}")
        for sentence in _items(analysis, "sentences", place):
            if not is_list(sentence):
                raise CorpusError(f"{place}: a sentence must be a list of tokens")
            pairs = [_corenlp_token(token, texts[name], place) for token in sentence]
            yield _sentence(pairs)


def _corenlp_token(token: object, text: str, place: str) -> tuple[str, str]:
    if not is_list(token) or len(token) < 3:
        raise CorpusError(f"{place}: a token must be [start, end, pos, …], not {token!r}")
    start, end, pos = token[:3]
    if not isinstance(start, int) or not isinstance(end, int) or not isinstance(pos, str):
        raise CorpusError(f"{place}: a token must be [start, end, pos, …], not {token!r}")
    if not 0 <= start < end <= len(text):
        raise CorpusError(f"{place}: the token {token!r} lies outside its article")
    word = text[start:end]
    if _MARKS_ONLY.match(word) and pos not in {"``", "POS"}:
        return word, "''"
    return word, pos


def read_ewt(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a file of UD English EWT, their tags mapped to CoreNLP's."""
    for place, tree in objects(path):
        pairs: list[tuple[str, str]] = []
        for token in _items(tree, "tokens", place):
            if not is_list(token) or len(token) < 2:
                raise CorpusError(f"{place}: a token must be [form, xpos, …], not {token!r}")
            word, xpos = token[:2]
            if not isinstance(word, str) or not isinstance(xpos, str) or not word:
                raise CorpusError(f"{place}: a token must be [form, xpos, …], not {token!r}")
            pairs.append((word, penn(word, xpos)))
        yield _sentence(pairs)


def _sentence(pairs: list[tuple[str, str]]) -> Sentence:
    return Sentence(
        tuple([with_role(word, pos) for word, pos in pairs]), tuple([pos for _, pos in pairs])
    )
