"""The lexicon: cue words with their types and frames, titles and given names."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

from attrs import evolve, frozen

from quoteattr.errors import LexiconError
from quoteattr.model import CueType
from quoteattr.words.files import data_lines, data_text

__all__ = ["CueEntry", "Lexicon"]


@frozen
class CueEntry:
    """A cue lemma: its type and how reliable each of its frames is.

    ``frames`` holds pairs of a frame name (“that”, “quote”, “np” …: the header of the cue
    file lists them) and the share, from 0 to 1, of uses in that frame which report
    somebody's words, thoughts or wishes.

    >>> CueEntry("say", CueType.ASSERTION, (("that", 0.97),)).share("that")
    0.97
    """

    lemma: str
    type: CueType
    frames: tuple[tuple[str, float], ...]

    def share(self, frame: str) -> float:
        """Return how reliable ``frame`` is for this cue, 0 where it does not take it.

        >>> CueEntry("say", CueType.ASSERTION, (("that", 0.97),)).share("to")
        0.0
        """
        for name, share in self.frames:
            if name == frame:
                return share
        return 0.0


def parse_cue(line: str, where: str) -> CueEntry:
    r"""Read one line of a cue file: lemma, type and ``frame=percent`` pairs, tab-separated.

    Raises `LexiconError` with ``where`` and the reason for a line of another form.

    >>> parse_cue("say\tassertion\tthat=97 quote=99", "cues.txt:1").share("quote")
    0.99
    """
    try:
        lemma, kind, frames = line.split("\t")
        pairs = [frame.split("=") for frame in frames.split()]
        return CueEntry(
            lemma, CueType(kind), tuple([(name, int(share) / 100) for name, share in pairs])
        )
    except ValueError as error:
        raise LexiconError(
            f"{where}: expected “lemma<TAB>type<TAB>frame=percent …”, found {line!r} ({error})"
        ) from error


@frozen
class Lexicon:
    """Everything that is known of words: cues, titles and given names. Immutable.

    >>> lexicon = Lexicon.default()
    >>> str(lexicon.cues["believe"].type)
    'belief'
    >>> "president" in lexicon.titles
    True
    """

    cues: Mapping[str, CueEntry]
    titles: frozenset[str]
    names: Mapping[str, str]

    @classmethod
    def default(cls) -> "Lexicon":
        """Return the lexicon that ships with the package, read at the first call.

        >>> Lexicon.default() is Lexicon.default()
        True
        """
        return _default()

    @classmethod
    def read(cls, path: Path) -> "Lexicon":
        r"""Return the default lexicon with the cues of another cue file in place of its own.

        Raises `LexiconError` with the place of a line that is not of the right form.

        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = Path(folder) / "cues.txt"
        ...     size = path.write_text("toot\tassertion\tquote=90\n", encoding="utf-8")
        ...     list(Lexicon.read(path).cues)
        ['toot']
        """
        lines = path.read_text(encoding="utf-8").splitlines()
        return evolve(cls.default(), cues=_parse_cues(lines, path.name))

    def extend(
        self,
        *,
        cues: Iterable[CueEntry] = (),
        titles: Iterable[str] = (),
        names: Mapping[str, str] | None = None,
    ) -> "Lexicon":
        """Return a new lexicon with entries added; a cue or name already there is replaced.

        ``names`` maps given names to ``male``, ``female`` or ``either``. Raises
        `LexiconError` for another value and for a cue that is not a `CueEntry`.

        >>> toot = CueEntry("toot", CueType.ASSERTION, (("quote", 0.9), ("that", 0.9)))
        >>> "toot" in Lexicon.default().extend(cues=[toot]).cues
        True
        """
        added = list(cues)
        for cue in added:
            if not isinstance(cue, CueEntry):
                raise LexiconError(f"cues takes CueEntry objects, not {type(cue).__name__}")
        given = {name.lower(): gender for name, gender in (names or {}).items()}
        for name, gender in given.items():
            if gender not in ("male", "female", "either"):
                raise LexiconError(
                    f"the gender of {name!r} is male, female or either, not {gender!r}"
                )
        return evolve(
            self,
            cues={**self.cues, **{cue.lemma: cue for cue in added}},
            titles=self.titles | {title.lower() for title in titles},
            names={**self.names, **given},
        )

    def reports(self, lemma: str, *frames: str) -> float:
        """Return how reliably a lemma reports in the likeliest of some frames, 0 if it is no cue.

        >>> lexicon = Lexicon.default()
        >>> lexicon.reports("say", "that", "quote") > 0.9, lexicon.reports("rain", "that")
        (True, 0.0)
        """
        entry = self.cues.get(lemma)
        return 0.0 if entry is None else max(map(entry.share, frames))

    def __hash__(self) -> int:
        """Hash by size: equal lexicons have equal sizes."""
        return hash((len(self.cues), len(self.titles), len(self.names)))

    def __reduce__(self) -> tuple[Callable[..., "Lexicon"], tuple[object, ...]]:
        # Every process has the entries of the package at hand; they need not be sent to it.
        return (
            (_default, ())
            if self is _default()
            else (Lexicon, (self.cues, self.titles, self.names))
        )


@cache
def _default() -> Lexicon:
    names = dict(line.lower().split("\t")[:2] for line in data_lines("names.txt"))
    titles = frozenset(line.lower().split("\t")[0] for line in data_lines("titles.txt"))
    return Lexicon(_parse_cues(data_text("cues.txt").splitlines(), "cues.txt"), titles, names)


def _parse_cues(lines: Iterable[str], name: str) -> dict[str, CueEntry]:
    """Read the lines of a cue file; a line that begins with # is a comment."""
    entries = [
        parse_cue(line, f"{name}:{number}")
        for number, line in enumerate(lines, start=1)
        if line.strip() and not line.startswith("#")
    ]
    return {entry.lemma: entry for entry in entries}
