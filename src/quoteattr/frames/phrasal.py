"""Cues that are no verbs: “according to”, colons, nouns such as “claim”."""

from collections.abc import Iterator

from quoteattr.frames.candidates import Candidate
from quoteattr.frames.clauses import Clauses
from quoteattr.frames.contents import content_before, content_from, quoted_from
from quoteattr.frames.phrases import noun_phrase_from, noun_phrase_to
from quoteattr.tagging import Tagged

__all__ = ["byline_candidates", "colon_candidates", "noun_candidates", "source_phrase_candidates"]

_NOUN_LINKS = frozenset("that of for to about on against from by with in over as".split())
_LONGEST_LABEL = 9
_DASHES = frozenset({"―", "—", "–", "--", "-"})


def source_phrase_candidates(view: Clauses) -> Iterator[Candidate]:
    """Yield “according to X”, “in the words of X”, “in X’s view” and their content."""
    for index in view.sentence:
        word = view.word(index)
        if word == "according" and view.word(index + 1) == "to":
            cue, source = range(index, index + 2), _source_from(view, index + 2)
            lemma = "according to"
        elif word == "per" and view.tag(index + 1) in ("DT", "NNP") and (
            view.word(index - 1) in (",", "") or view.role(index - 1) == "close"
        ):
            cue, source, lemma = range(index, index + 1), _source_from(view, index + 1), "per"
        elif word in ("words", "view", "opinion", "account", "telling", "estimation") and (
            found := _in_the_words_of(view, index)
        ):
            cue, source = found
            lemma = f"in the {word} of"
        else:
            continue
        if source is None:
            continue
        content = _around(view, cue, source)
        if content:
            yield Candidate(lemma, "phrase", cue, source, content, "source phrase")


def _source_from(view: Clauses, first: int) -> range | None:
    phrase = noun_phrase_from(view.tagged, first, view.sentence.stop)
    if phrase is None:
        return None
    stop = phrase.stop
    while view.tag(stop) in ("VBN", "VBG", "CC") or (
        view.tag(stop) in ("IN", "TO") and view.tag(stop - 1)[:2] in ("VB", "NN")
        and view.word(stop) in ("by", "in", "from", "on", "of", "with", "to", "at", "for")
    ):
        further = noun_phrase_from(view.tagged, stop + 1, view.sentence.stop)
        if further is None:
            break
        stop = further.stop
    return range(phrase.start, stop)


def _in_the_words_of(view: Clauses, index: int) -> tuple[range, range] | None:
    """Read “in the words of X” and “in X’s words” around the noun at ``index``."""
    if view.word(index - 1) == "the" and view.word(index - 2) in ("in", "by") and (
        view.word(index + 1) == "of"
    ):
        source = _source_from(view, index + 2)
        return None if source is None else (range(index - 2, index + 2), source)
    if view.tag(index - 1) == "PRP$" and view.word(index - 2) in ("in", "by"):
        return range(index - 2, index + 1), range(index - 1, index)
    if view.tag(index - 1) == "POS":
        owner = noun_phrase_to(view.tagged, index - 2, view.sentence.start)
        if owner is not None and view.word(owner.start - 1) in ("in", "by"):
            return range(owner.start - 1, index + 1), owner
    return None


def _around(view: Clauses, cue: range, source: range) -> tuple[range, ...]:
    """Return what stands before and after a source phrase in its sentence."""
    pieces: list[range] = []
    start = cue.start
    opener = start == view.sentence.start or (
        view.tag(start - 1) in ("CC", "IN") and start - 2 < view.sentence.start
    )
    comma_before = view.word(start - 1) in (",", "--", "—", "–") or view.role(start - 1) == "close"
    if not opener and (comma_before or view.word(source.stop) != ","):
        before = content_before(view, start, cue.start)
        pieces += before or ()
    after = source.stop
    if view.word(after) == ":" and view.role(after + 1) == "open":
        quotation = quoted_from(view, after + 1)
        return () if quotation is None else (quotation,)
    if view.word(after) == ",":
        if opener or not pieces:
            content = quoted_from(view, after + 1) or content_from(
                view, after + 1, cue.start, clause=True
            )
            if content is not None:
                pieces.append(content)
        elif view.word(after + 1) not in ("who", "which", "but", "and", "while", "a", "an") and (
            view.tag(after + 1) not in ("VBG", "IN")
        ):
            resumed = content_from(view, after + 1, cue.start, clause=True)
            if resumed is not None and view.finite_from(resumed.start, resumed.stop) is not None:
                pieces.append(resumed)
    return tuple(pieces)


def colon_candidates(view: Clauses) -> Iterator[Candidate]:
    """Yield “SMITH: …” and “Smith: “…””, a name and a colon before what is said."""
    start = view.sentence.start
    if view.role(start) == "open" and view.word(start + 1):
        start += 1
    while view.word(start) in ("more", "from", "here", "’s", "'s", "per"):
        start += 1
    for index in range(start + 1, min(start + _LONGEST_LABEL, view.sentence.stop)):
        if view.word(index) != ":":
            if view.tag(index)[:2] in ("VB", "MD"):
                return
            continue
        label = noun_phrase_from(view.tagged, start, index)
        if label is None or label.stop < index and view.tag(index - 1) != "-RRB-":
            return
        source = range(start, index)
        content = quoted_from(view, index + 1)
        name = view.tag(index - 1)
        if content is None:
            if name != "NNP" and name != "-RRB-":
                return
            content = _paragraph_rest(view, index + 1)
            frame = "label"
        else:
            frame = "quote"
        if content is not None:
            yield Candidate(":", frame, range(index, index + 1), source, (content,), "label")
        return


