"""Cue words: what is known of one, the frames it may stand in, and how a file lists them."""

from collections.abc import Iterable
from functools import lru_cache

from attrs import frozen

from quoteattr.errors import LexiconError
from quoteattr.model import CueType
from quoteattr.words.classes import CONTENT_PREPOSITIONS, NOUN_LINKS
from quoteattr.words.lemmas import base_form, singular

__all__ = ["CUE_KINDS", "FRAMES", "CueEntry", "parse_cue", "parse_cues"]

_CLAUSES = ("that", "wh", "zero", "quote", "colon")
_PHRASES = ("to", "ing", "adj", "np", "np-to", "np-pred", "np-pronoun")
_QUOTED = ("to-quoted", "ing-quoted", "adj-quoted", "np-quoted", "pp-quoted")
_AFTER_VERBS = (
    *(*_CLAUSES, *_PHRASES, *_QUOTED),
    *[f"{slot}-{word}" for slot in ("pp", "np") for word in sorted(CONTENT_PREPOSITIONS)],
)
#: All frames that the finders make; the header of the cue file says what each means.
FRAMES = frozenset(
    (
        *_AFTER_VERBS,
        *[f"{voice}-{slot}" for voice in ("passive", "it", "by") for slot in _AFTER_VERBS],
        *[f"{held}{word}" for held in ("", "do-", "bare-") for word in NOUN_LINKS],
        *("by", "end", "quote-end", "label", "lead-in", "turn", "phrase", "none"),
    )
)
#: What sorts of reports there are: what a cue says of the words, the thought or the will.
CUE_KINDS = (
    *("statement", "manner", "claim", "denial", "demand", "promise", "belief", "doubt"),
    *("discovery", "evaluation", "document", "evidence", "question", "agreement", "emotion"),
    *("warning", "prediction", "plan", "permission", "mention"),
)
#: Cues that are no words: marks before or after a content, and any verb that is not listed.
_SIGNS = frozenset({":", "―", "*"})
_TYPES = ", ".join([f"CueType.{each.name}" for each in CueType])


@frozen
class CueEntry:
    """A cue lemma: its type and how reliable each of its frames is.

    ``lemma`` is that of a verb as it is (“say”, also of several words: “let slip”), that of a
    noun with ``/n`` (“claim/n”), of an adjective with ``/j``. ``frames`` holds pairs of a frame
    name (“that”, “quote”, “np” …: the header of the cue file lists them) and the share, from 0
    to 1, of uses in that frame which report somebody's words, thoughts or wishes. ``kind`` is
    one of `CUE_KINDS`, or empty where nobody has told. Raises `LexiconError` for a lemma, a
    type, a frame, a share or a kind that is none.

    >>> CueEntry("say", CueType.ASSERTION, (("that", 0.97),)).share("that")
    0.97
    >>> CueEntry("said", CueType.ASSERTION, (("that", 0.97),))
    Traceback (most recent call last):
        ...
    quoteattr.errors.LexiconError: cue 'said': a lemma is a base form, here 'say'
    """

    lemma: str
    type: CueType
    frames: tuple[tuple[str, float], ...]
    kind: str = ""

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.lemma, str):
            raise LexiconError(f"cue {self.lemma!r}: a lemma is a string")
        _checked_frames(self)
        if not isinstance(self.type, CueType):
            raise LexiconError(f"cue {self.lemma!r}: the type is one of {_TYPES}")
        if self.kind not in ("", *CUE_KINDS):
            raise LexiconError(
                f"cue {self.lemma!r}: the kind is one of {', '.join(CUE_KINDS)}, not {self.kind!r}"
            )
        problem = _lemma_problem(self.lemma, verb=self.is_verb)
        if problem:
            raise LexiconError(f"cue {self.lemma!r}: {problem}")

    def share(self, frame: str) -> float:
        """Return how reliable ``frame`` is for this cue, 0 where it does not take it.

        >>> CueEntry("say", CueType.ASSERTION, (("that", 0.97),)).share("to")
        0.0
        """
        for name, share in self.frames:
            if name == frame:
                return share
        return 0.0

    @property
    def is_verb(self) -> bool:
        """Whether the lemma is a verb's, of one word or several: not “claim/n”, “according to”.

        >>> CueEntry("let slip", CueType.ASSERTION, (("that", 0.9),)).is_verb
        True
        """
        bare = self.lemma not in _SIGNS and self.lemma[-2:] not in ("/n", "/j")
        phrasal = {name for name, _ in self.frames} == {"phrase"}
        return bare and not phrasal


