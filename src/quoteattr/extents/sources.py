"""Where a source begins and ends: without the time, the scene and what hangs on it.

A source that people annotate may hold the day on which it spoke. Here time and scene stand
apart, for they have places of their own.
"""

from attrs import evolve

from quoteattr.extents.anchors import anchor_of
from quoteattr.extents.correcting import Correction
from quoteattr.extents.edges import trimmed
from quoteattr.extents.times import ends_in_time, is_time
from quoteattr.frame import PHRASE, QUOTE_END, Frame, Rule
from quoteattr.syntax import leads_in, title_words
from quoteattr.text import Parse, joined, without
from quoteattr.words import ADDRESSED, COMMON_NOUNS, PROPER_NOUNS, sense

__all__ = [
    "LOOSE_ARTICLE",
    "NAME_IN_MARKS",
    "PHRASE_SOURCE",
    "RELATIVE",
    "RELATIVE_CLAUSE",
    "SCENE_BEFORE_SOURCE",
    "TELLER_IN_SOURCE",
    "TIME_AFTER_SOURCE",
    "TIME_BEFORE_SOURCE",
    "TOLD_AS_SOURCE",
    "TOLD_OF",
    "WHICH",
    "WHOLE_SOURCE",
    "leads_to_scene",
]

_RELATIVES = frozenset({"WP", "WDT", "WP$"})
#: What belongs to a noun or a verb that follows: nothing that a name ends in.
_OPENERS = frozenset({"a", "an", "and", "both", "neither", "or", "the"})
_SETTING_LINKS = frozenset("in on at during via through".split())
_WHEN = frozenset("last this on".split())
#: Nouns that a name in marks may follow.
_BEFORE_TITLE = frozenset(
    """album band blog book club column film group magazine memoir movie name nickname novel play
    podcast programme program series show song""".split()
)
#: Classes of nouns after which a name may stand: “the actor Ann Ford”, “the ferry Astoria”.
_NAMED = frozenset("person group artifact animal location -".split())
#: “USA Today” is a name.
_DAYS = frozenset({"today", "yesterday"})
#: Verbs whose object, in the passive the subject, is the one spoken to, not one of another mind.
_TOLD = ADDRESSED - {"convince", "persuade"}


def leads_to_scene(word: str) -> bool:
    """Tell a word that leads up to when, where or through what somebody spoke."""
    return word in _SETTING_LINKS