def byline_candidates(tagged: Tagged) -> Iterator[Candidate]:
    """Yield “…” ― Name, a quotation with a dash and its speaker after it."""
    words, pos, marks = tagged.tokens.words, tagged.pos, tagged.marks
    for pair in marks.pairs:
        dash = pair.stop + 1
        if pair.parent is not None or pair.close is None or dash + 1 >= len(words):
            continue
        if words[dash] not in _DASHES or pair.stop - pair.open < 3:
            continue
        stop = dash + 1
        while stop < min(len(words), dash + _LONGEST_LABEL) and (
            pos[stop] in ("NNP", "NNPS") or words[stop][0].isupper() or pos[stop] in ("DT", "IN")
        ):
            if marks.roles[stop]:
                break
            stop += 1
        ends = stop == len(words) or words[stop][0] in ".,;(“\"‘'«„" or marks.roles[stop] == "open"
        same = stop < len(words) and (
            tagged.layout.paragraph_of[stop] == tagged.layout.paragraph_of[dash]
        )
        if stop == dash + 1 or (same and not ends) or not words[dash + 1][0].isupper():
            continue
        content = range(pair.open, pair.stop + 1)
        yield Candidate(
            "―", "label", range(dash, dash + 1), range(dash + 1, stop), (content,), "dash and name"
        )


def _paragraph_rest(view: Clauses, first: int) -> range | None:
    layout, words, roles = view.tagged.layout, view.tagged.tokens.words, view.tagged.marks.roles
    if first >= view.sentence.stop:
        return None
    paragraph = layout.paragraphs[layout.paragraph_of[first]]
    stop = paragraph.stop
    inside = view.tagged.marks.inside[first]
    if inside >= 0:
        stop = min(stop, view.tagged.marks.pairs[inside].stop)
    while stop > first and roles[stop - 1] == "" and words[stop - 1][0] in ".!?…":
        stop -= 1
    return range(first, stop) if stop > first + 1 else None


def noun_candidates(view: Clauses) -> Iterator[Candidate]:
    """Yield “her claim that …”, “Lee’s call for …”, “the belief among voters that …”."""
    cues, pos = view.lexicon.cues, view.tagged.pos
    for index in view.sentence:
        if pos[index] not in ("NN", "NNS", "JJ"):
            continue
        lemma = f"{view.tagged.lemmas[index]}/n" if pos[index] != "JJ" else (
            f"{view.tagged.lemmas[index]}/j"
        )
        if lemma not in cues:
            continue
        candidate = _noun_candidate(view, index, lemma)
        if candidate is not None:
            yield candidate


def _noun_candidate(view: Clauses, index: int, lemma: str) -> Candidate | None:
    link = index + 1
    source = _owner(view, index)
    done = None if source is not None or lemma[-1] == "j" else _doer(view, index)
    source = source or done
    if source is None and view.word(link) in ("of", "by", "from", "among") and lemma[-1] == "n":
        agent = noun_phrase_from(view.tagged, link + 1, view.sentence.stop)
        if agent is not None and view.word(agent.stop) in ("that", "to", "for", "about"):
            source, link = agent, agent.stop
    word = view.word(link)
    if word not in _NOUN_LINKS:
        return None
    first = link if word in ("that", "to") and view.tag(link + 1) != "DT" else link + 1
    content = content_from(view, first, index, clause=word == "that")
    if content is None:
        return None
    begin = index
    while begin > view.sentence.start and view.tag(begin - 1) in ("JJ", "RB") and lemma[-1] == "n":
        begin -= 1
    cue = range(begin, link + 1 if first == link + 1 and link == index + 1 else index + 1)
    prefix = "bare-" if source is None else "do-" if done is not None else ""
    frame = f"{prefix}{word}"
    return Candidate(lemma, frame, cue, source, (content,), f"noun with {word}")


def _owner(view: Clauses, index: int) -> range | None:
    """Return whose claim it is: “her”, “Lee’s”, or for an adjective the subject."""
    before = index - 1
    while before > view.sentence.start and view.tag(before) in ("JJ", "JJR", "JJS", "RB", "CD"):
        before -= 1
    tag = view.tag(before)
    if view.tag(index) == "JJ":
        for number, group in enumerate(view.groups):
            if group.stop <= index and group.stop >= before and group.lemma in ("be", "remain",
                                                                             "become", "feel"):
                return view.subjects[number]
        return None
    if tag == "PRP$":
        return range(before, before + 1)
    if tag == "POS":
        return noun_phrase_to(view.tagged, before - 1, view.sentence.start)
    return None


def _doer(view: Clauses, index: int) -> range | None:
    """Return who makes a claim, in “they made the claim that …”: the subject of the verb."""
    before = index - 1
    while before > view.sentence.start and view.tag(before) in ("JJ", "JJR", "JJS", "RB", "CD"):
        before -= 1
    if view.tag(before) == "DT":
        before -= 1
    for number, group in enumerate(view.groups):
        if group.head == before:
            return view.subjects[number]
    return None
