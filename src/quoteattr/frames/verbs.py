"""Verbal cues: what is said after, before and around them."""

from collections.abc import Iterator

from attrs import evolve

from quoteattr.frames.candidates import Candidate
from quoteattr.frames.clauses import Clauses
from quoteattr.frames.contents import content_before, content_from, quoted_from, trimmed
from quoteattr.frames.phrases import NOUNS, VerbGroup, noun_phrase_from

__all__ = ["verb_candidates"]

_TIME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight"
    " recently later earlier then also again once publicly simply".split()
)
_TIME_UNITS = frozenset("week month year night day morning afternoon evening weekend fall spring"
                        " summer winter".split())
_ADDRESSED = frozenset(
    "tell ask inform remind assure warn advise urge convince promise persuade notify beg"
    " implore instruct order show teach thank".split()
)
_WH = frozenset("how why what whether when where who which if whom".split())
_TIMES = _TIME_UNITS | _TIME
_BEFORE_TIME = frozenset("last this earlier late early that the next".split())
_PREPOSITIONS = frozenset(
    "about for of on against with in as to at by from into over toward towards".split()
)
_FAR = 15
_RESUMING = frozenset({",", ":", "--", "—", "–", ";", "and", "but", "still", "then"})


def verb_candidates(view: Clauses) -> Iterator[Candidate]:
    """Yield the candidate of every verb group that may be a cue.

    A verb that the lexicon does not know is one only after a quotation (“…!” beamed Lee).
    """
    cues = view.lexicon.cues
    for number, group in enumerate(view.groups):
        known = group.lemma in cues
        candidate = _speech_after(view, number, group)
        if candidate is None and (known or _introduces(view, group)):
            candidate = _complement(view, number, group)
        if candidate is not None and group.lemma == "put":
            candidate = evolve(candidate, lemma="put it")
        elif candidate is not None and not known:
            candidate = evolve(candidate, lemma="*") if candidate.frame[:5] == "quote" else None
        if candidate is not None:
            yield candidate


def _introduces(view: Clauses, group: VerbGroup) -> bool:
    """Tell whether any verb leads up to quoted speech (“Hill shot back, “Never…”)."""
    for at in range(group.stop, min(group.stop + 4, view.sentence.stop)):
        if view.word(at) in (",", ":"):
            return view.role(at + 1) == "open" and (
                view.tagged.tokens.words[min(at + 2, len(view.tagged.pos) - 1)][0].isupper()
            )
        if view.tag(at)[:2] in ("VB", "MD"):
            return False
    return False


def _skip_time(view: Clauses, index: int) -> int:
    """Step over “Monday”, “late last week”, “publicly” after a cue."""
    while index < view.sentence.stop:
        word, tag = view.word(index), view.tag(index)
        following = view.word(index + 1)
        if word in _TIME or (tag == "RB" and word.endswith("ly")):
            index += 1
        elif word == "on" and following in _TIME:
            index += 2
        elif word in _BEFORE_TIME and (following in _TIME_UNITS or following in _TIME):
            index += 2
        elif word in _BEFORE_TIME and following in _BEFORE_TIME and (
            view.word(index + 2) in _TIME_UNITS
        ):
            index += 3
        else:
            break
    return index


def _skip_adjuncts(view: Clauses, index: int) -> int:
    """Step over “Monday”, “last week”, “on Twitter”, “in a statement” after a cue."""
    stop = view.sentence.stop
    while index < stop:
        index = _skip_time(view, index)
        word, tag = view.word(index), view.tag(index)
        if tag in ("IN", "TO") and word in (
            "on", "in", "at", "during", "after", "to", "through", "via", "of", "about", "before",
            "by", "from", "outside", "with", "following", "for", "as", "over", "under",
        ):
            phrase = noun_phrase_from(view.tagged, index + 1, stop)
            if phrase is None:
                return index
            index = phrase.stop
            if view.word(index) == "," and view.tag(index + 1) == "NNP":
                region = noun_phrase_from(view.tagged, index + 1, stop)
                if region is not None and view.word(region.stop) == ",":
                    index = region.stop + (view.word(region.stop + 1) == "that")
        else:
            return index
    return index


def _subject_gap(view: Clauses, number: int) -> int:
    """Return the index at which source and cue together begin."""
    group, subject = view.groups[number], view.subjects[number]
    if subject is not None and not view.shared[number] and subject.stop <= group.first:
        return subject.start
    return group.first


