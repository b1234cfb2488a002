"""Names set beside what was said: “SMITH: …”, “Smith: “…””, “…” ― Smith."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from quoteattr.extents import quoted_from
from quoteattr.frame import LABEL, QUOTE, TURN, Frame
from quoteattr.syntax import noun_phrase_from, title_words
from quoteattr.text import MarkPair, Parse
from quoteattr.words import DASHES, SAYINGS

__all__ = ["dash", "headline", "label", "post", "turns"]

#: A name with its title takes so many tokens: “Prime Minister Sir Ann van der Lee of Perth”.
_LONGEST = 9
#: A quotation with a label before or after it has so many words.
_SHORTEST = 3
#: A label before words without marks is one only if there are so many of them.
_LEAST_WORDS = 2
#: So long may the date after a post be, its link and a last mark included.
_DATE = 8
_BEFORE_NAME = frozenset({"and", "this", "more", "from", "here", "’s", "'s", "per"})
#: So many words may lead up to a label: “And here’s more from Ann Lee:”.
_LEADING = 4
#: What an interview calls question and answer.
_INTERVIEW = frozenset({"q", "a", "q.", "a."})
#: What stands in capitals before a colon and speaks for nobody.
_NOBODY = frozenset(
    """abstract advertisement breaking byline correction credit editor exclusive fact figure
    headline item length live location more note notes part photo photos poll quiz rating
    read related section source sources spoiler step summary tip tips update updated
    verdict video warning watch""".split()
)
_IN_NAMES = _BEFORE_NAME | {"of", "the"}
#: A hyphen between spaces stands for a dash.
_DASHES = DASHES | {"-"}
_SINGLE = frozenset("‘'")
_AFTER_NAME = frozenset(".,;(“\"‘'«„")


def label(parse: Parse) -> Iterator[Frame]:
    """Yield “SMITH: …” and “Smith: “…””, a name and a colon before what is said."""
    start = parse.bounds.start
    start += parse.role(start) == "open"
    start = _name_start(parse, _dashed(parse) or start)
    colon = _colon(parse, start)
    if colon is None:
        return
    name, last = range(start, colon), parse.tag(colon - 1)
    turn = _opens_turn(parse, name)
    if not turn and not _is_name(parse, name):
        return
    content, complement = quoted_from(parse, colon + 1), QUOTE
    if content is None and (turn or last in ("NNP", "-RRB-")):
        content, complement = _rest_of_paragraph(parse, colon + 1), LABEL
        if not turn and content is not None and len(content) < _LEAST_WORDS:
            return
    if content is not None:
        source, cue = _owner(parse, name)
        yield Frame((cue,), ":", source, (content,), complement)


def _is_name(parse: Parse, name: range) -> bool:
    """Tell a noun phrase of its own, with a bracket or without, that may speak."""
    phrase = noun_phrase_from(parse, name.start, name.stop)
    if phrase is None or (phrase.stop < name.stop and parse.tag(name.stop - 1) != "-RRB-"):
        return False
    alone = len(name) == 1
    return not (alone and (parse.word(name.start) in _NOBODY or parse.tag(name.start) == "DT"))


def _name_start(parse: Parse, start: int) -> int:
    """Step over “And this from” before a name."""
    for _ in range(_LEADING):
        start += parse.word(start) in _BEFORE_NAME and parse.word(start + 1) != ":"
    return start


def _dashed(parse: Parse) -> int:
    """Return where the name begins in “WHY POLLS FAIL - Ann Lee: “…””, 0 if there is none."""
    forms, words = parse.forms, parse.words
    for colon in [at for at in parse.bounds if words[at] == ":"]:
        if parse.role(colon + 1) != "open":
            continue
        least = max(parse.bounds.start, colon - _LONGEST)
        for at in range(colon - 1, least, -1):
            if forms[at] in _DASHES:
                return at + 1 if at + 1 < colon else 0
            if not forms[at][0].isupper() and parse.word(at) not in _IN_NAMES:
                break
    return 0


def _owner(parse: Parse, name: range) -> tuple[range, range]:
    """Return source and cue of a label: “Lee:” with its colon, “Lee’s verdict:” with its noun."""
    colon = name.stop
    owned = [at for at in name[1:] if parse.tag(at) == "POS"]
    noun = parse.lemmas[colon - 1]
    if owned and (noun in SAYINGS or f"{noun}/n" in parse.lexicon.cues):
        return range(name.start, owned[-1]), range(owned[-1] + 1, colon)
    return name, range(colon, colon + 1)


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


def _opens_turn(parse: Parse, name: range) -> bool:
    """Tell a name all in capitals at the start of a paragraph: “SMITH: Good evening.”."""
    forms = parse.forms
    first = parse.paragraph(name.start).start
    if name.start > first + 1 or (name.start > first and parse.role(first) != "open"):
        return False
    if len(name) == 1 and (parse.words[name.start] in _INTERVIEW or forms[name.start][0] == "@"):
        return True
    spelled = [forms[index] for index in name if forms[index][0].isalpha()]
    if not "".join(spelled).isupper() or spelled[0].lower() in _NOBODY:
        return False
    return any(len(word) > 1 for word in spelled)


def turns(parse: Parse, frames: Sequence[Frame]) -> list[Frame]:
    """Return frames in which labels that open the turns of a transcript are turns.

    One alone makes no transcript, but for a handle: “@annlee: It rained.” is a post by itself.
    """
    opening = [at for at, frame in enumerate(frames) if _is_opening(parse, frame)]
    changed = list(frames)
    if len(opening) == 1:
        source = frames[opening[0]].source
        if source is None or parse.forms[source.start][0] != "@":
            return changed
    for at in opening:
        changed[at] = evolve(frames[at], complement=TURN)
    return changed


def _is_opening(parse: Parse, frame: Frame) -> bool:
    """Tell a label, all that stands before its colon included, that may open a turn."""
    if not frame.is_label or frame.complement != LABEL or frame.source is None:
        return False
    colon = frame.content[0].start - 1
    return frame.source.start < colon and _opens_turn(parse, range(frame.source.start, colon))


def headline(parse: Parse) -> Iterator[Frame]:
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
        yield Frame((range(colon, colon + 1),), ":", source, (pair.outer,), LABEL)


def dash(parse: Parse) -> Iterator[Frame]:
    """Yield “…” ― Name, a quotation with a dash and its speaker after it.

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
        yield _signed(range(first.open, dash), range(dash + 1, stop))
        item, begins = None, stop


