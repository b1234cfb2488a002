"""Readings that make no sense: nobody and nothing says so."""

from quoteattr.extents.correcting import Correction
from quoteattr.frame import Frame, Rule
from quoteattr.syntax import names_time, noun_phrase_from
from quoteattr.text import Parse, tokens_of
from quoteattr.words import SAYINGS

__all__ = ["BARE_BE", "DENIED_SOMEBODY", "NEED", "THAT_WITHOUT_VERB", "TIME_AS_SOURCE"]

_ARTICLES = frozenset({"a", "one"})
_MOMENTS = frozenset({"moment", "point", "time", "times"})
_NEEDY = frozenset("dish formula job moment occasion recipe role situation task".split())
_BEING = frozenset({"be", "both"})
#: A clause with “that” and fewer words than this has a verb among them: longer ones without
#: are lists and names, or have a verb that was tagged wrong.
_NO_CLAUSE = 8


def _time_as_source(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    return None if frame.source and _is_time(parse, frame.source) else frame


def _is_time(parse: Parse, source: range) -> bool:
    """Tell a time from a source: “Monday”, “a Sunday”, at “one point”."""
    first = source.start
    led = len(source) > 1 and (parse.words[first] in _ARTICLES or names_time(parse, first))
    if all(names_time(parse, index) for index in source[led:]):
        return True
    return parse.word(first - 1) == "at" and parse.words[source[-1]] in _MOMENTS


def _denied_somebody(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Refuse “denied Lee a goal”, where something is kept from somebody and nothing said."""
    given = noun_phrase_from(parse, frame.content[0].start) if frame.lemma == "deny" else None
    if given is None or given.stop not in frame.content[0]:
        return frame
    return None if parse.tags[given.stop] in ("DT", "PRP$", "CD") else frame


def _need(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Refuse “the recipe calls for eggs”: what needs something does not speak."""
    source = frame.source
    calls = parse.lemmas[frame.first] == "call" and parse.words[frame.last] == "for"
    return None if source and calls and parse.lemmas[source[-1]] in _NEEDY else frame


def _bare_be(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Refuse a form of “be” for a cue: “they are leaving” says nothing, “her answer is” does.

    So does what is followed by “that”: “the rule of the house is that …”.
    """
    lemmas, tags = parse.lemmas, parse.tags
    cue = [*tokens_of(frame.cue)]
    if any(lemmas[at] not in _BEING and tags[at] != "RB" for at in cue):
        return frame
    if all(tags[at] == "RB" for at in cue):
        return frame
    head = frame.source[-1] if frame.source else cue[0] - 1
    noun = lemmas[head] if head >= 0 else ""
    if noun in SAYINGS or f"{noun}/n" in parse.lexicon.cues:
        return frame
    governs = _begins_with_that(parse, frame) and parse.tag(head) != "PRP"
    return frame if governs else None


def _begins_with_that(parse: Parse, frame: Frame) -> bool:
    first = frame.content[0].start
    return parse.words[first] == "that" and parse.tags[first] == "IN"


def _that_without_verb(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    content = frame.content
    if not _begins_with_that(parse, frame) or content[-1].stop - content[0].start > _NO_CLAUSE:
        return frame
    verbs = any(parse.tags[index][:2] in ("VB", "MD") for index in tokens_of(content))
    return frame if verbs else None


DENIED_SOMEBODY = Rule[Correction](
    "denied somebody",
    "Something is kept from somebody: nothing is denied.",
    "[The keeper] <denied> {Lee a goal}. ⇒ -",
    _denied_somebody,
)
NEED = Rule[Correction](
    "need",
    "What calls for something only needs it.",
    "[The recipe] <calls for> {two eggs}. ⇒ -",
    _need,
)
TIME_AS_SOURCE = Rule[Correction](
    "time as source",
    "What stands in the place of the speaker is a time.",
    "[Monday] <said> {that it rained}. ⇒ -",
    _time_as_source,
)
BARE_BE = Rule[Correction](
    "bare be",
    "A mere “is” or “are” reports nothing.",
    "[They] <are> {late}. ⇒ -",
    _bare_be,
)
THAT_WITHOUT_VERB = Rule[Correction](
    "that without verb",
    "A “that” without a verb after it is only the beginning of what is said.",
    "[Lee] <said> {that Kay}, who was ill, left. ⇒ -",
    _that_without_verb,
)