def _follows_content(view: Clauses, index: int) -> bool:
    """Tell whether a comma, a dash or a closing quotation mark stands before ``index``."""
    before = index - 1
    if view.role(before) == "close":
        marks = view.tagged.marks
        if before < view.sentence.start:
            return _asks(view, before)
        return marks.pairs[marks.inside[before]].open < before - 1
    if before < view.sentence.start:
        return False
    return view.word(before) in (",", "--", "—", "–")


def _asks(view: Clauses, close: int) -> bool:
    """Tell whether the sentence before, in the same paragraph, ends “…?” or “…!”."""
    layout = view.tagged.layout
    return (
        layout.paragraph_of[close] == layout.paragraph_of[view.sentence.start]
        and _last_quoted(view, close) in "?!…—"
    )


def _last_quoted(view: Clauses, close: int) -> str:
    """Return the last character before a closing mark, inner closing marks aside."""
    while view.role(close - 1) == "close":
        close -= 1
    return view.tagged.tokens.words[close - 1][-1]


def _ends_clause(view: Clauses, index: int) -> bool:
    if index >= view.body_stop:
        return True
    if view.role(index) == "close":
        return True
    return view.word(index) in (",", ";", ":", "--", "—", "–", ")", "(") or (
        view.tag(index) in ("CC",) or view.word(index) in ("as", "when", "while", "after", "because")
    )


def _speech_after(view: Clauses, number: int, group: VerbGroup) -> Candidate | None:
    """Read “…, he said”, “…,” said Ann Lee, “…” and “…, the agency noted, …”."""
    if group.form not in ("finite", "participle") or view.tag(group.head) == "VBG":
        return None
    subject = view.subjects[number]
    own = subject is not None and not view.shared[number]
    inverted = None
    if _follows_content(view, group.first) and (not own or view.role(group.first - 1) == "close"):
        inverted = noun_phrase_from(view.tagged, group.stop, view.sentence.stop)
    if _follows_content(view, group.first) and inverted is not None:
        after = inverted.stop
        closed = view.role(group.first - 1) == "close"
        if not (closed or _ends_clause(view, after)):
            return None
        source: range | None = _with_apposition(view, inverted)
        begin = group.first
        after = source.stop if source is not None else after
    elif own and subject is not None:
        begin = _subject_gap(view, number)
        if view.word(begin - 1) == "as" and _follows_content(view, begin - 1):
            begin -= 1
        if not _follows_content(view, begin):
            return None
        source = subject
        after = group.stop + (group.lemma == "put" and view.word(group.stop) == "it")
    else:
        return None
    addressee = None
    if group.lemma in _ADDRESSED and inverted is None:
        addressee = noun_phrase_from(view.tagged, after, view.sentence.stop)
        after = addressee.stop if addressee is not None else after
    closing = view.role(begin - 1) == "close" and _is_utterance(view, begin - 1)
    beyond = _skip_adjuncts(view, after)
    if not _ends_clause(view, beyond) and not (closing and _opens_sentence(view, begin - 1)):
        return None
    hard = beyond >= view.body_stop or view.word(beyond) == ","
    if not closing and not hard and view.word(begin - 1) == "," and _opens_adverbial(view, begin):
        return None
    before = content_before(view, begin, group.head)
    if before is None:
        return None
    rest = _resumed(view, beyond, group.head, quoted=closing)
    content = before if rest is None else (*before, rest)
    return Candidate(
        group.lemma,
        "end" if not closing else "quote-end",
        range(group.first, group.stop),
        source,
        content,
        "quotation before cue" if closing else "clause before cue",
        addressee,
    )


def _is_utterance(view: Clauses, close: int) -> bool:
    """Tell quoted speech (“… go,”) from a quoted word: the inner end is punctuated, or long."""
    marks = view.tagged.marks
    pair = marks.pairs[marks.inside[close]]
    return _last_quoted(view, close) in ",.!?…—-" or close - pair.open > 5


def _opens_sentence(view: Clauses, close: int) -> bool:
    """Tell whether the quotation closed here begins its sentence or an earlier one."""
    marks = view.tagged.marks
    return marks.pairs[marks.inside[close]].open <= view.sentence.start + 1