def _signed(content: range, name: range) -> Frame:
    """Return the frame of a content, with a dash and a name after it."""
    return Frame((range(content.stop, name.start),), "―", name, (content,), LABEL)


def _is_confused(parse: Parse, first: MarkPair, last: MarkPair) -> bool:
    """Tell “… ‘Some pay.” And some “steal.’” ― Name, one quotation that looks like two.

    There is a single mark without its other half in the first, and no past tense between the
    two says that somebody spoke.
    """
    forms = parse.forms
    single = any(forms[at] in _SINGLE for at in first.inner)
    between = parse.tags[first.outer.stop : last.open]
    return single and first.close is not None and "VBD" not in between


def post(parse: Parse) -> Iterator[Frame]:
    """Yield each paragraph that is a post: “It rained. — Ann Lee (@annlee) March 3, 2019”."""
    forms = parse.forms
    for handle in [at for at, form in enumerate(forms) if form[0] == "@"]:
        paragraph, stop = parse.paragraph(handle), handle + 2
        bracketed = forms[handle - 1 : stop] == ("(", forms[handle], ")")
        if not bracketed or paragraph.stop - stop > _DATE:
            continue
        least = max(paragraph.start + 1, handle - _LONGEST)
        dash = next((at for at in range(handle - 2, least - 1, -1) if forms[at] in _DASHES), None)
        if dash is not None and forms[dash + 1][0].isupper():
            yield _signed(range(paragraph.start, dash), range(dash + 1, stop))


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
