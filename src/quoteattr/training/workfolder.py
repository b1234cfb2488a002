"""What a long training has done so far, so that it can go on where it was stopped."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from attrs import frozen

from quoteattr.text.tagging import Tagger
from quoteattr.training.fitting.gradient import Fitted
from quoteattr.words.lexicon import Lexicon

__all__ = ["WorkFolder", "fingerprint"]


#: The code and the words that say what the fits that are kept look like.
_CODE = (
    *("words/data/*.txt", "words/*.py", "text/**/*.py", "syntax/*.py", "extents/*.py"),
    *("frame.py", "candidates/*.py", "choice/**/*.py", "learning/**/*.py"),
    *("training/fitting/*.py", "training/prepared.py", "training/stages.py"),
    "training/cuekeys.py",
)
_PACKAGE = Path(__file__).parent.parent


def fingerprint(
    articles: Sequence[object],
    lexicons: Sequence[Lexicon],
    tagger: Tagger,
    options: object,
) -> str:
    """Return a text that is another one for other articles, lexicons, tags, options or code."""
    digest = hashlib.sha256(repr(options).encode())
    digest.update(repr(sorted(tagger.model.tables["tags"].rows.items())).encode())
    digest.update(repr(sorted(tagger.model.texts.items())).encode())
    for pattern in _CODE:
        for path in sorted(_PACKAGE.glob(pattern)):
            digest.update(f"{path.name}\n".encode() + path.read_bytes())
    for article in articles:
        digest.update(repr(article).encode("utf-8", "surrogatepass"))
    for lexicon in lexicons:
        digest.update(repr(sorted(lexicon.cues.items())).encode())
    return digest.hexdigest()[:16]


@frozen
class WorkFolder:
    """A folder of finished fits; ``path`` is None to keep nothing."""

    path: Path | None

    @classmethod
    def of(cls, path: Path | None, name: str) -> "WorkFolder":
        """Return the folder for a training with this `fingerprint`.

        Fits of another training are left alone and not used.

        >>> WorkFolder.of(None, "1f2e").path is None
        True
        """
        if path is None:
            return cls(None)
        folder = path / name
        folder.mkdir(parents=True, exist_ok=True)
        return cls(folder)

    def load(self, name: str) -> Fitted | None:
        """Return a fit that was saved, if there is one."""
        file = None if self.path is None else self.path / f"{name}.npz"
        if file is None or not file.exists():
            return None
        with np.load(file, allow_pickle=False) as arrays:
            return Fitted(arrays["features"], arrays["start"], arrays["transitions"])

    def save(self, name: str, fitted: Fitted) -> None:
        """Keep a fit; a file appears under its name only when it is whole."""
        if self.path is None:
            return
        draft = self.path / f"{name}.part.npz"
        np.savez(
            draft,
            features=fitted.features,
            start=fitted.start,
            transitions=fitted.transitions,
        )
        draft.replace(self.path / f"{name}.npz")
