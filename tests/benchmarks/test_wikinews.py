"""The annotation is joined with the very texts that it is for, and with no others."""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from benchmarks import wikinews
from benchmarks.levels import FIGURES, Layers, Marked, layers_of, score
from benchmarks.prose import article
from benchmarks.scoring import Claim
from benchmarks.wikinews import (
    GOLD,
    join,
    read_annotations,
    read_copies,
    same_spacing,
)
from quoteattr import AttributionDict, Result, attribute
from quoteattr.training.corpora.readers import CorpusError

RAIN = "Monday, May 6\n\n“It rained all night,” Ann Lee said."
RAIN_AS_PUBLISHED = "Monday, May 6\n\n\n“It rained all night,” Ann Lee said.\n\n\n"
WELL = "The Courier reported that Bo Ray said the well was dry."
ANN, BO = RAIN.index("Ann"), WELL.index("Bo")
NOTHING: Mapping[str, object] = {
    "class": "must",
    "type": "assertion",
    "parent": None,
    "polarity": "positive",
    "certainty": "asserted",
    "entity": None,
    "addressee": None,
    "time": None,
    "place": None,
    "medium": None,
}
ANN_SAID = {
    **NOTHING,
    "id": 1,
    "source": [ANN, ANN + 7],
    "cue": [ANN + 8, ANN + 12],
    "content": [[15, 37]],
    "entity": "Ann Lee",
    "time": [0, 6],
}
COURIER_REPORTED = {
    **NOTHING,
    "id": 1,
    "source": [0, 11],
    "cue": [12, 20],
    "content": [[BO, 54]],
    "entity": "The Courier",
}
BO_SAID = {
    **NOTHING,
    "id": 2,
    "class": "may",
    "source": [BO, BO + 6],
    "cue": [BO + 7, BO + 11],
    "content": [[BO + 12, 54]],
    "parent": 1,
    "entity": "Bo Ray",
    "polarity": "negative",
    "addressee": [21, 25],
}
WITHOUT_CONTENT = {**BO_SAID, "id": 3, "content": [], "parent": 2}


def _annotation(name: str, part: str, text: str, **readers: object) -> dict[str, object]:
    digest = sha256(text.encode()).hexdigest()
    title = name.replace("_", " ")
    return {"id": name, "title": title, "part": part, "sha256": digest, "readers": readers}


RAIN_MARKED = _annotation("Rain_in_Wick", "dev", RAIN, A=[ANN_SAID], B=[ANN_SAID])
WELL_MARKED = _annotation("The_well", "train", WELL, A=[COURIER_REPORTED, BO_SAID, WITHOUT_CONTENT])


def _written(path: Path, records: Sequence[Mapping[str, object]]) -> Path:
    lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in records]
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return _written(tmp_path / "gold.jsonl", [RAIN_MARKED, WELL_MARKED])


def _csv(path: Path, columns: Sequence[str], *rows: Sequence[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])
    return path


@pytest.fixture
def published(tmp_path: Path) -> Path:
    return _csv(
        tmp_path / "published.csv",
        ["url", "date", "title", "text"],
        ["https://news.example//wiki/Rain_in_Wick", "2019-05-06", "Rain", RAIN_AS_PUBLISHED],
        ["https://news.example//wiki/A_well", "2019-05-07", "The well", f"{WELL}\n"],
    )


def test_marks_are_read_with_their_chain_from_the_outermost(gold: Path) -> None:
    rain, well = read_annotations(gold)
    assert [len(one.readers) for one in (rain, well)] == [2, 1]
    assert (well.id, well.title, well.part) == ("The_well", "The well", "train")
    reported, said = well.readers[0]
    assert reported == Marked(
        Claim(((0, 11),), ((12, 20),), ((BO, 54),)), sources=((0, 11),), entity="The Courier"
    )
    assert said == Marked(
        Claim(((BO, BO + 6),), ((BO + 7, BO + 11),), ((BO + 12, 54),)),
        sources=((0, 11), (BO, BO + 6)),
        polarity="negative",
        entity="Bo Ray",
        addressee=(21, 25),
        must=False,
    )
    assert rain.readers[0][0].setting == ((0, 6), None, None)


def test_what_stands_around_itself_ends(tmp_path: Path) -> None:
    around = [{**COURIER_REPORTED, "parent": 2}, BO_SAID]
    record = _annotation("The_well", "dev", WELL, A=around)
    (one,) = read_annotations(_written(tmp_path / "round.jsonl", [record]))
    assert [len(mark.sources) for mark in one.readers[0]] == [2, 2]


