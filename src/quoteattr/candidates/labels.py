"""Names set beside what was said: “SMITH: …”, “Smith: “…””, “…” ― Smith."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from quoteattr.candidates.candidates import Candidate
from quoteattr.extents import quoted_from
from quoteattr.syntax import Clauses, VerbGroup, noun_phrase_from, title_words
from quoteattr.text import MarkPair, Tagged
from quoteattr.words import SAYINGS

__all__ = [
    "LEAD_IN",
    "TURN",
    "byline_candidates",
    "colon_candidates",
    "headline_candidates",
    "lead_in_candidates",
    "lead_in_cue",
    "leading_clause",
    "main_clause",
    "without_lone_turns",
]

#: The frame of a clause that leads up to a quotation without a verb of speech.
LEAD_IN = "lead-in"
#: The frame of a turn in a transcript: a name in capitals and a colon before a paragraph.
TURN = "turn"

_LONGEST = 9
_SHORTEST = 3
_LEAST_WORDS = 2
#: So long may the date after a post be, its link and a last mark included.
_DATE = 8
_BEFORE_NAME = frozenset({"and", "this", "more", "from", "here", "’s", "'s", "per"})
#: So many words may lead up to a label, so long a cue be: “made the following comment:”.
_LEADING, _LONGEST_CUE = 4, 9
_NEAR = 3
_NO_SPEAKERS = frozenset({"it", "this", "that"})
#: What an interview calls question and answer.
_INTERVIEW = frozenset({"q", "a", "q.", "a."})
_PARTING = frozenset({",", ":", "VBD", "VBZ", "VBP", "MD", "WP", "WDT", "``", "''"})
#: A verb so reliable before a quotation leads up to it by itself.
_REPORTS = 0.5
#: What stands in capitals before a colon and speaks for nobody.
_NOBODY = frozenset(
    """abstract advertisement breaking byline correction credit editor exclusive fact figure
    headline item length live location more note notes part photo photos poll quiz rating
    read related section source sources spoiler step summary tip tips update updated
    verdict video warning watch""".split()
)
_IN_NAMES = _BEFORE_NAME | {"of", "the"}
_DASHES = frozenset({"―", "—", "–", "--", "-"})
_SINGLE = frozenset("‘'")
_AFTER_NAME = frozenset(".,;(“\"‘'«„")


def colon_candidates(view: Clauses) -> Iterator[Candidate]:
    """Yield “SMITH: …” and “Smith: “…””, a name and a colon before what is said."""
    start = view.sentence.start
    start += view.role(start) == "open"
    start = _name_start(view, _dashed(view) or start)
    colon = _colon(view, start)
    if colon is None:
        return
    label = noun_phrase_from(view.tagged, start, colon)
    last, turn = view.tag(colon - 1), _opens_a_turn(view, range(start, colon))
    if not turn and (label is None or (label.stop < colon and last != "-RRB-")):
        return
    bare = colon == start + 1 and not turn
    if bare and (view.word(start) in _NOBODY or view.tag(start) == "DT"):
        return
    content, frame = quoted_from(view, colon + 1), "quote"
    if content is None and (turn or last in ("NNP", "-RRB-")):
        content, frame = _rest_of_paragraph(view, colon + 1), TURN if turn else "label"
        if not turn and content is not None and len(content) < _LEAST_WORDS:
            return
    if content is not None:
        source, cue = _owner(view, range(start, colon))
        yield Candidate(":", frame, cue, source, (content,), "name and colon")


def _name_start(view: Clauses, start: int) -> int:
    """Step over “And this from” before a name."""
    for _ in range(_LEADING):
        start += view.word(start) in _BEFORE_NAME and view.word(start + 1) != ":"
    return start


def _dashed(view: Clauses) -> int:
    """Return where the name begins in “WHY POLLS FAIL - Ann Lee: “…””, 0 if there is none."""
    words = view.tagged.tokens.words
    for colon in view.sentence:
        if view.word(colon) != ":" or view.role(colon + 1) != "open":
            continue
        least = max(view.sentence.start, colon - _LONGEST)
        for at in range(colon - 1, least, -1):
            if words[at] in _DASHES:
                return at + 1 if at + 1 < colon else 0
            if not words[at][0].isupper() and view.word(at) not in _IN_NAMES:
                break
    return 0


def _owner(view: Clauses, label: range) -> tuple[range, range]:
    """Return source and cue of a label: “Lee:” with its colon, “Lee’s verdict:” with its noun."""
    colon = label.stop
    owned = [at for at in label[1:] if view.tag(at) == "POS"]
    noun = view.tagged.lemmas[colon - 1]
    if owned and (noun in SAYINGS or f"{noun}/n" in view.lexicon.cues):
        return range(label.start, owned[-1]), range(owned[-1] + 1, colon)
    return label, range(colon, colon + 1)


def _opens_a_turn(view: Clauses, label: range) -> bool:
    """Tell a name all in capitals at the start of a paragraph: “SMITH: Good evening.”."""
    layout, words = view.tagged.layout, view.tagged.tokens.words
    first = layout.paragraphs[layout.paragraph_of[label.start]].start
    if label.start > first + 1 or (label.start > first and view.role(first) != "open"):
        return False
    if len(label) == 1 and (view.word(label.start) in _INTERVIEW or words[label.start][0] == "@"):
        return True
    spelled = [words[index] for index in label if words[index][0].isalpha()]
    if not "".join(spelled).isupper() or spelled[0].lower() in _NOBODY:
        return False
    return any(len(word) > 1 for word in spelled)


def without_lone_turns(tagged: Tagged, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return candidates in which a single turn, which makes no transcript, is a mere label.

    A handle, as in “@annlee: It rained.”, is a post by itself.
    """
    turns = [one for one in candidates if one.frame == TURN]
    source = turns[0].source if len(turns) == 1 else None
    if source is None or tagged.tokens.words[source.start][0] == "@":
        return [*candidates]
    return [
        evolve(candidate, frame="label") if candidate.frame == TURN else candidate
        for candidate in candidates
    ]