def _opens_adverbial(view: Clauses, begin: int) -> bool:
    """Tell an opening adverbial (“On Monday, he said …”) from reported content."""
    first = view.sentence.start
    while view.tag(first) == "CC" or view.role(first) == "open":
        first += 1
    if view.tag(first) in ("IN", "WRB", "VBG", "VBN", "TO"):
        return not _ends_hard(view, begin) or view.finite_from(first, begin - 1) is None
    if view.finite_from(first, begin - 1) is not None:
        return False
    words = [view.word(index) for index in range(first, begin - 1)]
    return view.tag(first) == "RB" or not _TIMES.isdisjoint(words)


def _ends_hard(view: Clauses, begin: int) -> bool:
    number = view.finite_from(begin, view.sentence.stop)
    if number is None:
        return False
    after = view.groups[number].stop
    return after >= view.body_stop or view.word(after) == ","


def _with_apposition(view: Clauses, phrase: range) -> range:
    """Take “, the party’s chairman,” after an inverted source along."""
    comma = phrase.stop
    if view.word(comma) != "," or view.tag(comma + 1) not in ("DT", "NN", "NNP", "JJ", "PRP$"):
        return phrase
    apposed = noun_phrase_from(view.tagged, comma + 1, view.sentence.stop)
    if apposed is None or not _ends_clause(view, apposed.stop):
        return phrase
    if view.finite_from(apposed.stop, apposed.stop + 1) is not None:
        return phrase
    return range(phrase.start, apposed.stop)


def _resumed(view: Clauses, index: int, cue: int, *, quoted: bool) -> range | None:
    """Return the content that goes on after an inserted “he said”."""
    if quoted:
        index = _resumption(view, index)
        if view.role(index) == "open":
            return quoted_from(view, index)
    if view.word(index) not in (",", "--", "—", "–", ":", ";"):
        return None
    if view.word(index + 1) == "that" and quoted:
        return content_from(view, index + 1, cue, clause=True)
    following = index + 1
    if quoted or view.role(following) == "open":
        return quoted_from(view, following)
    if view.word(index) != "," or view.tag(following) in ("VBG", "WP", "WDT"):
        return None
    if view.word(following) in ("but", "while", "although", "who", "which", "according"):
        return None
    return content_from(view, following, cue, clause=True)


def _resumption(view: Clauses, index: int) -> int:
    """Step over what stands between “he said” and the mark that takes the quotation up."""
    for at in range(index, min(index + _FAR, view.sentence.stop)):
        if view.role(at) == "open":
            return at if view.word(at - 1) in _RESUMING else index
        if view.tag(at) in ("VBD", "VBZ", "VBP", "MD"):
            return index
    return index


def _complement(view: Clauses, number: int, group: VerbGroup) -> Candidate | None:
    """Read what follows the cue: a clause, a quotation, an infinitive, a noun phrase."""
    stop = view.sentence.stop
    after = group.stop
    if view.tag(after) == "RP":
        after += 1
    cue_stop = after
    addressee = None
    subject = view.subjects[number]
    source = _logical_source(view, number, group)
    if group.first <= view.sentence.start + 1 and source is None and group.form == "finite":
        source = _inverted_opening(view, after)
        after = source.stop if source is not None else after
    if group.lemma in _ADDRESSED and not group.passive:
        addressee = noun_phrase_from(view.tagged, after, stop)
        if addressee is not None:
            after = _past_title(view, addressee.stop)
    beyond = _skip_adjuncts(view, after)
    frame, first, clause = _frame_at(view, beyond)
    if frame not in ("that", "quote", "wh", "colon"):
        after = _skip_time(view, after)
        near, near_first, near_clause = _frame_at(view, after)
        if frame != "zero" or near != "none":
            frame, first, clause = near, near_first, near_clause
        if frame == "none" and addressee is not None:
            frame, first, clause = _frame_at(view, group.stop)
            addressee = None
    if frame == "none":
        return None
    if frame.startswith("pp-") and addressee is not None:
        first -= 1
    elif frame.startswith("pp-"):
        cue_stop = first
    content = content_from(view, first, group.head, clause=clause)
    if content is None:
        return None
    pieces: tuple[range, ...] = (content,)
    if not clause and _holds_quotation(view, content):
        frame = f"{frame.partition('-')[0]}-quoted"
    if group.passive:
        frame = f"passive-{frame}"
        if subject is not None and not view.shared[number] and frame != "passive-that":
            pieces = (subject, content)
    return Candidate(
        group.lemma,
        frame,
        range(group.first, cue_stop),
        source,
        pieces,
        f"{frame} complement",
        addressee,
        view.shared[number],
    )


