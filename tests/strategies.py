"""Texts to test with: chaos of marks and words, prose as in the news, and built reports.

Built reports are written in a notation in which every report stands in braces, and in it
its parts in brackets: ``{[s Ann Lee] [c=say:said] [t that {[s Reuters] …}]}``; ``s`` is the
source, ``c`` the cue with its lemma, ``t`` a piece of content, ``a`` the addressee. ⟦ and ⟧
stand for outer quotation marks, ⟨ and ⟩ for those nested in them, so that both can take any
style; ’ is always an apostrophe. ``^`` makes the next letter a capital.
"""

from __future__ import annotations

import re

from attrs import evolve, frozen
from hypothesis import strategies as st

from quoteattr.model.vocabulary import Kind, Polarity

MARKS = (*"“”„‟‘’‚‛\"'`´«»‹›「」『』′″", "''", "``", "’’", "‘‘")

#: Opening and closing mark, each one code point.
STYLES = ("“”", "‘’", '""', "''", "«»", "»«", "‹›", "„“", "””", "「」", "『』")

_SPACES = ("\xa0", "\n", "\n\n", "\r\n", "\r\n\r\n", "\t", "\u200b", "\u2028")
_ODD = ("\x00", "\ud800", "e\u0301", "\u0301", "שלום", "\u202e", "😀", "👩‍👧", "ǅ", "𝒳")
_STOPS = tuple(". . , , ? ! … ... : ; — -- - ( ) [ ] /".split())
_WORDS = tuple(
    "a the that who which said says told tell asked denied believe according to by of in and but"
    " not no he she they it I We was is will have been rained Ann Lee Putin Reuters Monday"
    " president ministry reporters statement U.S. Mr. Jr. don’t O’Neill dogs’ ’90s 1,300 6 5th"
    " http://a.b/c @lee #tag Kremlin reported report announced quoted as citing".split()
)

_SNIPPETS = (
    "Ann Lee said",
    "he told reporters",
    "that it rained",
    "it was over",
    "according to Reuters,",
    "“We won,”",
    "‘No.’",
)
_gaps = st.sampled_from((" ",) * 12 + ("",) * 4 + _SPACES)
_pieces = st.sampled_from(_WORDS * 2 + _SNIPPETS * 6 + _STOPS * 2 + MARKS * 2 + _ODD)

chaos = st.lists(st.builds("{}{}".format, _pieces, _gaps), max_size=30).map("".join)

#: Words and marks in any order that the rules look for.
pieces = st.lists(
    st.sampled_from(
        """Lee Ann the mayor who which that said says told was is accused called claim claims
        according to in view of put it as by and but , . : ; — “ ” ‘ ’ ( ) ? she not has been
        saying 5 percent Monday on ¶""".split()
    ),
    max_size=30,
).map(lambda words: " ".join(words).replace("¶", "\n\n"))

#: Paragraphs that report nothing, quote nobody and name nobody.
neutral = st.sampled_from(
    ("It rained.", "The road stayed wet for an hour.", "Nothing else happened that night!")
)


@frozen
class Expected:
    """An attribution that a built text holds; all pairs are offsets in that text."""

    parent: int | None
    speaker: tuple[int, int] = (0, 0)
    cue: tuple[int, int] = (0, 0)
    lemma: str = ""
    content: tuple[tuple[int, int], ...] = ()
    addressee: tuple[int, int] | None = None


@frozen
class Built:
    """A text, with stand-ins for its quotation marks, and what must be found in it.

    >>> built("{[s Ann Lee] [c=say:said] [t that it rained]}.").expected[0].content
    ((13, 27),)
    """

    text: str
    expected: tuple[Expected, ...]

    def chain(self, number: int) -> list[tuple[int, int]]:
        """The speakers from the outermost down to that of one attribution."""
        step: int | None = number
        chain: list[tuple[int, int]] = []
        while step is not None:
            chain.append(self.expected[step].speaker)
            step = self.expected[step].parent
        return chain[::-1]

    def quotes(self, number: int) -> tuple[tuple[int, int], ...]:
        """What stands inside the marks of one attribution's content, the marks left out."""
        return tuple(
            (start + found.start() + 1, start + found.end() - 1)
            for start, end in self.expected[number].content
            for found in _own_quotations(self.text[start:end])
        )

    def kind(self, number: int) -> Kind:
        """Whether all, none or a part of one attribution's content is quoted."""
        pieces = [self.text[slice(*piece)] for piece in self.expected[number].content]
        if not self.quotes(number):
            return Kind.INDIRECT
        whole = all(re.fullmatch(r"⟦[^⟧]*⟧|⟨[^⟩]*⟩", piece) for piece in pieces)
        return Kind.DIRECT if whole else Kind.MIXED

    def polarity(self, number: int) -> Polarity:
        """Whether one attribution says that something was said, or that it was not."""
        cue = self.text[slice(*self.expected[number].cue)]
        return Polarity.NEGATIVE if cue in ("denied", "did not say") else Polarity.POSITIVE