def lead_in_candidates(view: Clauses) -> Iterator[Candidate]:
    """Yield “Lee was blunt: “No way.””, a clause of any kind that leads up to a quotation.

    The subject of its main clause speaks, unless the verb leads up to a quotation by itself.
    """
    words = view.tagged.tokens.words
    for colon in view.sentence:
        if view.word(colon) != ":":
            continue
        content = quoted_from(view, colon + 1)
        if (
            content is None
            or len(content) <= _SHORTEST
            or not words[content.start + 1][0].isupper()
        ):
            continue
        found = main_clause(view, colon)
        if found is None or leading_clause(view, colon) is not None:
            continue
        subject, group = found
        cue = lead_in_cue(view, group, colon)
        if cue.start == colon or not _reports(view, group):
            yield Candidate(":", LEAD_IN, cue, subject, (content,), "clause and colon")


def leading_clause(view: Clauses, colon: int) -> tuple[range, VerbGroup] | None:
    """Return subject and verb of speech right before a colon: “with Lee yelling: “Out!””."""
    number = view.number_before(colon)
    if number is None:
        return None
    subject, group = view.subjects[number], view.groups[number]
    near = _reports(view, group) and colon - group.stop <= _NEAR
    return (subject, group) if near and subject is not None else None


def lead_in_cue(view: Clauses, group: VerbGroup, colon: int) -> range:
    """Return “made the following comment”, what leads up to a colon, or the colon alone."""
    cue = range(group.first, colon)
    if len(cue) > _LONGEST_CUE or _is_parted(view, range(group.stop, colon)):
        return range(colon, colon + 1)
    return cue


def _is_parted(view: Clauses, tokens: range) -> bool:
    """Tell whether another clause begins between a verb and its colon."""
    return any(view.tag(at) in _PARTING or view.word(at) == "that" for at in tokens)


def _reports(view: Clauses, group: VerbGroup) -> bool:
    entry = view.lexicon.cues.get(group.lemma)
    return entry is not None and entry.share("quote") > _REPORTS


def main_clause(view: Clauses, stop: int) -> tuple[range, VerbGroup] | None:
    """Return subject and verb of the last clause before ``stop`` that hangs on no other.

    In “As Lee noted, it was late:” it is Lee who goes on, and in “It was so late that I had to
    leave:” it is I.
    """
    found: tuple[range, VerbGroup] | None = None
    for number, group in enumerate(view.groups):
        subject = view.own(number)
        if group.first >= stop:
            break
        if subject is None or group.form != "finite" or view.tag(subject.start) in ("EX", "WP"):
            continue
        if _is_empty(view, subject, group, stop):
            continue
        if view.tagged.marks.inside[group.head] != view.tagged.marks.inside[stop]:
            continue
        before = subject.start - 1
        if view.word(before) == "as" and _reports(view, group):
            return subject, group
        first = found is None and view.tag(before) not in ("IN", "WRB", "WDT", "WP")
        if first or (found is not None and _stands_beside(view, before)):
            found = subject, group
    return found


def _is_empty(view: Clauses, subject: range, group: VerbGroup, stop: int) -> bool:
    """Tell “that was it:” and “here they are:”, which speak of what follows."""
    listed = group.lemma == "be" and group.stop == stop and view.word(subject.start) == "they"
    return len(subject) == 1 and (listed or view.word(subject.start) in _NO_SPEAKERS)


def _stands_beside(view: Clauses, before: int) -> bool:
    """Tell a clause that follows as one of its own, or as what came of the one before."""
    if view.word(before) == "that":
        return view.word(before - 1) == ","
    return view.word(before) in _DASHES or view.word(before) in (";", "but", "so")


def _colon(view: Clauses, start: int) -> int | None:
    """Return the colon after a few words without a verb."""
    for index in range(start + 1, min(start + _LONGEST, view.sentence.stop)):
        if view.word(index) == ":":
            return index
        if view.tag(index)[:2] in ("VB", "MD"):
            return None
    return None


