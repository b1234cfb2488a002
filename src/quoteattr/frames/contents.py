"""Where reported content begins and ends."""

from quoteattr.frames.clauses import Clauses
from quoteattr.frames.phrases import VerbGroup

__all__ = ["content_before", "content_from", "quoted_from", "trimmed"]

_PARTICIPLES = frozenset(
    "saying adding noting arguing calling citing claiming explaining insisting suggesting"
    " telling referring describing warning accusing urging asking promising predicting"
    " recalling vowing pledging stressing writing declaring blaming praising criticizing"
    " asserting alleging acknowledging admitting conceding joking quoting tweeting"
    " according".split()
)
_LOOSE = frozenset("after before when while during following because amid despite as".split())
_CONTRAST = frozenset("but while although though whereas".split())
_DASHES = frozenset({"--", "—", "–", "―"})
_STRIPPED = frozenset({",", ":", ";", "-"}) | _DASHES


def trimmed(view: Clauses, first: int, stop: int) -> range | None:
    """Cut commas, dashes and final stops off both ends; None if no word is left."""
    words, roles = view.tagged.tokens.words, view.tagged.marks.roles
    while first < stop and (words[first] in _STRIPPED or _closes_earlier(view, first)):
        first += 1
    while stop > first and roles[stop - 1] == "" and (
        words[stop - 1] in _STRIPPED or words[stop - 1][0] in ".!?…"
    ):
        stop -= 1
    return range(first, stop) if stop > first else None


def _closes_earlier(view: Clauses, index: int) -> bool:
    marks = view.tagged.marks
    return marks.roles[index] == "close" and marks.pairs[marks.inside[index]].open < index


def quoted_from(view: Clauses, first: int) -> range | None:
    """Return the whole quotation whose opening mark stands at ``first``, marks included."""
    marks = view.tagged.marks
    if first >= len(marks.roles) or marks.roles[first] != "open":
        return None
    pair = marks.pairs[marks.inside[first]]
    stop = pair.stop + 1 if pair.close is not None else pair.stop
    return range(first, stop) if pair.stop > first + 1 else None


def ceiling(view: Clauses, cue: int) -> int:
    """Return where content must end: the sentence, or the quotation that the cue is in."""
    marks = view.tagged.marks
    inside = marks.inside[cue]
    stop = view.body_stop
    if inside >= 0:
        stop = min(stop, marks.pairs[inside].stop)
    return stop


def content_from(view: Clauses, first: int, cue: int, *, clause: bool) -> range | None:
    """Return the content that begins at ``first`` and follows the cue at index ``cue``.

    A ``clause`` runs to the end of the sentence unless another act of reporting, a contrast
    or a participle takes over; other content also ends before a loose adjunct.
    """
    stop = ceiling(view, cue)
    words, marks = view.tagged.tokens.words, view.tagged.marks
    home = marks.inside[cue]
    opening = quoted_from(view, first)
    if opening is not None and first > 0 and (
        words[first - 1] in (",", ":") or _whole(view, opening)
    ):
        return opening
    index = first
    end = stop
    while index < stop:
        if marks.roles[index] == "open" and marks.inside[index] != home:
            pair = marks.pairs[marks.inside[index]]
            index = pair.stop if pair.close is None else pair.stop + 1
            if index > stop:
                end = index
            elif words[pair.stop - 1] == "," and index < stop and _comma_ends(
                view, index - 1, cue, clause
            ):
                end = index
                break
            continue
        if index > first and _takes_over(view, index, cue, clause):
            end = index
            break
        index += 1
    return trimmed(view, first, end)


def _whole(view: Clauses, quotation: range) -> bool:
    """Tell whether nothing that follows a quotation can belong to the same content."""
    last = view.tagged.tokens.words[quotation.stop - 2][-1]
    after = quotation.stop
    return last in "?!" and view.tag(after) == "CC" and view.tag(after + 1)[:2] == "VB"


def _takes_over(view: Clauses, index: int, cue: int, clause: bool) -> bool:
    """Tell whether the content ends before the token at ``index``."""
    word, tag = view.word(index), view.tag(index)
    if word in (";",):
        return True
    if word in _DASHES:
        return view.tag(index + 1) in ("CC",) or not clause or (
            _in_opener(view, cue) and _comma_ends(view, index, cue, clause)
        )
    if word in (",", "(") or tag == "-LRB-":
        return _comma_ends(view, index, cue, clause)
    if tag == "CC" and word in ("and", "but"):
        return _takes_up(view, index + 1, cue)
    if not clause and word in _LOOSE and tag in ("IN", "WRB", "VBG"):
        return not (word == "as" and index < cue + 12)
    return False


