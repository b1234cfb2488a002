"""The tables of sentences: every one is read, and none says a thing twice."""

from __future__ import annotations

import pytest

from tests.tables import SENTENCES, read_cases

FILES = sorted(path.relative_to(SENTENCES) for path in SENTENCES.rglob("*.txt"))
READ = {
    *("assembly.txt", "entities.txt", "known_gaps.txt", "text_marks.txt", "text_sentences.txt"),
    *(f"attributions/{path.name}" for path in (SENTENCES / "attributions").iterdir()),
}


def test_every_table_has_a_test_that_reads_it() -> None:
    assert {path.as_posix() for path in FILES} == READ


@pytest.mark.parametrize("name", sorted(READ))
def test_a_table_has_headings_and_no_case_twice(name: str) -> None:
    found = read_cases((SENTENCES / name).read_text(encoding="utf-8"))
    assert found
    assert all(case.heading for case in found)
    assert len({(case.heading, case.text) for case in found}) == len(found)


@pytest.mark.parametrize("odd", [" direct | Lee", "\tdirect | Lee"])
def test_a_line_that_is_badly_indented_is_no_text(odd: str) -> None:
    with pytest.raises(AssertionError, match="by two spaces"):
        read_cases(f"It rained.\n{odd}")
