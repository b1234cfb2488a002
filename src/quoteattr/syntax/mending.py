"""Tags that the tagger gets wrong, mended by what must stand there."""

from collections.abc import Iterator

from attrs import evolve

from quoteattr.syntax.nounphrases import base_phrase_to
from quoteattr.syntax.quoted import last_quoted
from quoteattr.syntax.verbgroups import LIKELY
from quoteattr.text import Parse
from quoteattr.words import ADDRESSED, COMMON_NOUNS, FINITE, Lexicon, lemma

__all__ = ["mended"]

#: A verb stands so near a quotation that ends before it, or, where it ends a clause about a
#: name, that far from it.
_NEAR, _FARTHEST = 9, 30
#: So many tokens before a word none may be a finite verb if it is to be the first of its clause.
_VERBLESS = 9
#: So long is a name with the comma after it.
_NAME = 5
#: What may be a subject right before a verb that is no infinitive: “…,” the two write.
_PLAIN = frozenset({"CD", "NN", "NNS", "NNP", "NNPS"})
_MANY = frozenset({"NNS", "NNPS"})
_MISREAD = frozenset({"NN", "NNS", "NNP", "VBN", "JJ", "VB", "NNPS"})
_LINKS = frozenset("as because if that though when while".split())
_NAMES_MISREAD = frozenset({"JJ", "IN", "VB", "RB", "VBN", "VBG", "FW", "NN", "VBP", "JJR", "MD"})


def mended(parse: Parse) -> Parse:
    """Return the text with verbs and names tagged as such where nothing else can stand.

    In “…,” Devine notes. the tagger may see two nouns; after a quotation, a known verb of
    speech before a stop or comma is a verb, and a capital before it makes a name.
    """
    changes = dict(_changes(parse))
    if not changes:
        return parse
    tags, lemmas = list(parse.tags), list(parse.lemmas)
    for index, tag in changes.items():
        tags[index] = tag
        lemmas[index] = lemma(parse.seen[index], tag)
    return evolve(parse, tags=tuple(tags), lemmas=tuple(lemmas))


def _misread_words(parse: Parse) -> Iterator[tuple[int, str]]:
    """Mend what no neighbour allows: “is said/VBD”, “the harvest/JJS was”, “a long expose/VB”.

    After “told reporters” comes what they were told, not which reporters they were.
    """
    tags, forms = parse.tags, parse.forms
    for index in range(1, len(tags)):
        tag, before = tags[index], tags[index - 1]
        described = parse.sentence(index).start <= index - 2 and tags[index - 2] == "DT"
        if tag == "VBD" and parse.lemmas[index - 1] == "be" and before[:2] == "VB":
            yield index, "VBN"
        elif tag in FINITE and before in ("JJS", "JJR") and described:
            yield index - 1, "NN"
        elif tag in ("VB", "VBP") and before == "JJ" and described:
            yield index, "NN"
        elif tag == "VBN" and before in _PLAIN and _ends_clause(parse, index):
            yield index, "VBD"
        elif tag in ("WP", "PRP") and before == "DT" and forms[index].isupper():
            yield index, "NNP"
        elif forms[index] == "that" and tag == "WDT" and _is_told(parse, index - 1):
            yield index, "IN"
        elif forms[index] == "that" and before in COMMON_NOUNS and index > 1:
            verb = _reporting(forms[index - 1], parse.lexicon)
            if verb and _lacks_verb(parse, index - 1):
                yield index - 1, verb
                yield index, "IN"


def _misread_nouns(parse: Parse) -> Iterator[tuple[int, str]]:
    """Mend what set phrases do not allow: “according to police/VB”, “a think/VBP tank”."""
    tags, words = parse.tags, parse.words
    for index in range(2, len(tags)):
        if tags[index] == "VB" and words[index - 2] == "according" and words[index - 1] == "to":
            yield index, "NNP" if parse.forms[index][0].isupper() else "NN"
        elif words[index - 1] == "think" and words[index] in ("tank", "tanks"):
            yield index - 1, "NN"


def _ends_clause(parse: Parse, index: int) -> bool:
    """Tell whether “when the dam leaked/VBN,” would have no verb without this one."""
    forms = parse.forms
    floor = parse.sentence(index).start
    phrase = base_phrase_to(parse, index - 1, floor)
    if phrase is None or phrase.start == floor or index + 1 >= len(forms):
        return False
    return parse.words[phrase.start - 1] in _LINKS and forms[index + 1] in (",", ".")


def _is_told(parse: Parse, last: int) -> bool:
    """Tell whether the phrase that ends at ``last`` is whom a verb such as “told” addresses."""
    floor = parse.sentence(last).start
    phrase = base_phrase_to(parse, last, floor)
    if phrase is None or phrase.start == floor:
        return False
    verb = phrase.start - 1
    return parse.tags[verb][:2] == "VB" and parse.lemmas[verb] in ADDRESSED


def _reporting(word: str, lexicon: Lexicon) -> str:
    """Return the verb tag of a word that reports clauses and is no noun that does."""
    if not word.islower():
        return ""
    tag = "VBZ" if word.endswith("s") else "VBP"
    base = lemma(word, tag)
    reports = lexicon.reports(base, "that") > LIKELY
    return tag if reports and f"{base}/n" not in lexicon.cues else ""