def _own_quotations(piece: str) -> list[re.Match[str]]:
    return list(re.finditer(r"⟦[^⟧]*⟧|⟨[^⟩]*⟩", piece))


def rendered(text: str, outer: str = "“”", inner: str = "‘’", apostrophe: str = "’") -> str:
    """Replace the stand-ins by marks, one code point for one.

    >>> rendered("⟦I said ⟨no⟩,⟧ Lee said.")
    '“I said ‘no’,” Lee said.'
    """
    return text.translate(str.maketrans("⟦⟧⟨⟩’", outer + inner + apostrophe))


_NOTATION = re.compile(r"\{|\}|\[([scta])(?:=([\w ]+?):| )|\]|\^|[^\[\]{}^]+")


def built(notation: str) -> Built:
    """Read a text in the notation that the head of this module explains.

    >>> built("{[c=according to:according to] [s Ann Lee], [t it rained]}.").text
    'According to Ann Lee, it rained.'
    """
    text, capital = "", True
    expected: list[Expected] = []
    reports: list[int] = []
    parts: list[tuple[str, int]] = []
    for found in _NOTATION.finditer(notation):
        token = found[0]
        if token == "{":
            expected.append(Expected(reports[-1] if reports else None))
            reports.append(len(expected) - 1)
        elif token == "}":
            reports.pop()
        elif token[0] == "[":
            parts.append((found[1], len(text)))
            if found[2]:
                expected[reports[-1]] = evolve(expected[reports[-1]], lemma=found[2])
        elif token == "]":
            role, start = parts.pop()
            expected[reports[-1]] = _with(expected[reports[-1]], role, (start, len(text)))
        elif token == "^":
            capital = True
        else:
            text += token[0].upper() + token[1:] if capital else token
            capital = capital and not any(map(str.isalpha, token))
    return Built(text, tuple(expected))


def _with(expected: Expected, role: str, span: tuple[int, int]) -> Expected:
    if role == "s":
        return evolve(expected, speaker=span)
    if role == "c":
        return evolve(expected, cue=span)
    if role == "a":
        return evolve(expected, addressee=span)
    return evolve(expected, content=(*expected.content, span))


def _one_of(*choices: str) -> st.SearchStrategy[str]:
    return st.sampled_from(choices)


_PEOPLE = ("Ann Lee", "Omar Haddad", "Maria Alvarez", "Tom O’Neill", "James Okoro", "Eva Lind")
_OTHERS = (
    "Reuters", "the ministry", "the Kremlin", "the city council", "the New York Times",
    "officials", "two witnesses", "a spokeswoman", "the mayor", "the country’s president",
)  # fmt: skip
_LEAVES = _one_of(
    "the bridge was safe",
    "nobody was hurt",
    "the ferry would sail at noon",
    "taxes had gone up twice",
    "the dogs’ owners had left town",
    "the team lost again in the ’90s",
    "the voters’ anger was growing",
    "it wasn’t over",
    "the plan was ⟦a disgrace⟧",
    "the dogs’ owners were ⟦far too careless⟧",
    "the rules would ⟦ruin the fishermen’s lives⟧",
)
_SPEECH = _one_of(
    "the bridge is safe",
    "nobody was hurt",
    "we don’t have twelve days",
    "it was the dogs’ owners’ fault",
    "rock ’n’ roll is here to stay",
    "the ’90s are over",
    "the fishermen’s boats are gone for good",
)
_MORE_SPEECH = _one_of("nobody will stop us", "that is all there is", "it won’t happen again")
_ROLES = _one_of("a lawyer", "the mayor of Geneva", "a spokeswoman for the ministry")
_RELATIVES = _one_of("who heads the panel", "who lives in Geneva", "who was not there")
_ADDRESSEES = _one_of("reporters", "the committee", "lawmakers", "the newspaper")
_CUES = _one_of(
    "[c=say:said]", "[c=claim:claimed]", "[c=report:reported]", "[c=insist:insisted]",
    "[c=argue:has repeatedly argued]", "[c=believe:believed]", "[c=warn:warned]",
    "[c=add:added]", "[c=say:did not say]", "[c=deny:denied]",
)  # fmt: skip
_BARE_CUES = _one_of("[c=say:said]", "[c=claim:claimed]")
_CLOSING_CUES = _one_of("[c=say:said]", "[c=add:added]", "[c=report:reported]")
_SPEECH_CUES = _one_of("[c=say:said]", "[c=write:wrote]", "[c=add:added]", "[c=explain:explained]")