def _loose_article(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Cut off what a noun would have to follow: “Ann Lee, a”."""
    source = frame.source
    if source is None:
        return frame
    while len(source) > 1 and parse.words[source[-1]] in _OPENERS:
        source = trimmed(parse, source[:-1])
    return frame if source == frame.source else evolve(frame, source=source)


def _told_as_source(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Take the one who was told for the addressee: “She was told that it rained”."""
    source = frame.source
    if source is None or source.stop > frame.last:
        return frame
    verb = parse.verb_over(anchor_of(parse, frame.cue))
    if verb is None or not verb.passive or verb.lemma not in _TOLD:
        return frame
    if verb.subject is None or source.stop > verb.first or source[-1] not in verb.subject:
        return frame
    return evolve(frame, source=None, addressee=frame.addressee or source)


def _relative(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Leave out “the farmers” in “the farmers who say”, “who” in “said Lee, who …”."""
    source = frame.source
    if source is None or len(source) < 2 or parse.tags[source[-1]] not in ("WP", "WDT"):
        return frame
    if parse.tags[source[-2]] == "IN":
        return frame
    return evolve(frame, source=source[:-1] if source.start > frame.last else source[-1:])


def _relative_clause(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Leave out what a relative clause behind a comma adds to the end of the name."""
    source = frame.source
    commas = [index for index in source or () if parse.words[index] == ","]
    if source is None or not commas:
        return frame
    last = commas[-1]
    adds = last + 1 in source and parse.tags[last + 1] in _RELATIVES
    name = trimmed(parse, range(source.start, last)) if adds else range(0)
    return evolve(frame, source=name) if name else frame


def _time_before_source(parse: Parse, frame: Frame, proposed: Frame | None) -> Frame | None:
    """Leave out when: “This Wednesday the minister said”, “In the autumn Lee said”."""
    source = frame.source
    if proposed is None or source is None or len(source) < 3:
        return frame
    word, named = parse.words[source[0]], parse.tags[source[2]] in PROPER_NOUNS
    led = word == "the" and named and parse.tag(source.start - 1) == "IN"
    timed = (led or word in _WHEN) and is_time(parse, source[1])
    return evolve(frame, source=source[2:]) if timed else frame


def _scene_before_source(parse: Parse, frame: Frame, proposed: Frame | None) -> Frame | None:
    """Leave out where: “In it Ford said”, “In a speech Ford said”, “In Rome Ann Ford said”."""
    source = frame.source
    if proposed is None or source is None or len(source) < 2:
        return frame
    named = _name_behind(parse, source)
    if named is not None:
        noun = range(source.start, named.start)
        judged = parse.words[source.start - 1] == ","
        return evolve(frame, source=named, content=(noun,) if judged else frame.content)
    if parse.tags[source.start] != "IN" or not leads_to_scene(parse.words[source.start]):
        return frame
    verb = parse.verb_over(anchor_of(parse, frame.cue))
    subject = verb.subject if verb else None
    ends = subject is not None and subject.start > source.start and subject.stop == source.stop
    return evolve(frame, source=subject) if ends else frame


def _name_behind(parse: Parse, source: range) -> range | None:
    """Return the name that begins a clause behind “In a speech”, “In Rome” or “, a claim”."""
    tags, words = parse.tags, parse.words
    before = source.start - 1
    opens = before == parse.sentence(source.start).start and tags[before] == "IN"
    names = [at for at in source if tags[at] in PROPER_NOUNS]
    if not names or names[-1] != source[-1]:
        return None
    first = names[0]
    apart = words[before] == "," and parse.lexicon.entry(parse.lemmas[first - 1]) is not None
    described = tags[source.start] == "DT" and tags[first - 1] in COMMON_NOUNS
    if described and (apart or (opens and not _may_be_titled(parse, first - 1))):
        return range(first, source.stop)
    given = next((at for at in names[1:-1] if words[at] in parse.lexicon.names), None)
    placed = opens and first == source.start and words[before] in _SETTING_LINKS
    return range(given, source.stop) if placed and given is not None else None


def _may_be_titled(parse: Parse, noun: int) -> bool:
    """Tell a noun that names a person or what bears a name: “the actor Ann Ford”."""
    kinds = sense(parse.lemmas[noun], parse.tags[noun]).rstrip("+").split("/")
    return not _NAMED.isdisjoint(kinds)


def _told_of(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Refuse “heard” for a cue of what stands before it: “It sank,” he heard Lee say."""
    if frame.content[0].start > frame.last:
        return frame
    verb = parse.verb_over(anchor_of(parse, frame.cue))
    told = verb is not None and frame.content[0].start < verb.first and leads_in(parse, verb)
    return None if told else frame


def _teller_in_source(parse: Parse, frame: Frame, proposed: Frame | None) -> Frame | None:
    """Leave out “he heard” in “It sank,” he heard Lee say."""
    source, named = frame.source, proposed.source if proposed else None
    if source is None or named is None or named.start <= source.start or named.stop > source.stop:
        return frame
    teller = parse.finite_from(source.start, named.start)
    return _as_proposed(frame, proposed) if teller and leads_in(parse, teller) else frame


def _whole_source(_: Parse, frame: Frame, proposed: Frame | None) -> Frame | None:
    """Give all that stands between a quotation and its cue to the source."""
    source, named = frame.source, proposed.source if proposed else None
    if proposed is None or source is None or named is None or proposed.complement != QUOTE_END:
        return frame
    longer = named.start < source.start and named.stop == source.stop
    content = joined(proposed.content)
    same = frame.content[0].start == content[0].start and frame.content[-1].stop <= source.start
    return evolve(frame, source=named, content=content) if longer and same else frame


def _name_in_marks(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Give “Night Boats” to the speaker in “It was dark,” said Ruth Moss of “Night Boats.”."""
    source = frame.source
    if source is None or len(frame.content) < 2 or parse.role(source.stop) != "open":
        return frame
    pair = parse.pair(source.stop)
    linked = parse.tags[source[-1]] == "IN" or parse.lemmas[source[-1]] in _BEFORE_TITLE
    name = range(source.stop, pair.outer.stop)
    content = without(frame.content, [name])
    if not linked or not title_words(parse.forms, pair) or content == frame.content or not content:
        return frame
    return evolve(frame, source=range(source.start, name.stop), content=content)


def _which(parse: Parse, frame: Frame, proposed: Frame | None) -> Frame | None:
    source = frame.source
    which = source is not None and len(source) == 1 and parse.words[source.start] == "which"
    return _as_proposed(frame, proposed) if which else frame


def _phrase_source(_: Parse, frame: Frame, proposed: Frame | None) -> Frame | None:
    if proposed is None or proposed.complement != PHRASE:
        return frame
    return _as_proposed(frame, proposed) if frame.cue == joined(proposed.cue) else frame


def _time_after_source(parse: Parse, frame: Frame, proposed: Frame | None) -> Frame | None:
    source, named = frame.source, proposed.source if proposed else None
    if source is not None and len(source) > 1 and parse.forms[source[-1]] in _DAYS:
        return evolve(frame, source=source[:-1])
    if not source or not named or named.start != source.start or named.stop >= source.stop:
        return frame
    later = ends_in_time(parse, range(named.stop, source.stop))
    return _as_proposed(frame, proposed) if later else frame


def _as_proposed(frame: Frame, proposed: Frame | None) -> Frame:
    named = proposed.source if proposed else None
    return evolve(frame, source=named) if named and named != frame.source else frame


LOOSE_ARTICLE = Rule[Correction](
    "loose article",
    "The “a” or “and” behind the name begins something else.",
    "[Ann Lee, a] tall pilot, <said> {that it rained}. ⇒ "
    "[Ann Lee], a tall pilot, <said> {that it rained}.",
    _loose_article,
)
TOLD_AS_SOURCE = Rule[Correction](
    "told as source",
    "Who is told something does not say it.",
    "[The crew] <were told> {that it rained}. ⇒ ~The crew~ <were told> {that it rained}.",
    _told_as_source,
)
RELATIVE = Rule[Correction](
    "relative pronoun",
    "The “who” before the verb is the speaker; a “who” behind it goes on about them.",
    "[the farmers who] <say> {that it rained} ⇒ the farmers [who] <say> {that it rained}",
    _relative,
)
RELATIVE_CLAUSE = Rule[Correction](
    "relative clause",
    "The relative clause behind the comma goes on about the speaker.",
    "[Ann Lee, who runs the port], <said> {that it rained}. ⇒ "
    "[Ann Lee], who runs the port, <said> {that it rained}.",
    _relative_clause,
)
TIME_BEFORE_SOURCE = Rule[Correction](
    "time before source",
    "The words before the speaker say when.",
    "[This Wednesday the minister] <said> {that it rained}. ⇒ "
    "This Wednesday [the minister] <said> {that it rained}.",
    _time_before_source,
)
SCENE_BEFORE_SOURCE = Rule[Correction](
    "scene before source",
    "The words before the speaker say where.",
    "[In it Ford] <said> {that it rained}. ⇒ In it [Ford] <said> {that it rained}.",
    _scene_before_source,
)
TOLD_OF = Rule[Correction](
    "told of",
    "Whoever heard somebody say it did not say it.",
    "{“It sank,”} [he] <heard> Lee say. ⇒ -",
    _told_of,
)
TELLER_IN_SOURCE = Rule[Correction](
    "teller in source",
    "The words before the speaker say who heard or quoted them.",
    "{“It sank,”} [the Post quoted Lee] as <saying>. ⇒ "
    "{“It sank,”} the Post quoted [Lee] as <saying>.",
    _teller_in_source,
)
WHOLE_SOURCE = Rule[Correction](
    "whole source",
    "Between a quotation and its cue stands the speaker alone.",
    "{“It sank,” a note posted in Rome}, [Oslo and Bern] <said>. ⇒ "
    "{“It sank,”} [a note posted in Rome, Oslo and Bern] <said>.",
    _whole_source,
)
NAME_IN_MARKS = Rule[Correction](
    "name in marks",
    "The marks behind the speaker hold a name, not what they said.",
    "{“It was dark,”} <said> [Lee of the band] {“Red Boats.”} ⇒ "
    "{“It was dark,”} <said> [Lee of the band “Red Boats.”]",
    _name_in_marks,
)
WHICH = Rule[Correction](
    "which",
    "The “which” stands for the name before it.",
    "The committee, [which] <said> {that it rained}, left. ⇒ "
    "[The committee], which <said> {that it rained}, left.",
    _which,
)
PHRASE_SOURCE = Rule[Correction](
    "phrase source",
    "The phrase itself says whose words they are.",
    "<According to> [Ann] Lee, {it rained}. ⇒ <According to> [Ann Lee], {it rained}.",
    _phrase_source,
)
TIME_AFTER_SOURCE = Rule[Correction](
    "time after source",
    "The words after the speaker say when.",
    "[Lee last week] <said> {that it rained}. ⇒ [Lee] last week <said> {that it rained}.",
    _time_after_source,
)
