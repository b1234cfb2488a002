"""The lens: what a rule sees of a token, and no farther than its bounds."""

from __future__ import annotations

from tests.marked import parsed


def test_a_parse_looks_no_farther_than_its_bounds() -> None:
    parse = parsed("Lee left. “Coe” stayed.")
    view = parse.within(parse.layout.sentences[0])
    assert [view.word(index) for index in range(-1, 4)] == ["", "lee", "left", ".", ""]
    assert (view.tag(3), view.form(3), view.role(3)) == ("", "", "open")
    assert (view.role(-1), view.role(99)) == ("", "")
    assert view.body_stop == 2
    (left,) = view.verbs
    assert left.own == range(1)
    assert (view.verb_at(1), view.verb_at(0), view.verb_with(1)) == (left, None, left)
    assert (view.verb_over(0), view.verb_before(1), view.verb_before(2)) == (None, None, left)
    assert (view.finite_from(0, 3), view.finite_from(2, 9)) == (left, None)
    assert parse.finite_from(2, 9) == parse.verbs[1]
