"""Where a cue begins and ends: without the addressee, the setting and an empty “it”.

An annotated “told reporters” may be one cue, “said in a statement” too. Here addressee and
setting stand apart, for they have places of their own.
"""

from attrs import evolve

from quoteattr.extents.anchors import anchor_of
from quoteattr.extents.correcting import Correction
from quoteattr.extents.sources import leads_to_scene
from quoteattr.extents.times import ends_in_time
from quoteattr.frame import PHRASE, Frame, Rule
from quoteattr.syntax import names_time
from quoteattr.text import Parse, joined, meets, size_of, without
from quoteattr.words import CONTENT_PREPOSITIONS

__all__ = [
    "ADDRESSEE",
    "AS_IN_CUE",
    "EMPTY_IT",
    "PARTICIPLE_IN_CUE",
    "SETTING_IN_CUE",
    "WHOLE_PHRASE",
]


def _empty_it(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Take the “it” of “it is believed that …” out of cue and content."""
    cue, content = frame.cue, frame.content
    if size_of(cue) > 1 and parse.words[frame.first] == "it":
        cue = without(cue, [range(frame.first, frame.first + 1)])
    first = content[0]
    alone = len(first) == 1 and len(content) > 1 and first.start < frame.first
    if alone and parse.words[first.start] == "it":
        content = content[1:]
    same = cue is frame.cue and content is frame.content
    return frame if same else evolve(frame, cue=cue, content=content)


def _setting_in_cue(parse: Parse, frame: Frame, proposed: Frame | None) -> Frame | None:
    first = frame.cue[0]
    if len(first) > 1 and names_time(parse, first.start) and anchor_of(parse, frame.cue) > first[0]:
        frame = evolve(frame, cue=(first[1:], *frame.cue[1:]))
    rest = _rest(frame, proposed)
    if proposed is None or not rest:
        return frame
    opening = rest[0].start
    set_off = leads_to_scene(parse.words[opening]) or names_time(parse, opening)
    set_off = set_off and parse.tags[rest[-1][-1]][:2] == "NN"
    apart = set_off or ends_in_time(parse, rest[-1])
    return evolve(frame, cue=joined(proposed.cue)) if apart else frame


def _rest(frame: Frame, proposed: Frame | None) -> tuple[range, ...]:
    """Return what follows in a cue that begins with the one proposed."""
    cue = proposed.cue if proposed else ()
    rest = without(frame.cue, cue)
    begins = size_of(rest) + size_of(cue) == size_of(frame.cue)
    return rest if cue and rest and begins and rest[0].start > cue[-1].start else ()


def _whole_phrase(parse: Parse, frame: Frame, proposed: Frame | None) -> Frame | None:
    """Take in all of “in the view of”, “is claimed by” and “let slip”, cues only as a whole."""
    if proposed is None or without(frame.cue, proposed.cue):
        return frame
    whole = proposed.complement == PHRASE or parse.words[proposed.last] == "by"
    several, _, last = proposed.lemma.rpartition(" ")
    apart = bool(several) and last not in CONTENT_PREPOSITIONS
    whole = whole or (apart and not meets(proposed.cue, frame.content))
    less = size_of(frame.cue) < size_of(proposed.cue)
    return evolve(frame, cue=joined(proposed.cue)) if whole and less else frame


def _as_in_cue(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Leave out the “as” of “quoted Lee as saying”: it belongs to the verb before."""
    own = frame.cue[0]
    if len(own) < 2 or parse.words[own.start] != "as" or parse.tags[own.start + 1] != "VBG":
        return frame
    return evolve(frame, cue=(own[1:], *frame.cue[1:]))


def _participle_in_cue(parse: Parse, frame: Frame, _: Frame | None) -> Frame | None:
    """Give “failed” to the content in “blamed failed policies”: two verbs in a row are no cue."""
    own, last = frame.cue[-1], frame.last
    verb, second = parse.verb_over(last - 1), parse.verb_over(last)
    if len(own) < 2 or verb is None or second is None or verb.head != last - 1:
        return frame
    alone = second.first == last and second.stop == last + 1 and parse.tags[last] in ("VBD", "VBN")
    if not alone or frame.content[0].start != last + 1:
        return frame
    cue = (*frame.cue[:-1], own[:-1])
    content = joined([range(last, last + 1), *frame.content])
    return evolve(frame, cue=cue, lemma=verb.lemma, content=content)


def _addressee(_: Parse, frame: Frame, proposed: Frame | None) -> Frame | None:
    """Name the addressee that was found, and take it out of cue and content."""
    told = frame.addressee or (proposed.addressee if proposed else None)
    if proposed is None or told is None:
        return frame
    cue, content = frame.cue, frame.content
    if cue[-1].start <= told.start and cue[-1].stop == told.stop:
        cue = without(cue, [told]) or cue
    if content[0].start == told.start and told.stop <= content[0].stop:
        content = without(content, [told]) or content
    if meets([told], [*cue, *content, *((frame.source,) if frame.source else ())]):
        return frame
    mended = evolve(frame, cue=cue, content=content, addressee=told)
    return frame if mended == frame else mended


EMPTY_IT = Rule[Correction](
    "empty it",
    "The “it” stands for nothing and nobody.",
    "<It is believed> {that the dam broke}. ⇒ It <is believed> {that the dam broke}.",
    _empty_it,
)
SETTING_IN_CUE = Rule[Correction](
    "setting in cue",
    "The words after the verb say when, where or through what.",
    "[Lee] <said in a statement> {that it rained}. ⇒ [Lee] <said> in a statement {that it rained}.",
    _setting_in_cue,
)
WHOLE_PHRASE = Rule[Correction](
    "whole phrase",
    "The phrase reports only as a whole.",
    "<According> to [Lee], {it rained}. ⇒ <According to> [Lee], {it rained}.",
    _whole_phrase,
)
AS_IN_CUE = Rule[Correction](
    "as in cue",
    "The “as” belongs to the verb before.",
    "They quoted [Lee] <as saying> {that it rained}. ⇒ "
    "They quoted [Lee] as <saying> {that it rained}.",
    _as_in_cue,
)
PARTICIPLE_IN_CUE = Rule[Correction](
    "participle in cue",
    "The second of two verbs in a row says what the noun after it is like.",
    "[Lee] <blamed failed> {policies}. ⇒ [Lee] <blamed> {failed policies}.",
    _participle_in_cue,
)
ADDRESSEE = Rule[Correction](
    "addressee",
    "The words after the verb name who was told.",
    "[Lee] <told reporters> {that it rained}. ⇒ [Lee] <told> ~reporters~ {that it rained}.",
    _addressee,
)
