"""The rules that find possible reports, in the order in which they are tried."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from attrs import evolve

from quoteattr.candidates.announcements import lead_in
from quoteattr.candidates.clause import Clause, read_clause
from quoteattr.candidates.labels import dash, headline, label, post, turns
from quoteattr.candidates.nouns import adjective, noun
from quoteattr.candidates.passives import by_agent, impersonal_passive, judged_by, passive
from quoteattr.candidates.phrases import (
    according_to,
    in_the_words_of,
    per,
    to_quote,
)
from quoteattr.candidates.speech import (
    as_clause,
    clause_around_cue,
    clause_before_cue,
    quotation_around_cue,
    quotation_before_cue,
)
from quoteattr.candidates.verbs import (
    clause_after_cue,
    clause_or_quotation,
    infinitive,
    insertion,
    opening_verb,
    preposition,
    quotation_after_cue,
    unknown_verb,
    verb_chain,
    verb_object,
)
from quoteattr.frame import Frame, Rule
from quoteattr.syntax import stretches
from quoteattr.text import Parse, Verb

__all__ = ["FINDERS", "Finder", "find"]


class OfText(Rule[Callable[[Parse], Iterator[Frame]]]):
    """A finder that reads a text as a whole."""


class OfSentence(Rule[Callable[[Parse], Iterator[Frame]]]):
    """A finder that reads a text sentence by sentence."""


class OfVerb(Rule[Callable[[Clause], Frame | None]]):
    """A finder that reads one verb; of all of them the first that finds something counts."""


class AfterVerb(Rule[Callable[[Clause, Frame], Iterator[Frame]]]):
    """A rule that changes what was found of one verb, or adds to it."""


class AfterAll(Rule[Callable[[Parse, Sequence[Frame]], list[Frame]]]):
    """A rule that changes what was found in a text; as many frames as it is given it returns."""


#: A frame with the names of the rules that found and changed it.
Found: TypeAlias = tuple[Frame, tuple[str, ...]]
Finder: TypeAlias = OfText | OfSentence | OfVerb | AfterVerb | AfterAll

FINDERS: tuple[Finder, ...] = (
    OfText(
        "dash",
        "A dash and a name stand after the quotation.",
        "{“It always rained.”} <―> [Ann Lee]",
        dash,
    ),
    OfText(
        "post",
        "The paragraph is a post: its words, a dash, a name and a handle.",
        "{It always rained here.} <—> [Ann Lee (@annlee)] March 3, 2019",
        post,
    ),
    OfSentence(
        "label",
        "A name and a colon stand before these words.",
        "[Ann Lee]<:> {“It always rained.”}",
        label,
    ),
    OfSentence(
        "headline",
        "A colon and a speaker stand after a quotation at the start of the line.",
        "{“It was like a storm”}<:> [survivors] recall the night",
        headline,
    ),
    OfSentence(
        "lead-in",
        "A clause that ends in a colon leads up to the quotation.",
        "[Lee] <was blunt>: {“It always rained.”}",
        lead_in,
    ),
    OfSentence(
        "according to",
        "The words “according to” name the source.",
        "{The ferry was late}, <according to> [the harbour master].",
        according_to,
    ),
    OfSentence(
        "per",
        "The word “per” names the source.",
        "{The ferry was late}, <per> [the harbour master].",
        per,
    ),
    OfSentence(
        "to quote",
        "The words “to quote” name the source.",
        "<To quote> [the harbour master], {the ferry was late}.",
        to_quote,
    ),
    OfSentence(
        "in the words of",
        "A phrase such as “in the words of” names the source.",
        "<In the words of> [the harbour master], {the ferry was late}.",
        in_the_words_of,
    ),
    OfVerb(
        "quotation around cue",
        "The speaker and the verb stand between two parts of the quotation.",
        "{“The ferry,”} [Lee] <said>, {“was late.”}",
        quotation_around_cue,
    ),
    OfVerb(
        "quotation before cue",
        "The speaker and the verb stand right after the quotation.",
        "{“The ferry was late,”} <said> [Lee].",
        quotation_before_cue,
    ),
    OfVerb(
        "clause around cue",
        "The speaker and the verb are inserted in what they report.",
        "{The ferry}, [Lee] <said>, {was late}.",
        clause_around_cue,
    ),
    OfVerb(
        "clause before cue",
        "The speaker and the verb stand right after what they report.",
        "{The ferry was late}, [Lee] <said>.",
        clause_before_cue,
    ),
    OfVerb(
        "as clause",
        "The sentence opens with “as”, the speaker and a verb.",
        "As [Lee] <put it>, {the sea keeps no diary}.",
        as_clause,
    ),
    OfVerb(
        "by agent",
        "What is reported is said “by” its source, the verb being passive.",
        "It <is claimed by> [Lee] {that the ferry was late}.",
        by_agent,
    ),
    OfVerb(
        "judged by",
        "The subject of a passive verb is what its source judges.",
        "{The plan} <was condemned by> [Lee].",
        judged_by,
    ),
    OfVerb(
        "impersonal passive",
        "It is said, and nobody is named who says it.",
        "It <is claimed> {that the ferry was late}.",
        impersonal_passive,
    ),
    OfVerb(
        "passive",
        "The verb is passive, and nobody is named who says it.",
        "{Lee} <was accused of> {theft}.",
        passive,
    ),
    OfVerb(
        "opening verb",
        "The sentence opens with the verb, and its speaker stands before the quotation.",
        "<Said> [Lee]: {“The ferry was late.”}",
        opening_verb,
    ),
    OfVerb(
        "insertion",
        "Between the verb and its quotation something is set off by commas.",
        "[Lee] <wrote>, in capital letters, {“The ferry was late.”}",
        insertion,
    ),
    OfVerb(
        "quotation after cue",
        "The quotation stands after the speaker and the verb.",
        "[Lee] <said>, {“The ferry was late.”}",
        quotation_after_cue,
    ),
    OfVerb(
        "clause after cue",
        "The clause after the speaker and the verb is what they report.",
        "[Lee] <said> {that the ferry was late}.",
        clause_after_cue,
    ),
    OfVerb(
        "infinitive",
        "An infinitive after the verb says what is wanted or asked for.",
        "[Lee] <asked> ~Coe~ {to leave}.",
        infinitive,
    ),
    OfVerb(
        "preposition",
        "A preposition after the verb says what it is about.",
        "[Lee] <warned of> {rain}.",
        preposition,
    ),
    OfVerb(
        "object",
        "The object of the verb is what is spoken of.",
        "[Lee] <called> {the plan “a trap”}.",
        verb_object,
    ),
    AfterVerb(
        "clause or quotation",
        "A clause stands before the verb and a quotation after it.",
        "The ferry was late, [Ann Lee] <replied>, {“No.”}",
        clause_or_quotation,
    ),
    AfterVerb(
        "verb chain",
        "The verb before this one says only whether or how something is said.",
        "[Lee] <refused to say> {that the ferry was late}.",
        verb_chain,
    ),
    AfterVerb(
        "unknown verb",
        "A verb that seldom reports anything stands beside the quotation.",
        "{“It rained!”} <yodelled> [Lee].",
        unknown_verb,
    ),
    OfSentence(
        "noun",
        "A noun such as “claim” reports what follows it.",
        "[Lee]’s <claim> {that the ferry was late} was false.",
        noun,
    ),
    OfSentence(
        "adjective",
        "An adjective such as “sure” reports what follows it.",
        "[Lee] is <sure> {that the ferry was late}.",
        adjective,
    ),
    AfterAll(
        "turn",
        "Names in capitals, each with a colon, open the turns of a transcript.",
        "[@annlee]<:> {It always rained here}",
        turns,
    ),
)


def find(parse: Parse, rules: Iterable[Finder] = FINDERS) -> list[Frame]:
    """Return what may be a report by some rules, before anything is decided.

    Each frame bears the names of the rules that found and changed it; its score is how
    reliable the lexicon holds its cue to be. ``rules`` are out of `FINDERS`, in that order.
    """
    rules = tuple(rules)
    of_sentence = [rule for rule in rules if isinstance(rule, OfSentence)]
    of_verb = [rule for rule in rules if isinstance(rule, OfVerb)]
    after_verb = [rule for rule in rules if isinstance(rule, AfterVerb)]
    found: list[Found] = []
    for rule in rules:
        if isinstance(rule, OfText):
            found += [(frame, (rule.name,)) for frame in rule.apply(parse)]
    for stretch in stretches(parse):
        view = parse.within(stretch)
        for finder in of_sentence:
            found += [(frame, (finder.name,)) for frame in finder.apply(view)]
        for verb in view.verbs:
            found += _of_verb(view, verb, of_verb, after_verb)
    frames = [_signed(parse, frame, names) for frame, names in found]
    for rule in rules:
        if isinstance(rule, AfterAll):
            changed = zip(frames, rule.apply(parse, frames), strict=True)
            frames = [
                new if new is old else _signed(parse, new, (*old.rules, rule.name))
                for old, new in changed
            ]
    return frames


def _signed(parse: Parse, frame: Frame, names: tuple[str, ...]) -> Frame:
    """Return a frame with the names of its rules, and how reliable its cue is."""
    return evolve(frame, rules=names, score=parse.lexicon.reports(frame.lemma, frame.complement))


def _of_verb(
    parse: Parse, verb: Verb, finders: Sequence[OfVerb], changes: Sequence[AfterVerb]
) -> Iterable[Found]:
    """Return what is found of one verb, if its cue is one that the lexicon knows."""
    clause = read_clause(parse, verb)
    first = None if clause is None else _first(clause, finders)
    if clause is None or first is None:
        return ()
    found = [first]
    for change in changes:
        found = [
            (new, names if new is old else _names(old, new, names, change.name))
            for old, names in found
            for new in change.apply(clause, old)
        ]
    return [one for one in found if one[0].lemma in parse.lexicon.cues]


def _names(old: Frame, new: Frame, names: tuple[str, ...], name: str) -> tuple[str, ...]:
    """Return the names of a frame made of another; with another complement it is found anew."""
    return (*names, name) if new.complement == old.complement else (name,)


def _first(clause: Clause, finders: Sequence[OfVerb]) -> Found | None:
    """Return what the first finder that finds anything finds."""
    for finder in finders:
        frame = finder.apply(clause)
        if frame is not None:
            return frame, (finder.name,)
    return None
