"""Why a verdict was given, in sentences for people."""

from collections.abc import Callable, Iterator, Mapping
from itertools import compress

from quoteattr.choice.features.cuefacts import CUE_FACTS
from quoteattr.choice.features.facts import READING_FACTS
from quoteattr.choice.verdicts import Verdict
from quoteattr.learning import WeightTable
from quoteattr.words import STAND_INS

__all__ = ["reasons"]

#: So many facts are told for a verdict, and so many against it.
_MOST = 2
#: So much, in log odds, a fact must weigh to be named.
_LEAST = 0.1
#: How much is quoted, by the quarters that facts give.
_QUOTED = {"0": "little", "1": "a quarter", "2": "half", "3": "most", "4": "all"}
_COMPLEMENTS = {
    "adj": "an adjective after it",
    "colon": "a colon after it",
    "end": "a clause before it",
    "ing": "a verb in -ing after it",
    "it": "“it” for its subject",
    "label": "a name set beside the words",
    "lead-in": "a clause that leads up to a quotation",
    "np": "a noun after it",
    "pp-quoted": "a phrase after it, partly in quotation marks",
    "phrase": "a phrase such as “according to”",
    "quote": "a quotation after it",
    "quote-end": "a quotation before it",
    "that": "a clause with “that” after it",
    "to": "an infinitive after it",
    "turn": "a name before a paragraph",
    "wh": "a question after it",
    "zero": "a clause after it",
}
_SOURCES = {
    "none": "nobody",
    "name": "a name",
    "possessive": "a possessive",
    "NN": "a noun",
    "NNS": "a noun in the plural",
    "CD": "a number",
    "WP": "a relative pronoun",
    "WDT": "a relative pronoun",
}
_MARKS = {
    "``": "a quotation mark",
    "''": "a quotation mark",
    ",": "a comma",
    ".": "a full stop",
    ":": "a colon",
    "--": "a dash",
}
#: What stands before the name of a complement: in the passive, with “it”, of a noun.
_FORMS = ("passive-", "by-", "it-", "do-", "bare-")


def _quoted(word: str) -> str:
    return _MARKS.get(word, f"“{word}”")


def _complement(name: str) -> str:
    """Say what a verb has with it: “np-quoted” is a noun partly in quotation marks."""
    name = next((name[len(form) :] for form in _FORMS if name.startswith(form)), name)
    known = _COMPLEMENTS.get(name)
    if known is not None:
        return known
    family, _, rest = name.partition("-")
    if family == "pp" or not rest:
        return f"“{rest or family}” after it"
    told = _COMPLEMENTS.get(family, "words after it")
    return f"{told}, partly in quotation marks" if rest == "quoted" else told


def _source(kind: str) -> str:
    family, _, word = kind.partition(" ")
    return f"“{word}”" if family == "pronoun" else _SOURCES.get(family, "such words")


def _two(value: str) -> tuple[str, str]:
    first, _, second = value.partition(" ")
    return first, second


def _cue_with_complement(value: str) -> str:
    lemma, complement = _two(value)
    return f"“{lemma}” has {_complement(complement)}"


def _cue_with_source(value: str) -> str:
    lemma, kind = _two(value)
    return f"“{lemma}” has {_source(kind)} for its source"


def _complement_with_source(value: str) -> str:
    complement, kind = _two(value)
    return f"a cue with {_complement(complement)} has {_source(kind)} for its source"


def _after_cue(value: str) -> str:
    lemma, word = _two(value)
    return f"“{lemma}” ends its sentence" if word == "<s>" else f"{_quoted(word)} follows “{lemma}”"


def _before_cue(value: str) -> str:
    lemma, word = _two(value)
    return (
        f"“{lemma}” opens its sentence" if word == "<s>" else f"{_quoted(word)} precedes “{lemma}”"
    )


def _share_quoted(value: str) -> str:
    quarter = next(part for part in value.split() if part in _QUOTED)
    return f"{_QUOTED[quarter]} of the content is in quotation marks"


#: What the facts with these names say, as the clause after “that”; others are not told.
_CLAUSES: Mapping[str, Callable[[str], str]] = {
    "l": lambda value: f"the cue is “{value}”",
    "lf": _cue_with_complement,
    "ln": _after_cue,
    "lv": _before_cue,
    "fr": lambda value: f"the cue has {_complement(value)}",
    "lk": _cue_with_source,
    "fk": _complement_with_source,
    "k": lambda value: f"the source is {_source(value)}",
    "hd": lambda value: f"the source {'is a name' if value == 'name' else f'ends in “{value}”'}",
    "cf": lambda value: f"the content begins with {_quoted(value)}",
    "qc": _share_quoted,
    "qcl": _share_quoted,
}

_CAN_BE_TOLD = tuple([name in _CLAUSES for name in (*CUE_FACTS, *READING_FACTS)])


def reasons(verdict: Verdict, facts: WeightTable) -> tuple[str, ...]:
    """Return sentences on a verdict: how sure, of how many readings, what spoke for and against.

    They are for people to read; their wording is no interface.
    """
    readings = verdict.among
    chosen = "the only reading" if readings == 1 else f"the likeliest of {readings} readings"
    notes = [f"The model takes this, {chosen}, to be right at {verdict.probability:.0%}."]
    weighed = sorted(_weighed(verdict.words, facts))
    for opening, told in (
        ("It speaks for this that", _told(reversed([one for one in weighed if one[0] >= _LEAST]))),
        ("It speaks against this that", _told([one for one in weighed if one[0] <= -_LEAST])),
    ):
        if told:
            notes.append(f"{opening} {' and that '.join(told)}.")
    return tuple(notes)


def _told(weighed: Iterator[tuple[float, str]] | list[tuple[float, str]]) -> list[str]:
    """Return what the weightiest facts say, each thing once."""
    clauses: list[str] = []
    for _, word in weighed:
        name, _, value = word.partition("=")
        clause = _CLAUSES[name](value)
        if clause not in clauses:
            clauses.append(clause)
        if len(clauses) == _MOST:
            break
    return clauses


def _weighed(words: tuple[str, ...], facts: WeightTable) -> Iterator[tuple[float, str]]:
    """Yield each fact that can be told after its weight in log odds.

    Where one day stands for all in what was learned, people would read the wrong one.
    """
    for word in compress(words, _CAN_BE_TOLD):
        packed = facts.rows.get(word)
        value = word.partition("=")[2]
        if packed is not None and value not in ("-", "") and STAND_INS.isdisjoint(value.split()):
            yield facts.scores(packed)[0] / facts.scale, word
