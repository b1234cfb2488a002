"""Where the parts of an attribution begin and end, punctuation and quotation marks considered.

People who annotate are at odds over marks and commas at the edges; here the edges are always
drawn alike: no comma or full stop at an edge, and marks where what they enclose is all there.
"""

from collections.abc import Iterable, Sequence

from quoteattr.text import MarkPair, Parse, joined, size_of, tokens_of, within

__all__ = ["trimmed", "trimmed_content", "whole_quotations", "with_bracket"]


#: What may stand at the edge of a part without belonging to it. Signs that are read aloud,
#: such as $ and %, do.
_SIGNS = frozenset("&,.;:!?…–—―‒-\"'`´“”‘’„‚«»‹›「」『』()[]{}•*|/")
#: A bracket that a source leaves open is closed at most so many tokens on.
_BRACKET = 4
#: Who takes so many words from the start of a quotation means it all.
_OPENING = 3


def _is_sign(word: str) -> bool:
    """Tell punctuation from words, and from what an apostrophe begins: ’s, ’re, ’tis."""
    return word[0] in _SIGNS and not any(map(str.isalnum, word))


def trimmed(parse: Parse, run: range) -> range:
    """Return a source or a cue without punctuation and possessive marks at its edges.

    Where there is nothing else, they stay, and so does a mark that closes what stands inside.
    """
    forms, tags = parse.forms, parse.tags
    told = [index for index in run if tags[index] != "POS" and not _is_sign(forms[index])]
    if not told:
        return run
    first, stop = told[0], _past_mark(parse, range(told[0], told[-1] + 1))
    bracket = stop + (stop < run.stop and forms[stop] == ".")
    closed = bracket < run.stop and forms[bracket] == ")"
    if closed and "(" in forms[first:stop]:
        stop = bracket + 1
    return range(first, stop)


def _past_mark(parse: Parse, run: range) -> int:
    """Return where a run stops with the mark that closes what it quotes: the host of “Today”."""
    opened = next((at for at in reversed(run) if parse.marks.roles[at] == "open"), None)
    closed = opened is not None and opened > run.start and parse.pair(opened).close == run.stop
    return run.stop + closed


def with_bracket(parse: Parse, run: range) -> range:
    """Take the other half of a bracket along: “Ann Lee (D-Va” with “.)”, “(NASDAQ” with “: X)”."""
    forms = parse.forms
    if "(" not in forms[run.start : run.stop] or ")" in forms[run.start : run.stop]:
        return run
    for index in range(run.stop, min(run.stop + _BRACKET, len(forms))):
        if forms[index] == ")":
            return range(run.start, index + 1)
        if forms[index] not in (".", ":") and not forms[index].isupper():
            break
    return run


def trimmed_content(parse: Parse, content: Iterable[range]) -> tuple[range, ...]:
    """Return a content whose pieces begin and end with a word or a whole quotation."""
    return joined([_piece(parse, run) for run in content])


def whole_quotations(parse: Parse, anchor: int, content: tuple[range, ...]) -> tuple[range, ...]:
    """Take in all of each quotation that a content begins with, or holds half of.

    Nobody says half of what stands between two marks; only marks around the cue itself are
    those of somebody else.
    """
    inside, done, whole = parse.marks.inside, set[int](), content
    for index in tokens_of(content):
        if inside[index] < 0 or index in done:
            continue
        pair = _quotation_of(parse, index, anchor)
        if pair is None:
            continue
        words = pair.inner
        done.update(pair.outer)
        held = size_of(within(whole, [words]))
        if held < len(words) and (2 * held >= len(words) or _holds_all(whole, words[:_OPENING])):
            whole = joined([*whole, pair.outer])
    return whole


def _holds_all(content: Sequence[range], words: range) -> bool:
    return within(content, [words]) == (words,)


def _quotation_of(parse: Parse, index: int, anchor: int) -> MarkPair | None:
    """Return the outermost quotation around a token that is not around the anchor too."""
    found: MarkPair | None = None
    for pair in parse.marks.around(index):
        if anchor in pair.outer:
            break
        found = pair
    return found


def _piece(parse: Parse, run: range) -> range:
    forms, start, stop = parse.forms, run.start, run.stop
    while start < stop and _is_sign(forms[start]) and not _brackets(forms, start, stop):
        start += 1
    while stop > start and _is_sign(forms[stop - 1]) and not _brackets(forms, start, stop):
        stop -= 1
    if start == stop:
        return range(0)
    return _with_marks(parse, range(start, stop))


def _brackets(words: Sequence[str], start: int, stop: int) -> bool:
    """Tell whether a bracket at an edge of a stretch has its other half within."""
    first, last = words[start], words[stop - 1]
    if first == "(" and ")" in words[start:stop]:
        return True
    return last == ")" and "(" in words[start:stop]


def _with_marks(parse: Parse, run: range) -> range:
    """Take the marks along of each quotation that lies wholly in a run of words."""
    marks, start, stop = parse.marks, run.start, run.stop
    changed = True
    while changed:
        changed = False
        for number in {marks.inside[start], marks.inside[stop - 1]}:
            pair = marks.pairs[number] if number >= 0 else None
            while pair is not None:
                inner = pair.inner
                opened = pair.open >= start or _only_signs(parse, inner.start, start)
                closed = pair.outer.stop <= stop or _only_signs(parse, stop, inner.stop)
                grown = range(min(start, pair.open), max(stop, pair.outer.stop))
                if opened and closed and grown != range(start, stop):
                    start, stop, changed = grown.start, grown.stop, True
                pair = marks.pairs[pair.parent] if pair.parent is not None else None
    return range(start, stop)


def _only_signs(parse: Parse, start: int, stop: int) -> bool:
    """Tell whether no word stands in a stretch."""
    forms = parse.forms
    return all(_is_sign(forms[index]) for index in range(start, stop))
