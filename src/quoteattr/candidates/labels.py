"""Names set beside what was said: “SMITH: …”, “Smith: “…””, “…” ― Smith."""

from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import evolve

from quoteattr.extents import quoted_from
from quoteattr.frame import LABEL, QUOTE, TURN, Frame
from quoteattr.syntax import NOBODY, is_called_up, noun_phrase_from, opens_turn, title_words
from quoteattr.text import MarkPair, Parse
from quoteattr.words import DASHES, SAYINGS

__all__ = ["dash", "headline", "label", "post", "turns"]

#: A name with its title takes so many tokens: “Prime Minister Sir Ann van der Lee of Perth”.
_LONGEST = 9
#: And so many what is in capitals: “ANN LEE, HEAD OF THE PORT AUTHORITY OF ALDER QUAY:”.
_LONGEST_SHOUTED = 20
#: A quotation with a label before or after it has so many words.
_SHORTEST = 3
#: A label before words without marks is one only if there are so many of them.
_LEAST_WORDS = 2
#: So long may the date after a post be, its link and a last mark included.
_DATE = 8
#: So many labels make a transcript where most of them are mere names that come again.
_FEWEST_TURNS = 3
_BEFORE_NAME = frozenset({"and", "this", "more", "from", "here", "’s", "'s", "per"})
#: So many words may lead up to a label: “And here’s more from Ann Lee:”.
_LEADING = 4
_IN_NAMES = _BEFORE_NAME | {"of", "the"}
#: A hyphen between spaces stands for a dash.
_DASHES = DASHES | {"-"}
#: What stands before the one who signs: a dash, or what some write for one.
_SIGNING = _DASHES | {"_", "~"}
_SINGLE = frozenset("‘'")
_AFTER_NAME = frozenset(".,;(“\"‘'«„")


def label(parse: Parse) -> Iterator[Frame]:
    """Yield “SMITH: …” and “Smith: “…””, a name and a colon before what is said."""
    start = parse.bounds.start
    start += parse.role(start) == "open"
    start = _name_start(parse, _dashed(parse) or start)
    longest = _LONGEST_SHOUTED if parse.form(start).isupper() else _LONGEST
    colon = _colon(parse, start, longest) or _stop_after_name(parse)
    if colon is None:
        return
    name, last = range(start, colon), parse.tag(colon - 1)
    turn = parse.word(colon) == "." or opens_turn(parse, name)
    if not turn and not _is_name(parse, name) and not _is_described(parse, name):
        return
    content, complement = quoted_from(parse, colon + 1), QUOTE
    if content is None and (turn or (last in ("NNP", "-RRB-") and _is_name(parse, name))):
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
    return not (alone and (parse.word(name.start) in NOBODY or parse.tag(name.start) == "DT"))


def _is_described(parse: Parse, name: range) -> bool:
    """Tell a name with what it is, before a quotation: “Ann Lee, head of the port: “No.””."""
    phrase = noun_phrase_from(parse, name.start, name.stop)
    if phrase is None or parse.tag(name.start) != "NNP" or parse.role(name.stop + 1) != "open":
        return False
    return phrase.stop < name.stop - 1 and parse.forms[phrase.stop] == ","


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


def _colon(parse: Parse, start: int, longest: int) -> int | None:
    """Return the colon after a few words without a verb."""
    for index in range(start + 1, min(start + longest, parse.bounds.stop)):
        if parse.word(index) == ":":
            return index
        if parse.tag(index)[:2] in ("VB", "MD"):
            return None
    return None


def _stop_after_name(parse: Parse) -> int | None:
    """Return the full stop after the name that opens a turn: “Mr. LEE. The ferry was late.”."""
    last = parse.bounds.stop - 1
    name = range(parse.bounds.start, last)
    opens = parse.word(last) == "." and name.start == parse.paragraph(last).start
    if not opens or not 1 < len(name) < _LONGEST:
        return None
    return last if is_called_up(parse, name) else None


def _rest_of_paragraph(parse: Parse, first: int) -> range | None:
    marks, forms = parse.marks, parse.forms
    stop = parse.paragraph(first - 1).stop
    if first == stop:
        return None
    if marks.inside[first] >= 0:
        stop = min(stop, parse.pair(first).stop)
    while stop > first and marks.roles[stop - 1] == "" and forms[stop - 1][0] in ".!?…":
        stop -= 1
    return range(first, stop) if stop > first else None


def turns(parse: Parse, frames: Sequence[Frame]) -> list[Frame]:
    """Return frames in which labels that open the turns of a transcript are turns.

    One alone makes no transcript, but for a handle: “@annlee: It rained.” is a post by itself.
    Where there are more of them, or the same names come again, other names are labels too.
    """
    opening = [at for at, frame in enumerate(frames) if _is_opening(parse, frame)]
    named = [at for at, frame in enumerate(frames) if _is_named(parse, frame)]
    spelled = Counter(_spelled(parse, frames[at]) for at in named)
    again = sum(count for count in spelled.values() if count > 1)
    if len(opening) > 1 or len(opening) + again >= _FEWEST_TURNS:
        opening += named
    elif not all(_spelled(parse, frames[at])[0].startswith("@") for at in opening):
        return list(frames)
    changed = list(frames)
    for at in opening:
        changed[at] = evolve(frames[at], complement=TURN)
    return changed


def _is_opening(parse: Parse, frame: Frame) -> bool:
    """Tell a label, all that stands before its colon included, that may open a turn."""
    name = _label_of(frame)
    return bool(name) and (parse.word(name.stop) == "." or opens_turn(parse, name))


def _is_named(parse: Parse, frame: Frame) -> bool:
    """Tell a label that opens its paragraph though it is no more than a name: “Ann Lee: …”."""
    name = _label_of(frame)
    opens = bool(name) and parse.paragraph(name.start).start == name.start
    return opens and not _is_opening(parse, frame)


def _label_of(frame: Frame) -> range:
    """Return what stands before the colon of a label without quotation marks, else nothing."""
    if not frame.is_label or frame.complement != LABEL or frame.source is None:
        return range(0)
    return range(frame.source.start, frame.content[0].start - 1)


def _spelled(parse: Parse, frame: Frame) -> tuple[str, ...]:
    name = _label_of(frame)
    return parse.forms[name.start : name.stop]


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
        if pair.close is None or dash >= len(forms) or forms[dash] not in _SIGNING:
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
