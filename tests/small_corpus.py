"""A corpus of short annotated articles, made from our own words, that a core can be trained on."""

from __future__ import annotations

import json
import random
from pathlib import Path

from quoteattr.training.corpora.annotated import AnnotatedArticle
from tests.annotating import annotated

NAMES = ("Ann Lee", "Bo Day", "The mayor", "A spokesman", "She", "Omar Haddad")
SAYING = ("said", "added", "claimed", "warned", "announced")
CLAIMS = (
    "that the old bridge was closed",
    "that nobody had seen the ferry",
    "the harbour would open again",
    "that rain had ruined the harvest",
    "that two trains were late",
)
QUOTED = ("We saw nothing", "It was a long night", "The boats came home", "I shall not go")
ASIDES = (
    "The night was cold.",
    "Two boats lay in the harbour.",
    "The claim was false.",
    "Nobody came to the old bridge on Sunday.",
)


def drawn_article(number: int) -> str:
    """An article with signs in it, as `annotated` reads them."""
    chance = random.Random(number)
    sentences: list[str] = []
    for _ in range(3):
        name, cue = chance.choice(NAMES), chance.choice(SAYING)
        sentences.append(f"^[{name}] <{cue}> {{{chance.choice(CLAIMS)}}}.")
        name, cue = chance.choice(NAMES), chance.choice(SAYING[:3])
        sentences.append(f"^{{“{chance.choice(QUOTED)},”}} [{name}] <{cue}>.")
        sentences.append(chance.choice(ASIDES))
    return " ".join(sentences)


def small_corpus(count: int = 16, first: int = 0) -> list[AnnotatedArticle]:
    """So many articles; another ``first`` gives others."""
    return [annotated(drawn_article(first + number)) for number in range(count)]


def record_of(article: AnnotatedArticle, **more: object) -> dict[str, object]:
    """An article as a line of a corpus."""
    return {
        "text": article.text,
        "attributions": [
            {"source": one.source, "cue": one.cue, "content": one.content}
            for one in article.attributions
        ],
        **more,
    }


def world_record(article: AnnotatedArticle, number: int) -> dict[str, object]:
    """An article as a line of a corpus of which every level was marked."""
    marks = [
        {
            "id": at,
            "class": "must",
            "source": one.source[0] if one.source else None,
            "cue": one.cue[0] if one.cue else None,
            "content": one.content,
            "parent": None,
        }
        for at, one in enumerate(article.attributions)
    ]
    return {"id": str(number), "text": article.text, "readers": {"A": marks}}


def write_lines(path: Path, *records: object) -> Path:
    """Write a corpus; a string is a line as it is."""
    lines = [line if isinstance(line, str) else json.dumps(line) for line in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