# In these patterns @ stands for a source that the sentence does not have yet, & for one with
# a name of its own, % for what lies in the report, a word in capitals for one of its list.
_WORD_LISTS = {
    "ADDED": _CLOSING_CUES,
    "ADDRESSEE": _ADDRESSEES,
    "BARE": _BARE_CUES,
    "CUE": _CUES,
    "MORE": _MORE_SPEECH,
    "RELATIVE": _RELATIVES,
    "ROLE": _ROLES,
    "SPOKEN": _SPEECH_CUES,
}
_CLAUSES = (
    "{[s @] CUE [t that %]}",
    "{[s @] BARE [t %]}",
    "{[s @] [c=tell:told] [a ADDRESSEE] [t that %]}",
    "{[s &], RELATIVE, CUE [t that %]}",
    "{[s &, ROLE], CUE [t that %]}",
    "{[c=according to:according to] [s @], [t %]}",
)
_QUOTED = (
    "{[t ⟦^%,⟧] [s @] SPOKEN}.",
    "{[t ⟦^%,⟧] SPOKEN [s @]}.",
    "{[t ⟦^%,⟧] [s @] [c=tell:told] [a ADDRESSEE]}.",
    "{[t ⟦^%,⟧] SPOKEN [s &, ROLE], [t ⟦MORE.⟧]}",
    "{[t ⟦^%,⟧] [s @] SPOKEN. [t ⟦^MORE.⟧]}",
    "{[s @] SPOKEN, [t ⟦^%.⟧]}",
    "{[s @] SPOKEN: [t ⟦^%.⟧]}",
)
_PARENTHETIC = (
    "{[t %], [s @] ADDED}.",
    "{[t %], [c=according to:according to] [s @]}.",
    "{[t when the ferry sank], [s @] [c=report:reported], [t %]}.",
)
_MARK_BEFORE_STOP = re.compile(r"([⟧⟩])([\]}]*)([.,])")


@st.composite
def _filled(draw: st.DrawFn, patterns: tuple[str, ...], inner: st.SearchStrategy[str]) -> str:
    """Return one pattern with its lists and what lies in it drawn, sources still open."""
    held = draw(inner)
    if not _is_clear_anywhere(held):
        patterns = tuple(each for each in patterns if "that %" in each or "⟦^%" in each)
    pattern = draw(st.sampled_from(patterns))
    if "⟦^%" in pattern:
        held = held.translate(str.maketrans("⟦⟧", "⟨⟩"))
    for name, words in _WORD_LISTS.items():
        if name in pattern:
            pattern = pattern.replace(name, draw(words))
    return pattern.replace("%", held)


def _is_clear_anywhere(clause: str) -> bool:
    """Tell “according to Reuters, …”, which can be read either way after “Lee said” or
    “…, Lee said,”, from what cannot."""
    return not clause.startswith("{[c=according")


def _clause(depth: int) -> st.SearchStrategy[str]:
    return _filled(_CLAUSES, _clause(depth - 1)) if depth else _LEAVES


def _sentence(depth: int) -> st.SearchStrategy[str]:
    speech = _clause(depth - 1) if depth > 1 else _SPEECH
    kinds = [
        _clause(depth).map("{}.".format),
        _filled(_QUOTED, speech),
        _filled(_PARENTHETIC, _clause(depth - 1).filter(_is_clear_anywhere)),
    ]
    if depth > 1:
        spoken = _clause(depth - 2) if depth > 2 else _SPEECH
        kinds.append(_filled(_PARENTHETIC[1:2], _filled(_QUOTED[:3], spoken).map(_without_stop)))
    return st.one_of(kinds)


def _without_stop(sentence: str) -> str:
    return sentence.removesuffix(".")


@st.composite
def built_sentences(draw: st.DrawFn) -> Built:
    """A sentence, or two, of one to three reports within one another."""
    notation = draw(st.integers(1, 3).flatmap(_sentence))
    if draw(st.booleans()):
        notation = _MARK_BEFORE_STOP.sub(r"\3\1\2", notation)
    for person in draw(st.permutations(_PEOPLE)):
        notation = notation.replace("&", person, 1)
    for source in draw(st.permutations(_PEOPLE + _OTHERS)):
        notation = notation if source in notation else notation.replace("@", source, 1)
    return built(notation)