def _holds_quotation(view: Clauses, content: range) -> bool:
    """Tell whether a quotation begins inside the content, beyond its cue's own marks."""
    return any(view.role(index) == "open" for index in content)


def _inverted_opening(view: Clauses, index: int) -> range | None:
    """Return the speaker of “Said Ellis: “…””, the verb being the first word."""
    phrase = noun_phrase_from(view.tagged, index, view.sentence.stop)
    if phrase is None:
        return None
    whole = _with_apposition(view, phrase)
    for found in (whole, phrase):
        if view.word(found.stop) in (",", ":") and view.role(found.stop + 1) == "open":
            return found
    return None


def _past_title(view: Clauses, index: int) -> int:
    """Step over the quoted name of a programme: told NBC’s “Today” that …"""
    if view.tag(index - 1) != "POS" or view.role(index) != "open":
        return index
    pair = view.tagged.marks.pairs[view.tagged.marks.inside[index]]
    return index if pair.close is None or pair.close > index + 8 else pair.close + 1


def _logical_source(view: Clauses, number: int, group: VerbGroup) -> range | None:
    """Return who speaks: the subject, or in a passive the agent after “by”."""
    if not group.passive:
        return view.subjects[number]
    if view.word(group.stop) == "by":
        return noun_phrase_from(view.tagged, group.stop + 1, view.sentence.stop)
    return None


def _gerund(view: Clauses, index: int) -> tuple[str, int, bool]:
    """Tell “said helping them was right”, a clause, from “mentioned helping them”."""
    for at in range(index + 1, min(index + 8, view.body_stop)):
        if view.word(at) in (",", ";") or view.role(at):
            break
        if view.tag(at) in ("VBD", "VBZ", "VBP", "MD"):
            return "zero", index, True
        if view.tag(at) in ("WP", "WDT", "CC"):
            break
    return "ing", index, False


def _frame_at(view: Clauses, index: int) -> tuple[str, int, bool]:
    """Name the complement that begins at ``index``, where it begins, and if it is a clause."""
    word, tag = view.word(index), view.tag(index)
    if index >= view.body_stop:
        return "none", index, False
    if word in (",", ":", "--", "—") and view.role(index + 1) == "open":
        return "quote", index + 1, True
    if view.role(index) == "open":
        return "quote", index, True
    if word == ":":
        return ("quote" if view.role(index + 1) == "open" else "colon"), index + 1, True
    if word == "that" and tag in ("IN", "DT", "WDT"):
        return "that", index, True
    if word in _WH and tag in ("WRB", "WP", "IN", "WDT"):
        return "wh", index, True
    if tag == "TO" and view.tag(index + 1) in ("VB", "RB", "``"):
        return "to", index, False
    if word in _PREPOSITIONS and tag in ("IN", "TO"):
        return f"pp-{word}", index + 1, False
    if tag == "VBG":
        return _gerund(view, index)
    if word in (",", ";") or view.role(index) == "close" or tag in ("CC", "-RRB-", "-LRB-", ":"):
        return "none", index, False
    modified = tag in ("VBN", "VBD") and view.tag(index + 1) in (*NOUNS, "JJ")
    phrase = noun_phrase_from(view.tagged, index + modified, view.sentence.stop)
    if phrase is None:
        return ("adj" if tag[:2] in ("JJ", "VB", "RB") else "none"), index, False
    number = view.finite_from(phrase.start, view.body_stop)
    if number is not None:
        group, subject = view.groups[number], view.subjects[number]
        if group.first == phrase.stop or (
            subject is not None and not view.shared[number] and subject.start <= phrase.start + 1
            and subject.start >= index
        ):
            return "zero", index, True
    if view.tag(index) == "PRP" and view.tag(phrase.stop) not in ("DT", "JJ", "PRP$", "``", "TO"):
        return "np-pronoun", index, False
    if view.tag(phrase.stop) in ("DT", "JJ", "PRP$", "``", "VBG", "PDT"):
        return "np-pred", index, False
    if view.tag(phrase.stop) == "TO" and view.tag(phrase.stop + 1) in ("VB", "RB", "``"):
        return "np-to", index, False
    return "np", index, False