def _comma_ends(view: Clauses, comma: int, cue: int, clause: bool) -> bool:
    following = view.word(comma + 1)
    if following in _PARTICIPLES or _participle_cue(view, comma + 1):
        return True
    if following in ("who", "which", "whose", "where"):
        return not clause
    if following in ("and", "but") and _takes_up(view, comma + 2, cue):
        return True
    if following in _CONTRAST:
        if not clause:
            return True
        return following in ("while", "whereas") or (
            view.tag(comma + 2) in ("VBD", "VBZ", "VBP") or _has_report(view, comma + 2)
        )
    if following == "and":
        return not clause and view.tag(comma + 2)[:2] in ("VB", "MD", "PR") or _has_report(
            view, comma + 2
        )
    number = view.finite_from(comma + 1, min(comma + 14, view.sentence.stop))
    if number is not None:
        group, subject = view.groups[number], view.subjects[number]
        if group.first == comma + 1 and subject is not None and subject.stop <= cue:
            return True
        if subject is not None and not view.shared[number] and subject.start == comma + 1:
            if not clause or _in_opener(view, cue) or _reports_before(view, group):
                return True
    if view.role(comma + 1) == "open" or view.role(comma + 2) == "open":
        return False
    return not clause and view.tag(comma + 1) in ("VBG", "RB", "IN", "WRB", "PRP", "WP", "VBN", "DT")


def _participle_cue(view: Clauses, index: int) -> bool:
    """Tell whether a participle that is a likely cue begins at ``index``."""
    number = view.group_at(index)
    if number is None or view.groups[number].form != "ing":
        return False
    entry = view.lexicon.cues.get(view.groups[number].lemma)
    return entry is not None and max(entry.share("that"), entry.share("np")) > 0.6


def _reports_before(view: Clauses, group: VerbGroup) -> bool:
    """Tell whether a verb reports what stands before it or the quotation after it."""
    entry = view.lexicon.cues.get(group.lemma)
    if entry is None or entry.share("end") <= 0.5:
        return False
    stop = group.stop
    return (
        stop >= view.body_stop
        or view.word(stop) in (",", "on", "in", ":")
        or view.role(stop) == "open"
        or view.role(stop + 1) == "open"
    )


def _in_opener(view: Clauses, cue: int) -> bool:
    """Tell whether the cue stands in an opening clause (“While he said …, she left”)."""
    first = view.sentence.start
    if view.tag(first) == "CC":
        first += 1
    if view.tag(first) not in ("IN", "WRB", "VBG", "VBN") or cue - first > 15:
        return False
    return all(view.word(index) != "," for index in range(first, cue))


def _has_report(view: Clauses, index: int) -> bool:
    """Tell whether a fresh act of reporting begins at ``index`` (“but he said …”)."""
    number = view.finite_from(index, min(index + 8, view.sentence.stop))
    if number is None:
        return False
    group, subject = view.groups[number], view.subjects[number]
    entry = view.lexicon.cues.get(group.lemma)
    return (
        entry is not None
        and entry.share("end") > 0.75
        and (group.first == index or (subject is not None and subject.start == index))
    )


def _takes_up(view: Clauses, index: int, cue: int) -> bool:
    """Tell whether a finite verb at ``index`` carries on a subject from before the cue.

    In “she said he left and called it a day” the last verb belongs to “he”, in “she said he
    is ill and called it a day” to “she”: the tense tells.
    """
    number = view.group_at(index)
    if number is None or view.groups[number].form != "finite" or not view.shared[number]:
        return False
    subject = view.subjects[number]
    return subject is not None and subject.stop <= cue


def content_before(view: Clauses, stop: int, cue: int) -> tuple[range, ...] | None:
    """Return the content that ends before ``stop``, where source or cue begin.

    A quotation that ends there is taken whole, back to its opening mark in an earlier
    sentence; words before it in the same sentence belong to it unless they introduce it.
    """
    marks, words = view.tagged.marks, view.tagged.tokens.words
    home = marks.inside[cue]
    floor = view.sentence.start
    if home >= 0:
        floor = max(floor, marks.pairs[home].open + 1)
    last = stop - 1
    while last >= floor and words[last] in (",", "--", "—", "–"):
        last -= 1
    quoted = last >= 0 and marks.roles[last] == "close" and marks.inside[last] != home
    if last < floor and not quoted:
        return None
    if quoted:
        pair = marks.pairs[marks.inside[last]]
        while pair.parent is not None and pair.parent != home:
            pair = marks.pairs[pair.parent]
        if pair.open <= floor:
            return (range(pair.open, last + 1),)
        floor_word = view.word(pair.open - 1)
        lead = pair.open - floor
        if pair.open < floor or floor_word in (",", ":") or lead <= 1:
            return (range(pair.open, last + 1),)
        floor = _clause_start(view, floor, pair.open)
        return (range(floor, last + 1),)
    floor = _clause_start(view, floor, last)
    content = trimmed(view, floor, last + 1)
    return None if content is None else (content,)


def _clause_start(view: Clauses, floor: int, stop: int) -> int:
    """Leave out a conjunction at the start and what a semicolon cuts off."""
    for index in range(stop - 1, floor, -1):
        if view.word(index) == ";":
            return index + 1
    if view.tag(floor) == "CC" and floor + 1 < stop:
        return floor + 1
    if view.role(floor) == "close" or view.word(floor) in (")", "-"):
        return floor + 1
    return floor
