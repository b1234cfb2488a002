"""Tags that the tagger gets wrong, mended by what must stand there."""

from collections.abc import Iterator

from attrs import evolve

from quoteattr.syntax.nounphrases import base_phrase_to
from quoteattr.syntax.quoted import last_quoted
from quoteattr.text import Tagged
from quoteattr.words import ADDRESSED, Lexicon, lemma

__all__ = ["mend_tags"]

_NEAR, _FARTHEST, _NAME = 9, 30, 5
_SPOKEN = 0.5
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUN_LIKE = frozenset({"NN", "NNS"})
#: What may be a subject right before a verb that is no infinitive: “…,” the two write.
_PLAIN = frozenset({"CD", "NN", "NNS", "NNP", "NNPS"})
_MANY = frozenset({"NNS", "NNPS"})
_MISREAD = frozenset({"NN", "NNS", "NNP", "VBN", "JJ", "VB", "NNPS"})
_LINKS = frozenset("as because if that though when while".split())
_NAMES_MISREAD = frozenset({"JJ", "IN", "VB", "RB", "VBN", "VBG", "FW", "NN", "VBP", "JJR", "MD"})


def mend_tags(tagged: Tagged, lexicon: Lexicon) -> Tagged:
    """Return the text with verbs and names tagged as such where nothing else can stand.

    In “…,” Devine notes. the tagger may see two nouns; after a quotation, a known verb of
    speech before a stop or comma is a verb, and a capital before it makes a name.
    """
    changes = dict(_changes(tagged, lexicon))
    if not changes:
        return tagged
    pos, lemmas = list(tagged.pos), list(tagged.lemmas)
    for index, tag in changes.items():
        pos[index] = tag
        lemmas[index] = lemma(tagged.tokens.words[index], tag)
    return evolve(tagged, pos=tuple(pos), lemmas=tuple(lemmas))