def test_without_what_stood_around_it_the_chain_is_its_own(tmp_path: Path) -> None:
    record = _annotation("The_well", "dev", WELL, A=[BO_SAID])
    (one,) = read_annotations(_written(tmp_path / "alone.jsonl", [record]))
    assert one.readers[0][0].sources == ((BO, BO + 6),)


@pytest.mark.parametrize(
    ("published", "annotated"),
    [
        (RAIN_AS_PUBLISHED, RAIN),
        (RAIN_AS_PUBLISHED.replace("\n", "\r\n"), RAIN),
        (RAIN, RAIN),
        (
            "\n\n\nOne.\xa0\n\n\n\n\n\nTwo.\nThree.\n \n\nFour. \n",
            "One.\xa0\n\nTwo.\nThree.\n \n\nFour.",
        ),
    ],
    ids=["as published", "carriage returns", "as annotated", "other white space stays"],
)
def test_empty_lines_are_one(published: str, annotated: str) -> None:
    assert same_spacing(published) == annotated


def test_articles_are_joined_by_the_end_of_the_address_or_by_title(
    gold: Path, published: Path
) -> None:
    joined = join(read_annotations(gold), read_copies(published))
    assert [(one.id, text) for one, text in joined.articles] == [
        ("Rain_in_Wick", RAIN),
        ("The_well", WELL),
    ]
    assert joined.complaints == ()


def test_lines_of_json_are_as_good(gold: Path, tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"id": "Rain_in_Wick", "text": RAIN_AS_PUBLISHED},
        {"title": "The well", "text": WELL, "words": 11},
    ]
    copies = read_copies(_written(tmp_path / "articles.jsonl", rows))
    assert len(join(read_annotations(gold), copies).articles) == 2


def test_what_is_missing_or_another_text_is_told(gold: Path) -> None:
    joined = join(read_annotations(gold), {"The well": f"{WELL} So it was."})
    assert joined.articles == ()
    missing, another = joined.complaints
    assert missing == "missing: Rain in Wick"
    assert another.startswith("another text: The well (SHA-256 ")
    assert sha256(WELL.encode()).hexdigest()[:12] in another


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("title,body\nRain,It rained.\n", "no articles with “text”"),
        ("", "no articles with “text”"),
        ("{", "line 1: not JSON"),
        ("title,text\nRain," + 200_000 * "a", "cannot be read (field larger than"),
    ],
    ids=["no text", "empty", "broken JSON", "broken CSV"],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "articles"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError) as refused:
        read_copies(path)
    assert reason in str(refused.value)