def _lacks_verb(parse: Parse, index: int) -> bool:
    """Tell whether a subject but no finite verb stands before ``index`` in its sentence."""
    tags = parse.tags
    floor = max(parse.sentence(index).start, index - _VERBLESS)
    subject = tags[index - 1] in ("NN", "NNS", "NNP", "NNPS", "CD", "PRP")
    return subject and index > floor and FINITE.isdisjoint(tags[floor:index])


def _changes(parse: Parse) -> Iterator[tuple[int, str]]:
    yield from _misread_words(parse)
    yield from _misread_nouns(parse)
    yield from _beside_quotations(parse)
    yield from _before_quotations(parse)


def _before_quotations(parse: Parse) -> Iterator[tuple[int, str]]:
    """Mend “He jokes/NNS, “…”” and “as the website notes/NNS: “…””."""
    forms, tags = parse.forms, parse.tags
    for pair in parse.marks.pairs:
        index = pair.open - 2
        if index < 1 or forms[index + 1] not in (",", ":") or tags[index] not in COMMON_NOUNS:
            continue
        tag = "VBZ" if forms[index].endswith("s") else "VBP"
        if not _quotes(forms[index], lemma(forms[index], tag), parse.lexicon):
            continue
        if tags[index - 1] == "PRP" or _is_subject(parse, index, tag):
            yield index, tag


def _is_subject(parse: Parse, index: int, tag: str) -> bool:
    """Tell whether the phrase before ``index`` is the subject of a verb with this tag."""
    tags = parse.tags
    floor = parse.sentence(index).start
    phrase = base_phrase_to(parse, index - 1, floor)
    if phrase is None or (tags[index - 1] in _MANY) != (tag == "VBP"):
        return False
    linked = phrase.start > floor and parse.words[phrase.start - 1] in _LINKS
    opens = phrase.start == floor or tags[phrase.start - 1] in (",", "CC")
    return linked or (opens and FINITE.isdisjoint(tags[floor:index]))


def _beside_quotations(parse: Parse) -> Iterator[tuple[int, str]]:
    forms, tags, marks = parse.forms, parse.tags, parse.marks
    for pair in marks.pairs:
        close = pair.close
        if close is None or last_quoted(parse, close) not in ",?!…—-":
            continue
        last = _last_verb(parse, close)
        if last is not None and _verb_tag(forms[last], parse.lexicon) == "VBD":
            yield last, "VBD"
        for index in range(close + 1, min(close + _NEAR, parse.paragraph(close).stop)):
            if marks.roles[index] or forms[index][-1] in ".,;:":
                break
            tag = _verb_tag(forms[index], parse.lexicon) if tags[index] in _MISREAD else ""
            several = tags[index - 1] in _MANY and tags[index] in COMMON_NOUNS
            if not tag and (several or (tags[index] == "VB" and tags[index - 1] in _PLAIN)):
                tag = _plural_verb(forms[index], parse.lexicon)
            mended = bool(tag) and _may_be_cue(parse, index, close)
            if mended:
                yield index, tag
            if mended or tags[index] in ("VBD", "VBZ"):
                if (
                    index == close + 2
                    and tags[close + 1] in _NAMES_MISREAD
                    and (forms[close + 1][0].isupper())
                ):
                    yield close + 1, "NNP"
                break


def _last_verb(parse: Parse, close: int) -> int | None:
    """Return the participle that ends “…,” Ann Lee, who runs the site, tweeted on Monday."""
    tags = parse.tags
    home = parse.sentence(close)
    stop = min(home.stop, close + _FARTHEST)
    if close + 2 >= stop or tags[close + 1] != "NNP" or "," not in tags[close + 2 : close + _NAME]:
        return None
    for index in range(stop - 1, close + 1, -1):
        if parse.marks.roles[index]:
            return None
        if tags[index][:2] == "VB":
            ends = tags[index] == "VBN" and _may_end_before(parse, index + 1)
            return index if ends and tags[index - 1] in (*_PLAIN, ",", "-RRB-") else None
    return None


def _may_be_cue(parse: Parse, index: int, close: int) -> bool:
    """Tell whether a verb fits here: after a name or right after the mark."""
    if index == close + 1:
        return parse.tag(index + 1) in ("NNP", "DT", "PRP", "PRP$", "NN")
    return _may_end_before(parse, index + 1) and (
        parse.tags[index - 1] in ("NNP", "NNPS", "PRP", "NN", "NNS", "-RRB-", ",", "RB", "JJ")
    )


def _may_end_before(parse: Parse, index: int) -> bool:
    """Tell whether a clause may end before ``index``, as it does at the end of a paragraph."""
    if parse.paragraph(index - 1).stop == index:
        return True
    return parse.tags[index] in (".", ",", ":", "IN", "TO", "RB", "CC", "PRP") or (
        parse.tags[index][:2] == "NN" and parse.forms[index][0].isupper()
    )


def _verb_tag(word: str, lexicon: Lexicon) -> str:
    """Return the tag of the verb in “…,” Lee notes, unless it looks like a noun’s plain form."""
    tag = "VBZ" if word.endswith("s") else "VBD"
    base = lemma(word, tag)
    return tag if (base != word or word == "read") and _quotes(word, base, lexicon) else ""


def _plural_verb(word: str, lexicon: Lexicon) -> str:
    """Return the tag of the verb in “…,” the growers state."""
    return "VBP" if _quotes(word, word, lexicon) else ""


def _quotes(word: str, base: str, lexicon: Lexicon) -> bool:
    """Tell a word in small letters whose verb goes with quotations."""
    return word.islower() and lexicon.reports(base, "quote", "quote-end") >= LIKELY