def _misread_words(tagged: Tagged, lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    """Mend what no neighbour allows: “is said/VBD”, “the harvest/JJS was”, “a long expose/VB”.

    After “told reporters” comes what they were told, not which reporters they were.
    """
    pos, words = tagged.pos, tagged.tokens.words
    for index in range(1, len(pos)):
        tag, before = pos[index], pos[index - 1]
        if tag == "VBD" and tagged.lemmas[index - 1] == "be" and before[:2] == "VB":
            yield index, "VBN"
        elif tag in _FINITE and before in ("JJS", "JJR") and pos[index - 2] == "DT":
            yield index - 1, "NN"
        elif tag in ("VB", "VBP") and before == "JJ" and pos[index - 2] == "DT":
            yield index, "NN"
        elif tag == "VBN" and before in _PLAIN and _ends_clause(tagged, index):
            yield index, "VBD"
        elif tag in ("WP", "PRP") and before == "DT" and words[index].isupper():
            yield index, "NNP"
        elif words[index] == "that" and tag == "WDT" and _is_told(tagged, index - 1):
            yield index, "IN"
        elif words[index] == "that" and before in _NOUN_LIKE and index > 1:
            verb = _reporting(words[index - 1], lexicon)
            if verb and _lacks_verb(tagged, index - 1):
                yield index - 1, verb
                yield index, "IN"


def _ends_clause(tagged: Tagged, index: int) -> bool:
    """Tell whether “when the dam leaked/VBN,” would have no verb without this one."""
    layout, words = tagged.layout, tagged.tokens.words
    floor = layout.sentences[layout.sentence_of[index]].start
    phrase = base_phrase_to(tagged, index - 1, floor)
    if phrase is None or phrase.start == floor or index + 1 >= len(words):
        return False
    return words[phrase.start - 1].lower() in _LINKS and words[index + 1] in (",", ".")


def _is_told(tagged: Tagged, last: int) -> bool:
    """Tell whether the phrase that ends at ``last`` is whom a verb such as “told” addresses."""
    layout = tagged.layout
    floor = layout.sentences[layout.sentence_of[last]].start
    phrase = base_phrase_to(tagged, last, floor)
    if phrase is None or phrase.start == floor:
        return False
    verb = phrase.start - 1
    return tagged.pos[verb][:2] == "VB" and tagged.lemmas[verb] in ADDRESSED


def _reporting(word: str, lexicon: Lexicon) -> str:
    """Return the verb tag of a word that reports clauses and is no noun that does."""
    if not word.islower():
        return ""
    tag = "VBZ" if word.endswith("s") else "VBP"
    base = lemma(word, tag)
    entry = lexicon.cues.get(base)
    reports = entry is not None and entry.share("that") > _SPOKEN
    return tag if reports and f"{base}/n" not in lexicon.cues else ""


def _lacks_verb(tagged: Tagged, index: int) -> bool:
    """Tell whether a subject but no finite verb stands before ``index`` in its sentence."""
    layout, pos = tagged.layout, tagged.pos
    floor = max(layout.sentences[layout.sentence_of[index]].start, index - _NEAR)
    subject = pos[index - 1] in ("NN", "NNS", "NNP", "NNPS", "CD", "PRP")
    return subject and index > floor and _FINITE.isdisjoint(pos[floor:index])


def _changes(tagged: Tagged, lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    yield from _misread_words(tagged, lexicon)
    yield from _beside_quotations(tagged, lexicon)
    yield from _before_quotations(tagged, lexicon)


def _before_quotations(tagged: Tagged, lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    """Mend “He jokes/NNS, “…”” and “as the website notes/NNS: “…””."""
    words, pos = tagged.tokens.words, tagged.pos
    for pair in tagged.marks.pairs:
        index = pair.open - 2
        if index < 1 or words[index + 1] not in (",", ":") or pos[index] not in _NOUN_LIKE:
            continue
        tag = "VBZ" if words[index].endswith("s") else "VBP"
        if not _quotes(words[index], lemma(words[index], tag), lexicon):
            continue
        if pos[index - 1] == "PRP" or _is_subject(tagged, index, tag):
            yield index, tag


def _is_subject(tagged: Tagged, index: int, tag: str) -> bool:
    """Tell whether the phrase before ``index`` is the subject of a verb with this tag."""
    layout, pos, words = tagged.layout, tagged.pos, tagged.tokens.words
    floor = layout.sentences[layout.sentence_of[index]].start
    phrase = base_phrase_to(tagged, index - 1, floor)
    if phrase is None or (pos[index - 1] in _MANY) != (tag == "VBP"):
        return False
    linked = phrase.start > floor and words[phrase.start - 1].lower() in _LINKS
    opens = phrase.start == floor or pos[phrase.start - 1] in (",", "CC")
    return linked or (opens and _FINITE.isdisjoint(pos[floor:index]))


def _beside_quotations(tagged: Tagged, lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    words, pos, marks = tagged.tokens.words, tagged.pos, tagged.marks
    for pair in marks.pairs:
        close = pair.close
        if close is None or last_quoted(tagged, close) not in ",?!…—-":
            continue
        last = _last_verb(tagged, close)
        if last is not None and _verb_tag(words[last], lexicon) == "VBD":
            yield last, "VBD"
        for index in range(close + 1, min(close + _NEAR, len(words) - 1)):
            if marks.roles[index] or words[index][-1] in ".,;:":
                break
            tag = _verb_tag(words[index], lexicon) if pos[index] in _MISREAD else ""
            several = pos[index - 1] in _MANY and pos[index] in _NOUN_LIKE
            if not tag and (several or (pos[index] == "VB" and pos[index - 1] in _PLAIN)):
                tag = _plural_verb(words[index], lexicon)
            mended = bool(tag) and _may_be_cue(tagged, index, close)
            if mended:
                yield index, tag
            if mended or pos[index] in ("VBD", "VBZ"):
                if (
                    index == close + 2
                    and pos[close + 1] in _NAMES_MISREAD
                    and (words[close + 1][0].isupper())
                ):
                    yield close + 1, "NNP"
                break


def _last_verb(tagged: Tagged, close: int) -> int | None:
    """Return the participle that ends “…,” Ann Lee, who runs the site, tweeted on Monday."""
    layout, pos = tagged.layout, tagged.pos
    home = layout.sentences[layout.sentence_of[close]]
    stop = min(home.stop, close + _FARTHEST)
    if close + 2 >= stop or pos[close + 1] != "NNP" or "," not in pos[close + 2 : close + _NAME]:
        return None
    for index in range(stop - 1, close + 1, -1):
        if tagged.marks.roles[index]:
            return None
        if pos[index][:2] == "VB":
            ends = pos[index] == "VBN" and index + 1 < len(pos) and words_end(tagged, index + 1)
            return index if ends and pos[index - 1] in (*_PLAIN, ",", "-RRB-") else None
    return None


def _may_be_cue(tagged: Tagged, index: int, close: int) -> bool:
    """Tell whether a verb fits here: after a name or right after the mark."""
    if index == close + 1:
        return tagged.pos[index + 1] in ("NNP", "DT", "PRP", "PRP$", "NN")
    return words_end(tagged, index + 1) and (
        tagged.pos[index - 1] in ("NNP", "NNPS", "PRP", "NN", "NNS", "-RRB-", ",", "RB", "JJ")
    )


def words_end(tagged: Tagged, index: int) -> bool:
    """Tell whether a clause may end before ``index``."""
    return tagged.pos[index] in (".", ",", ":", "IN", "TO", "RB", "CC", "PRP") or (
        tagged.pos[index][:2] == "NN" and tagged.tokens.words[index][0].isupper()
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
    entry = lexicon.cues.get(base) if word.islower() else None
    return entry is not None and max(entry.share("quote"), entry.share("quote-end")) >= _SPOKEN