def test_a_part_is_measured_alone(
    gold: Path, published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--gold", str(gold), "--part", "dev", "--workers", "1"]
    assert wikinews.main([str(published), *options]) == 0
    counted, *lines = capsys.readouterr().out.splitlines()
    assert counted == "1 of 1 articles, 0 left out"
    assert [line.split()[0] for line in lines] == [*FIGURES[:2], "f", *FIGURES[2:]]
    assert lines[0].split() == ["recall", "1.0000", "1", "of", "1"]


def test_what_is_left_is_measured(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copies = _csv(tmp_path / "some.csv", ["title", "text"], ["The well", WELL])
    assert wikinews.main([str(copies), "--gold", str(gold), "--workers", "1"]) == 0
    printed = capsys.readouterr()
    assert printed.err == "missing: Rain in Wick\n"
    assert printed.out.splitlines()[0] == "1 of 2 articles, 1 left out"


def test_with_nothing_left_the_status_is_1(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copies = _csv(tmp_path / "other.csv", ["title", "text"], ["Snow", "It snowed."])
    assert wikinews.main([str(copies), "--gold", str(gold)]) == 1
    printed = capsys.readouterr()
    assert printed.err.splitlines() == ["missing: Rain in Wick", "missing: The well"]
    assert printed.out == "0 of 2 articles, 2 left out\n"


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        wikinews.main(["nowhere.csv"])
    assert "error: nowhere.csv: cannot be read" in capsys.readouterr().err


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for one in value:
                yield from _strings(one)
        case dict():
            for name, one in value.items():
                if name not in ("id", "title", "entity", "sha256"):
                    yield from _strings(one)
        case _:
            return


def test_the_annotation_holds_no_text() -> None:
    lines = GOLD.read_text(encoding="utf-8").splitlines()
    words = {word for line in lines for word in _strings(json.loads(line))}
    assert sorted(words) == [
        "asserted",
        "assertion",
        "belief",
        "dev",
        "eventuality",
        "hedged",
        "hypothetical",
        "knowledge",
        "may",
        "must",
        "negative",
        "positive",
        "train",
    ]


def test_every_annotated_article_is_found_in_the_published_texts(shared: Path) -> None:
    copies = read_copies(shared / "corpora" / "wikinews-2019.jsonl")
    joined = join(read_annotations(GOLD), copies)
    assert (len(joined.articles), joined.complaints) == (120, ())


def _mark(found: AttributionDict, names: Mapping[str, str], draw: random.Random) -> object:
    """Mark what was found as a reader would who sees some of it differently."""

    def pair(span: Mapping[str, object] | None, kept: float = 0.8) -> list[object] | None:
        return [span["start"], span["end"]] if span and draw.random() < kept else None

    speaker, setting = found["speaker"], found["setting"]
    entity = names.get((speaker and speaker["entity"]) or "")
    return {
        "id": found["id"],
        "parent": found["parent"],
        "class": draw.choice(["must", "must", "may"]),
        "type": "assertion",
        "source": pair(speaker, 0.95),
        "cue": pair(found["cue"]),
        "content": [
            [one["start"] + draw.choice([0, 0, 9]), one["end"]] for one in found["content"]
        ],
        "polarity": draw.choice([found["polarity"], found["polarity"], "negative"]),
        "certainty": draw.choice([found["certainty"], found["certainty"], "hedged"]),
        "entity": draw.choice([entity, entity, "Marta Keel", None]),
        "addressee": pair(draw.choice([found["addressee"], found["cue"]])),
        "time": pair(setting and setting["time"]),
        "place": pair(draw.choice([setting and setting["place"], speaker])),
        "medium": pair(setting and setting["medium"]),
    }


def _marks(result: Result, draw: random.Random) -> list[object]:
    document = result.to_dict()
    names = {entity["id"]: entity["name"] for entity in document["entities"]}
    return [_mark(found, names, draw) for found in document["attributions"]]


def test_another_scorer_agrees(shared: Path, tmp_path: Path) -> None:
    draw = random.Random(7)
    results = [attribute(article(5, seed)) for seed in range(10)]
    readers = [{"A": _marks(one, draw), "B": _marks(one, draw)} for one in results]
    # Let some be missed, and let some be invented.
    for marked in readers:
        marked["B"] = marked["B"][1:]
        marked["A"] = marked["A"][:-1]
    records = [
        _annotation(str(number), "dev", one.text, **marked)
        for number, (one, marked) in enumerate(zip(results, readers, strict=True))
    ]
    annotations = read_annotations(_written(tmp_path / "gold.jsonl", records))
    found: list[list[Layers]] = [layers_of(one) for one in results]
    ours = [
        score(one.text, annotation.readers, layers)
        for one, annotation, layers in zip(results, annotations, found, strict=True)
    ]
    total = sum(ours[1:], ours[0])
    theirs = _other_scores(shared, tmp_path, records, results)
    named = {
        "recall_quoted": "quoted",
        "recall_indirect": "indirect",
        "recall_deep": "deep",
        "exact_of_hits": "exact",
    }
    theirs = {named.get(name, name): value for name, value in theirs.items()}
    for figure in FIGURES:
        share = total[figure]
        mine = share.right if figure.endswith("_extra") else round(share.value, 4)
        assert (figure, mine) == (figure, theirs.get(figure, 0.0))
    assert total.f == theirs["f"]
    assert 0 < total["entity"].value < 1


def _other_scores(
    shared: Path, folder: Path, records: Sequence[Mapping[str, object]], results: Sequence[Result]
) -> dict[str, float]:
    texts = [{**record, "text": one.text} for record, one in zip(records, results, strict=True)]
    predicted = [{"id": str(number), **one.to_dict()} for number, one in enumerate(results)]
    process = subprocess.run(
        [
            sys.executable,
            shared / "world.py",
            _written(folder / "texts.jsonl", texts),
            _written(folder / "predicted.jsonl", predicted),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    rows = [line.split() for line in process.stdout.splitlines()]
    return {name: float(value) for name, value in rows if value != "None"}