def _lemma_problem(lemma: str, *, verb: bool) -> str:
    """Say what is wrong with a lemma, nothing if it is one."""
    if not lemma or lemma.split() != lemma.split(" "):
        return "a lemma is a word, or several with one space between them"
    if lemma != lemma.lower():
        return f"a lemma is in small letters, here {lemma.lower()!r}"
    if lemma in _SIGNS:
        return ""
    word, slash, kind = lemma.partition("/")
    if not any(map(str.isalpha, word)) or (slash and kind not in ("n", "j")):
        return "a lemma is a word, with /n for a noun and /j for an adjective: 'claim/n'"
    first, space, rest = lemma.partition(" ")
    base = f"{singular(word)}/n" if kind == "n" else lemma
    base = base_form(first) + space + rest if verb else base
    return "" if base == lemma else f"a lemma is a base form, here {base!r}"


def _checked_frames(entry: CueEntry) -> None:
    """Refuse an entry with a frame or a share that is none."""
    told = f"cue {entry.lemma!r}:"
    if not isinstance(entry.frames, tuple):
        raise LexiconError(f"{told} frames is a tuple such as (('that', 0.9), ('quote', 0.9))")
    try:
        try:
            _check_frames(entry.frames)
        except TypeError:  # What cannot be kept in a cache is looked at by itself.
            _check_frames.__wrapped__(entry.frames)
    except ValueError as error:
        raise LexiconError(f"{told} {error}") from None


@lru_cache(maxsize=1 << 12)
def _check_frames(frames: tuple[tuple[str, float], ...]) -> None:
    """Raise `ValueError` if something is wrong with frames, which many rare cues share."""
    seen = set[str]()
    for pair in frames:
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise ValueError(f"a frame is a pair such as ('that', 0.9), not {pair!r}")
        frame, share = pair
        if not isinstance(frame, str) or frame not in FRAMES:
            raise ValueError(f"no frame is called {frame!r}{_nearest(frame)}")
        if frame in seen:
            raise ValueError(f"the frame {frame!r} is given twice")
        if not isinstance(share, int | float) or not 0 <= share <= 1:
            raise ValueError(f"the share of {frame!r} is from 0 to 1, not {share!r}")
        seen.add(frame)


def _nearest(frame: object) -> str:
    """Name the frames that were perhaps meant, else the common ones."""
    from difflib import get_close_matches

    found = get_close_matches(str(frame), sorted(FRAMES), n=3)
    named = ", ".join(map(repr, found or ["that", "zero", "quote", "quote-end", "end", "np"]))
    return f"; did you mean {named}?" if found else f"; common ones are {named}"


def parse_cue(line: str, where: str) -> CueEntry:
    r"""Read one line of a cue file: lemma, type and ``frame=percent`` pairs, tab-separated.

    Between type and frames the kind may stand. Raises `LexiconError` with ``where`` and the
    reason for a line of another form.

    >>> parse_cue("say\tassertion\tthat=97 quote=99", "cues.txt:1").share("quote")
    0.99
    >>> parse_cue("deny\tassertion\tdenial\tthat=97", "cues.txt:1").kind
    'denial'
    """
    try:
        fields = line.split("\t")
        own = fields.pop(2) if fields[2:3] and fields[2] in CUE_KINDS else ""
        lemma, kind, frames = fields
        shares = _shares(frames)
        cue_type = CueType(kind)
    except ValueError as error:
        raise LexiconError(
            f"{where}: expected “lemma<TAB>type<TAB>frame=percent …”, with or without a kind and a "
            f"tab before the frames, found {line!r} ({error})"
        ) from error
    try:
        return CueEntry(lemma, cue_type, shares, own)
    except LexiconError as error:
        raise LexiconError(f"{where}: {error}") from error


@lru_cache(maxsize=1 << 12)
def _shares(frames: str) -> tuple[tuple[str, float], ...]:
    pairs = [frame.split("=") for frame in frames.split()]
    return tuple([(name, int(share) / 100) for name, share in pairs])


def parse_cues(lines: Iterable[str], name: str) -> dict[str, CueEntry]:
    r"""Read the lines of a cue file; a line that begins with # is a comment.

    Raises `LexiconError` with ``name``, the number of the line and the reason for a line of
    another form and for a lemma that a line before it has.

    >>> list(parse_cues(["# mine", "toot\tassertion\tquote=90"], "cues.txt"))
    ['toot']
    """
    entries: dict[str, CueEntry] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        entry = parse_cue(line, f"{name}:{number}")
        if entry.lemma in entries:
            raise LexiconError(f"{name}:{number}: {entry.lemma!r} is listed twice")
        entries[entry.lemma] = entry
    return entries
