"""Annotated articles: read as they are, or refused with file, line and reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quoteattr.training.corpora.annotated import AnnotatedAttribution, Ranges, read_annotated
from quoteattr.training.corpora.readers import CorpusError
from tests.small_corpus import record_of, small_corpus, write_lines

BAD_PAIRS: list[object] = [
    *([0, 4], [-1, 2], [1, 1], [2, 1], [0], [0, 1, 2]),
    *(["0", 1], [0, 1.0], [False, True], {}, None, 3),
]


def test_articles_are_read_with_their_attributions(tmp_path: Path) -> None:
    record = {
        "id": "a",
        "text": "Ann Lee said it rained. Snow?",
        "attributions": [
            {"source": [[0, 7]], "cue": [[8, 12]], "content": [[13, 15], [16, 22]]},
            {"content": [[24, 29]]},
        ],
        "publisher": "The Harbour News",
        "others": [{"content": "left alone"}],
    }
    (article,) = read_annotated(write_lines(tmp_path / "a.jsonl", record))
    ranges: list[Ranges] = [((0, 7),), ((8, 12),), ((13, 15), (16, 22))]
    assert article.attributions == (
        AnnotatedAttribution(*ranges),
        AnnotatedAttribution((), (), ((24, 29),)),
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ({"attributions": []}, "no field 'text' with a string"),
        ({"text": 1, "attributions": []}, "no field 'text' with a string"),
        ({"text": "It."}, "no field 'attributions' with a list"),
        ({"text": "It.", "attributions": {}}, "no field 'attributions' with a list"),
        ({"text": "It.", "attributions": [1]}, "an attribution must be an object, not 1"),
        ({"text": "It.", "attributions": [{"verb": []}]}, "unknown role 'verb'"),
        ({"text": "It.", "attributions": [{"cue": 1}]}, r"'cue' must be a list of \[start, end\]"),
        *(
            (
                {"text": "It.", "attributions": [{"content": [pair]}]},
                r".* of 'content' is no \[start, end\] inside the text",
            )
            for pair in BAD_PAIRS
        ),
        ({"text": "I\ud83dt.", "attributions": []}, "'text' holds half of a surrogate pair"),
        ("[" * 100_000, "not JSON"),
        ("", "not JSON"),
    ],
)
def test_bad_lines_are_refused(tmp_path: Path, line: object, reason: str) -> None:
    path = write_lines(tmp_path / "a.jsonl", {"text": "It.", "attributions": []}, line)
    with pytest.raises(CorpusError, match=rf"a\.jsonl, line 2: {reason}"):
        list(read_annotated(path))


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "caf\xe9", "attributions": []}')
    with pytest.raises(CorpusError, match=r"a\.jsonl, line 1: not JSON .*decode byte 0xe9"):
        list(read_annotated(path))
    with pytest.raises(CorpusError, match=r"b\.jsonl: cannot be read .*No such file"):
        list(read_annotated(tmp_path / "b.jsonl"))


def test_records_are_read_back_as_they_were_made(tmp_path: Path) -> None:
    articles = small_corpus(3)
    path = write_lines(tmp_path / "a.jsonl", *[record_of(one, id="a") for one in articles])
    assert list(read_annotated(path)) == articles
    spelt = path.read_text(encoding="utf-8").splitlines()
    characters = [json.dumps(json.loads(line), ensure_ascii=False) for line in spelt]
    assert characters != spelt
    assert list(read_annotated(write_lines(path, *characters))) == articles
