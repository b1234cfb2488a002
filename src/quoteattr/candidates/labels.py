"""Names set beside what was said: “SMITH: …”, “Smith: “…””, “…” ― Smith."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from quoteattr.extents import quoted_from
from quoteattr.frame import Frame
from quoteattr.syntax import noun_phrase_from, title_words
from quoteattr.text import MarkPair, Parse, Verb
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


def colon_candidates(parse: Parse) -> Iterator[Frame]:
    """Yield “SMITH: …” and “Smith: “…””, a name and a colon before what is said."""
    start = parse.bounds.start
    start += parse.role(start) == "open"
    start = _name_start(parse, _dashed(parse) or start)
    colon = _colon(parse, start)
    if colon is None:
        return
    label = noun_phrase_from(parse, start, colon)
    last, turn = parse.tag(colon - 1), _opens_a_turn(parse, range(start, colon))
    if not turn and (label is None or (label.stop < colon and last != "-RRB-")):
        return
    bare = colon == start + 1 and not turn
    if bare and (parse.word(start) in _NOBODY or parse.tag(start) == "DT"):
        return
    content, frame = quoted_from(parse, colon + 1), "quote"
    if content is None and (turn or last in ("NNP", "-RRB-")):
        content, frame = _rest_of_paragraph(parse, colon + 1), TURN if turn else "label"
        if not turn and content is not None and len(content) < _LEAST_WORDS:
            return
    if content is not None:
        source, cue = _owner(parse, range(start, colon))
        yield Frame((cue,), ":", source, (content,), frame, rules=("label",))


def _name_start(parse: Parse, start: int) -> int:
    """Step over “And this from” before a name."""
    for _ in range(_LEADING):
        start += parse.word(start) in _BEFORE_NAME and parse.word(start + 1) != ":"
    return start


def _dashed(parse: Parse) -> int:
    """Return where the name begins in “WHY POLLS FAIL - Ann Lee: “…””, 0 if there is none."""
    forms = parse.forms
    for colon in parse.bounds:
        if parse.word(colon) != ":" or parse.role(colon + 1) != "open":
            continue
        least = max(parse.bounds.start, colon - _LONGEST)
        for at in range(colon - 1, least, -1):
            if forms[at] in _DASHES:
                return at + 1 if at + 1 < colon else 0
            if not forms[at][0].isupper() and parse.word(at) not in _IN_NAMES:
                break
    return 0


def _owner(parse: Parse, label: range) -> tuple[range, range]:
    """Return source and cue of a label: “Lee:” with its colon, “Lee’s verdict:” with its noun."""
    colon = label.stop
    owned = [at for at in label[1:] if parse.tag(at) == "POS"]
    noun = parse.lemmas[colon - 1]
    if owned and (noun in SAYINGS or f"{noun}/n" in parse.lexicon.cues):
        return range(label.start, owned[-1]), range(owned[-1] + 1, colon)
    return label, range(colon, colon + 1)


def _opens_a_turn(parse: Parse, label: range) -> bool:
    """Tell a name all in capitals at the start of a paragraph: “SMITH: Good evening.”."""
    forms = parse.forms
    first = parse.paragraph(label.start).start
    if label.start > first + 1 or (label.start > first and parse.role(first) != "open"):
        return False
    if len(label) == 1 and (parse.word(label.start) in _INTERVIEW or forms[label.start][0] == "@"):
        return True
    spelled = [forms[index] for index in label if forms[index][0].isalpha()]
    if not "".join(spelled).isupper() or spelled[0].lower() in _NOBODY:
        return False
    return any(len(word) > 1 for word in spelled)


def without_lone_turns(parse: Parse, candidates: Sequence[Frame]) -> list[Frame]:
    """Return candidates in which a single turn, which makes no transcript, is a mere label.

    A handle, as in “@annlee: It rained.”, is a post by itself.
    """
    turns = [one for one in candidates if one.complement == TURN]
    source = turns[0].source if len(turns) == 1 else None
    if source is None or parse.forms[source.start][0] == "@":
        return [*candidates]
    return [
        evolve(candidate, complement="label") if candidate.complement == TURN else candidate
        for candidate in candidates
    ]


def lead_in_candidates(parse: Parse) -> Iterator[Frame]:
    """Yield “Lee was blunt: “No way.””, a clause of any kind that leads up to a quotation.

    The subject of its main clause speaks, unless the verb leads up to a quotation by itself.
    """
    forms = parse.forms
    for colon in parse.bounds:
        if parse.word(colon) != ":":
            continue
        content = quoted_from(parse, colon + 1)
        if (
            content is None
            or len(content) <= _SHORTEST
            or not forms[content.start + 1][0].isupper()
        ):
            continue
        found = main_clause(parse, colon)
        if found is None or leading_clause(parse, colon) is not None:
            continue
        subject, group = found
        cue = lead_in_cue(parse, group, colon)
        if cue.start == colon or not _reports(parse, group):
            yield Frame((cue,), ":", subject, (content,), LEAD_IN, rules=("lead-in",))


def leading_clause(parse: Parse, colon: int) -> tuple[range, Verb] | None:
    """Return subject and verb of speech right before a colon: “with Lee yelling: “Out!””."""
    verb = parse.verb_before(colon)
    if verb is None or verb.subject is None:
        return None
    near = _reports(parse, verb) and colon - verb.stop <= _NEAR
    return (verb.subject, verb) if near else None


def lead_in_cue(parse: Parse, group: Verb, colon: int) -> range:
    """Return “made the following comment”, what leads up to a colon, or the colon alone."""
    cue = range(group.first, colon)
    if len(cue) > _LONGEST_CUE or _is_parted(parse, range(group.stop, colon)):
        return range(colon, colon + 1)
    return cue


def _is_parted(parse: Parse, tokens: range) -> bool:
    """Tell whether another clause begins between a verb and its colon."""
    return any(parse.tag(at) in _PARTING or parse.word(at) == "that" for at in tokens)


def _reports(parse: Parse, group: Verb) -> bool:
    return parse.lexicon.reports(group.lemma, "quote") > _REPORTS


def main_clause(parse: Parse, stop: int) -> tuple[range, Verb] | None:
    """Return subject and verb of the last clause before ``stop`` that hangs on no other.

    In “As Lee noted, it was late:” it is Lee who goes on, and in “It was so late that I had to
    leave:” it is I.
    """
    found: tuple[range, Verb] | None = None
    for group in parse.verbs:
        subject = group.own
        if group.first >= stop:
            break
        if subject is None or group.form != "finite" or parse.tag(subject.start) in ("EX", "WP"):
            continue
        if _is_empty(parse, subject, group, stop):
            continue
        if parse.marks.inside[group.head] != parse.marks.inside[stop]:
            continue
        before = subject.start - 1
        if parse.word(before) == "as" and _reports(parse, group):
            return subject, group
        first = found is None and parse.tag(before) not in ("IN", "WRB", "WDT", "WP")
        if first or (found is not None and _stands_beside(parse, before)):
            found = subject, group
    return found


def _is_empty(parse: Parse, subject: range, group: Verb, stop: int) -> bool:
    """Tell “that was it:” and “here they are:”, which speak of what follows."""
    listed = group.lemma == "be" and group.stop == stop and parse.word(subject.start) == "they"
    return len(subject) == 1 and (listed or parse.word(subject.start) in _NO_SPEAKERS)


def _stands_beside(parse: Parse, before: int) -> bool:
    """Tell a clause that follows as one of its own, or as what came of the one before."""
    if parse.word(before) == "that":
        return parse.word(before - 1) == ","
    return parse.form(before) in _DASHES or parse.word(before) in (";", "but", "so")


def _colon(parse: Parse, start: int) -> int | None:
    """Return the colon after a few words without a verb."""
    for index in range(start + 1, min(start + _LONGEST, parse.bounds.stop)):
        if parse.word(index) == ":":
            return index
        if parse.tag(index)[:2] in ("VB", "MD"):
            return None
    return None


def _rest_of_paragraph(parse: Parse, first: int) -> range | None:
    marks, forms = parse.marks, parse.forms
    if first >= parse.bounds.stop:
        return None
    stop = parse.paragraph(first).stop
    if marks.inside[first] >= 0:
        stop = min(stop, parse.pair(first).stop)
    while stop > first and marks.roles[stop - 1] == "" and forms[stop - 1][0] in ".!?…":
        stop -= 1
    return range(first, stop) if stop > first else None


def headline_candidates(parse: Parse) -> Iterator[Frame]:
    """Yield “‘It was like a bomb’: survivors recall the blast”, a quotation, colon and speaker."""
    first = parse.bounds.start
    if parse.role(first) != "open":
        return
    pair = parse.pair(first)
    colon = pair.outer.stop
    titled = title_words(parse.forms, pair)
    if parse.word(colon) != ":" or len(pair.inner) < _SHORTEST or titled:
        return
    source = noun_phrase_from(parse, colon + 1)
    spoken = any(parse.tag(at)[:2] in ("VB", "MD") for at in pair.inner)
    if source is not None and spoken and parse.tag(source.start) not in ("EX", "WP", "DT"):
        cue = range(colon, colon + 1)
        yield Frame((cue,), ":", source, (pair.outer,), "label", rules=("headline",))


def byline_candidates(parse: Parse) -> Iterator[Frame]:
    """Yield “…” ― Name, a quotation with a dash and its speaker after it, and such posts.

    Where single marks have confused those of a quotation, it begins where the line does, or
    after the last name.
    """
    forms, begins = parse.forms, -1
    item: MarkPair | None = None
    for pair in parse.marks.pairs:
        if pair.parent is not None:
            continue
        paragraph = parse.paragraph(pair.open)
        if pair.open in (paragraph.start, begins):
            item = pair
        dash = pair.outer.stop
        if pair.close is None or dash >= len(forms) or forms[dash] not in _DASHES:
            continue
        stop = _name_stop(parse, dash + 1)
        if stop is None or pair.stop - pair.open < _SHORTEST:
            continue
        first = pair
        if item is not None and item.open >= paragraph.start and _is_confused(parse, item, pair):
            first = item
        cue, name, content = range(dash, dash + 1), range(dash + 1, stop), range(first.open, dash)
        yield Frame((cue,), "―", name, (content,), "label", rules=("dash",))
        item, begins = None, stop
    for index, word in enumerate(forms):
        post = _post(parse, index) if word[0] == "@" else None
        if post is not None:
            yield post


def _is_confused(parse: Parse, first: MarkPair, last: MarkPair) -> bool:
    """Tell “… ‘Some pay.” And some “steal.’” ― Name, one quotation that looks like two.

    There is a single mark without its other half in the first, and no past tense between the
    two says that somebody spoke.
    """
    forms = parse.forms
    single = any(forms[at] in _SINGLE for at in first.inner)
    between = parse.tags[first.outer.stop : last.open]
    return single and first.close is not None and "VBD" not in between


def _post(parse: Parse, handle: int) -> Frame | None:
    """Read a paragraph that is a post: “It rained. — Ann Lee (@annlee) March 3, 2019”."""
    forms = parse.forms
    paragraph = parse.paragraph(handle)
    stop = handle + 2
    bracketed = forms[handle - 1 : stop] == ("(", forms[handle], ")")
    if not bracketed or paragraph.stop - stop > _DATE:
        return None
    least = max(paragraph.start + 1, handle - _LONGEST)
    dash = next((at for at in range(handle - 2, least - 1, -1) if forms[at] in _DASHES), None)
    if dash is None or not forms[dash + 1][0].isupper():
        return None
    cue, name = range(dash, dash + 1), range(dash + 1, stop)
    content = range(paragraph.start, dash)
    return Frame((cue,), "―", name, (content,), "label", rules=("post",))


def _name_stop(parse: Parse, first: int) -> int | None:
    """Return where the name at ``first`` stops, if nothing else stands in the paragraph there."""
    forms, tags, roles = parse.forms, parse.tags, parse.marks.roles
    paragraph = parse.paragraph(first - 1)
    if first == paragraph.stop or not forms[first][0].isupper():
        return None
    stop = first
    while (
        stop < min(paragraph.stop, first + _LONGEST - 1)
        and roles[stop] == ""
        and (forms[stop][0].isupper() or tags[stop] in ("DT", "IN"))
    ):
        stop += 1
    ended = stop == paragraph.stop or roles[stop] == "open" or forms[stop][0] in _AFTER_NAME
    return stop if ended else None