# Sentences as in the news that the grammar does not make.
_LOOSE = (
    "⟦We won,⟧ she said.",
    "⟦I don’t know,⟧ he told Mr. Okoro. ⟦I wasn’t there.⟧",
    "⟦Is it over?⟧ asked Okoro, who arrived late.",
    "⟦They told me ⟨no⟩ twice,⟧ O’Neill said, laughing.",
    "⟦It’s the dogs’ fault,⟧ the fishermen’s spokesman, Bob Dunn, told Reuters on Tuesday.",
    "⟦Nobody,⟧ she added, ⟦will stop us.⟧",
    "⟦Nobody will stop us,⟧ said Dunn, adding that the plan was ⟦dead.⟧",
    "⟦Never again.⟧",
    "⟦It was late. The lights were out.⟧ Dunn said nothing else.",
    "He said: ⟦The 12 boats’ owners left in the ’90s.⟧",
    "He called it ⟦a disgrace⟧ and a ⟦shame⟧.",
    "She denied it.",
    "She declined to comment.",
    "Mr. Dunn and Ms. Lee did not respond to requests for comment.",
    "U.S. officials have said Iran would not take part, but Tehran says it will.",
    "Dunn, 54, is said to have left the country.",
    "Critics accused the mayor of lying about the bridge.",
    "The report found that 1,300 people had left Geneva, and it urged lawmakers to act.",
    "A poll showed most voters wanted a new mayor.",
    "The film ⟦Night Ferry⟧ opens in Rock ’n’ Roll, Ill., on Friday.",
    "The so-called ⟦ferry tax⟧ was dropped.",
    "The dogs’ owners’ club met on Monday.",
    "In a statement on Twitter, the ministry’s press office said it regretted the ⟦error⟧.",
    "Asked about the bridge, Dunn said he was ⟦not an engineer,⟧ the newspaper reported.",
    "Dunn thanked the club, and the two shook hands.",
    "Her lawyer (a former judge) said — as she had before — that she would appeal.",
    "No one said that the bridge was safe.",
    "If he says so, they will leave.",
    "According to people who know him, Dunn thinks the mayor lied.",
    "The company announced plans to sell its boats; analysts expect a loss.",
    "The mayor’s ⟦ferry⟧ speech, titled ⟦The Road Ahead,⟧ lasted an hour.",
    "GENEVA (AP) — The bridge is closed, police said.",
)
#: Paragraphs that stand alone or go together.
_PARAGRAPHS = (
    "⟦We left early,⟧ Dunn said.\n\n⟦Nobody saw us leave the town.⟧",
    "Dunn said: ⟦The boats were gone.\n\n⟦Nobody saw them leave,⟧ he added.",
    "⟦The dogs’ owners came.\n\n⟦They saw it, and they said ⟨no.⟩⟧",
    "Reuters contributed to this report.",
    "By Ann Lee",
    "This post appeared first on The Ferry News",
    "Reporting by Ann Lee in Geneva; editing by Bob Dunn",
)

sentences = st.sampled_from(_LOOSE) | built_sentences().map(lambda built: built.text)

paragraphs = st.lists(sentences, min_size=1, max_size=3).map(" ".join) | st.sampled_from(
    _PARAGRAPHS
)

#: Articles, with stand-ins for their quotation marks.
prose = st.lists(paragraphs, min_size=1, max_size=4).map("\n\n".join)

#: Times by the class of the word in them that another one could stand for.
TIMES = {
    "on {}": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "{}": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "on {} 3": "January February March April May June July August September October December",
    "in {} 2015,": "January February March April May June July August September October December",
    "on {} 14": "Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Oct. Nov. Dec.",
    "last {}": "spring summer autumn fall winter",
    "late last {}": "spring summer autumn fall winter",
    "this {}": "week weekend month year",
    "earlier that {}": "week weekend month year",
    "last {},": "week weekend month year decade",
    "late on Monday {}": "morning afternoon evening night",
    "three {} ago": "weeks months years decades days",
}


@frozen
class Timed:
    """A text with times in it, and at which offsets one word of a class may replace another."""

    text: str
    changes: dict[int, tuple[str, str]]


@st.composite
def timed(draw: st.DrawFn) -> Timed:
    """An article with times between any of its words, and others of their classes."""
    article = draw(prose)
    gaps = [found.start() for found in re.finditer(r"(?<=\w) (?=\w)", article)]
    chosen = sorted(draw(st.sets(st.sampled_from(gaps), max_size=4))) if gaps else []
    text, done = "", 0
    changes: dict[int, tuple[str, str]] = {}
    for gap in chosen:
        pattern = draw(st.sampled_from(sorted(TIMES)))
        here, instead = draw(st.permutations(TIMES[pattern].split()))[:2]
        text += article[done:gap] + " "
        changes[len(text) + pattern.index("{")] = (here, instead)
        text, done = text + pattern.format(here), gap
    return Timed(text + article[done:], changes)
