"""From tagged text to frames: candidates, judged by the lexicon, conflicts settled."""

from collections.abc import Iterator, Sequence

from quoteattr.frames.candidates import Candidate
from quoteattr.frames.clauses import read_clauses
from quoteattr.frames.frame import Frame
from quoteattr.frames.judge import Judge, facts
from quoteattr.frames.labels import LEAD_IN, byline_candidates, colon_candidates, lead_in_candidates
from quoteattr.frames.nominals import nominal_candidates
from quoteattr.frames.sourcephrases import source_phrase_candidates
from quoteattr.frames.verbs import verb_candidates
from quoteattr.lexicon import Lexicon
from quoteattr.tagging import Tagged

__all__ = ["find_candidates", "find_frames"]

#: A “sentence” longer than this many tokens is no sentence; it is read in stretches.
_LONGEST = 250


def find_candidates(tagged: Tagged, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield every cue candidate of a text whose tags are mended, sentence by sentence."""
    yield from byline_candidates(tagged)
    for sentence in tagged.layout.sentences:
        for start in range(sentence.start, sentence.stop, _LONGEST):
            stretch = range(start, min(start + _LONGEST, sentence.stop))
            view = read_clauses(tagged, lexicon, stretch)
            yield from colon_candidates(view)
            yield from lead_in_candidates(view)
            yield from source_phrase_candidates(view)
            yield from verb_candidates(view)
            yield from nominal_candidates(view)


# Quoted speech has a source for certain; a noun or an adjective may only name a topic (“a
# report on the meeting”), so the lexicon must be surer of it.
_QUOTED_BAR = 0.6
_NOMINAL_BAR = 4 / 3
# The judge sees one place, the lexicon all of them: it may doubt a little more.
_JUDGE_BAR = 0.9
# Whoever is quoted was heard, and “according to” names a source wherever it stands: the judge,
# which learned from articles in which people left questions, transcripts and the inner one of
# two sources out, may doubt that only so far.
_SURE_FRAMES = frozenset({"label", "phrase", "quote", "quote-end", LEAD_IN})
_TRUSTED = 0.85
# These report by their form alone, however rare the word: “her claim that …”, “it was claimed
# by the owners that …”, “in the words of the referee, …”.
_EXPLICIT = frozenset({"it-that", "phrase"})
_EVEN = 0.5


def find_frames(tagged: Tagged, lexicon: Lexicon, judge: Judge, threshold: float) -> list[Frame]:
    """Find the cues of a text with their sources and contents, in order of their cues.

    ``threshold``, from 0 to 1, is how reliable the lexicon must hold a cue in its frame, and
    how likely the judge a candidate to be right.
    """
    frames: list[Frame] = []
    fallbacks: list[Frame] = []
    for candidate in find_candidates(tagged, lexicon):
        entry = lexicon.cues.get(candidate.lemma)
        if entry is None:
            continue
        share = entry.share(candidate.frame)
        nominal = candidate.lemma.endswith(("/n", "/j"))
        explicit = candidate.frame in _EXPLICIT or _is_owned_claim(candidate)
        bar = threshold * (_QUOTED_BAR if candidate.frame.startswith("quote") else 1.0)
        if share < bar * (_NOMINAL_BAR if nominal else 1.0) and not explicit:
            continue
        score = judge.probability(facts(tagged, candidate), share)
        if candidate.frame in _SURE_FRAMES:
            score = max(score, _TRUSTED * share)
        if explicit:
            score = max(score, _EVEN)
        if score < _JUDGE_BAR * bar:
            continue
        (fallbacks if candidate.frame == LEAD_IN else frames).append(
            Frame(
                (candidate.cue,),
                candidate.lemma.partition("/")[0],
                entry.type,
                candidate.source,
                candidate.content,
                candidate.addressee,
                candidate.pattern,
                score,
            )
        )
    begun = {piece.start for frame in frames for piece in frame.content}
    return _settled([*frames, *(one for one in fallbacks if one.content[0].start not in begun)])


def _is_owned_claim(candidate: Candidate) -> bool:
    """Tell “her claim that …” from a claim of nobody's and from the topic of a report."""
    owned = candidate.source is not None and candidate.frame == "that"
    return owned and candidate.lemma.endswith("/n")


def _settled(frames: Sequence[Frame]) -> list[Frame]:
    """Keep one of the frames whose cues overlap: the first, the longer, the better one."""
    kept: list[Frame] = []
    for frame in sorted(frames, key=_rank):
        if kept and kept[-1].cue[0].stop > frame.cue[0].start:
            continue
        kept.append(frame)
    return kept


def _rank(frame: Frame) -> tuple[int, int, float]:
    return frame.cue[0].start, -len(frame.cue[0]), -frame.score