def _rest_of_paragraph(view: Clauses, first: int) -> range | None:
    layout, marks, words = view.tagged.layout, view.tagged.marks, view.tagged.tokens.words
    if first >= view.sentence.stop:
        return None
    stop = layout.paragraphs[layout.paragraph_of[first]].stop
    if marks.inside[first] >= 0:
        stop = min(stop, marks.pairs[marks.inside[first]].stop)
    while stop > first and marks.roles[stop - 1] == "" and words[stop - 1][0] in ".!?…":
        stop -= 1
    return range(first, stop) if stop > first else None


def headline_candidates(view: Clauses) -> Iterator[Candidate]:
    """Yield “‘It was like a bomb’: survivors recall the blast”, a quotation, colon and speaker."""
    first, marks = view.sentence.start, view.tagged.marks
    if view.role(first) != "open":
        return
    pair = marks.pairs[marks.inside[first]]
    colon = pair.outer.stop
    titled = title_words(view.tagged.tokens.words, pair)
    if view.word(colon) != ":" or len(pair.inner) < _SHORTEST or titled:
        return
    source = noun_phrase_from(view.tagged, colon + 1, view.sentence.stop)
    spoken = any(view.tag(at)[:2] in ("VB", "MD") for at in pair.inner)
    if source is not None and spoken and view.tag(source.start) not in ("EX", "WP", "DT"):
        cue = range(colon, colon + 1)
        yield Candidate(":", "label", cue, source, (pair.outer,), "quotation, colon and name")


def byline_candidates(tagged: Tagged) -> Iterator[Candidate]:
    """Yield “…” ― Name, a quotation with a dash and its speaker after it, and such posts.

    Where single marks have confused those of a quotation, it begins where the line does, or
    after the last name.
    """
    words, layout, begins = tagged.tokens.words, tagged.layout, -1
    item: MarkPair | None = None
    for pair in tagged.marks.pairs:
        if pair.parent is not None:
            continue
        paragraph = layout.paragraphs[layout.paragraph_of[pair.open]]
        if pair.open in (paragraph.start, begins):
            item = pair
        dash = pair.outer.stop
        if pair.close is None or dash >= len(words) or words[dash] not in _DASHES:
            continue
        stop = _name_stop(tagged, dash + 1)
        if stop is None or pair.stop - pair.open < _SHORTEST:
            continue
        first = pair
        if item is not None and item.open >= paragraph.start and _is_confused(tagged, item, pair):
            first = item
        cue, name, content = range(dash, dash + 1), range(dash + 1, stop), range(first.open, dash)
        yield Candidate("―", "label", cue, name, (content,), "dash and name")
        item, begins = None, stop
    for index, word in enumerate(words):
        post = _post(tagged, index) if word[0] == "@" else None
        if post is not None:
            yield post


def _is_confused(tagged: Tagged, first: MarkPair, last: MarkPair) -> bool:
    """Tell “… ‘Some pay.” And some “steal.’” ― Name, one quotation that looks like two.

    There is a single mark without its other half in the first, and no past tense between the
    two says that somebody spoke.
    """
    words = tagged.tokens.words
    single = any(words[at] in _SINGLE for at in first.inner)
    between = tagged.pos[first.outer.stop : last.open]
    return single and first.close is not None and "VBD" not in between


def _post(tagged: Tagged, handle: int) -> Candidate | None:
    """Read a paragraph that is a post: “It rained. — Ann Lee (@annlee) March 3, 2019”."""
    words, layout = tagged.tokens.words, tagged.layout
    paragraph = layout.paragraphs[layout.paragraph_of[handle]]
    stop = handle + 2
    bracketed = words[handle - 1 : stop] == ("(", words[handle], ")")
    if not bracketed or paragraph.stop - stop > _DATE:
        return None
    least = max(paragraph.start + 1, handle - _LONGEST)
    dash = next((at for at in range(handle - 2, least - 1, -1) if words[at] in _DASHES), None)
    if dash is None or not words[dash + 1][0].isupper():
        return None
    cue, name = range(dash, dash + 1), range(dash + 1, stop)
    content = range(paragraph.start, dash)
    return Candidate("―", "label", cue, name, (content,), "dash and name")


def _name_stop(tagged: Tagged, first: int) -> int | None:
    """Return where the name at ``first`` stops, if nothing else stands in the paragraph there."""
    words, pos, roles = tagged.tokens.words, tagged.pos, tagged.marks.roles
    paragraph = tagged.layout.paragraphs[tagged.layout.paragraph_of[first - 1]]
    if first == paragraph.stop or not words[first][0].isupper():
        return None
    stop = first
    while (
        stop < min(paragraph.stop, first + _LONGEST - 1)
        and roles[stop] == ""
        and (words[stop][0].isupper() or pos[stop] in ("DT", "IN"))
    ):
        stop += 1
    ended = stop == paragraph.stop or roles[stop] == "open" or words[stop][0] in _AFTER_NAME
    return stop if ended else None
