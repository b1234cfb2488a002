"""Models and lexicons of one's own: from any kind of path, with our errors for what is no good."""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import Any

import pytest

import quoteattr
from quoteattr import Lexicon, LexiconError, Model, ModelFileError, QuoteAttrError, Tagger

PACKAGE = Path(quoteattr.__file__).parent
SHIPPED: list[tuple[Callable[[Any], object], type[QuoteAttrError], Path]] = [
    (Model.load, ModelFileError, PACKAGE / "choice" / "core.bin"),
    (Tagger.load, ModelFileError, PACKAGE / "text" / "tagger.bin"),
    (Lexicon.read, LexiconError, PACKAGE / "words" / "data" / "cues.txt"),
]
LOADERS = pytest.mark.parametrize(
    ("load", "error", "shipped"), SHIPPED, ids=["Model.load", "Tagger.load", "Lexicon.read"]
)


class Pathlike:
    """A path of somebody else's."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __fspath__(self) -> str:
        return str(self.path)


@LOADERS
@pytest.mark.parametrize("form", [str, Path, Pathlike])
def test_every_kind_of_path_is_read(
    load: Callable[[Any], object],
    error: type[QuoteAttrError],
    shipped: Path,
    form: Callable[[Path], str | PathLike[str]],
) -> None:
    del error
    assert load(form(shipped)) == load(shipped)


@LOADERS
@pytest.mark.parametrize("form", [str, Path])
def test_what_cannot_be_read_is_refused_by_its_path(
    load: Callable[[Any], object],
    error: type[QuoteAttrError],
    shipped: Path,
    form: Callable[[Path], str | PathLike[str]],
    tmp_path: Path,
) -> None:
    del shipped
    missing, folder, odd = tmp_path / "nowhere.bin", tmp_path, tmp_path / "odd.bin"
    odd.write_bytes(b"\xff\xfe\x00say\tassertion")
    with pytest.raises(error, match=r"nowhere\.bin: cannot be \w+ \(No such file or directory\); "):
        load(form(missing))
    with pytest.raises(error, match=rf"{folder.name}: cannot be \w+ \(Is a directory\); "):
        load(form(folder))
    with pytest.raises(error, match=r"odd\.bin: "):
        load(form(odd))


@LOADERS
@pytest.mark.parametrize("path", [3, b"cues.txt", ["cues.txt"], "cues\0.txt"])
def test_what_is_no_path_is_refused(
    load: Callable[[Any], object], error: type[QuoteAttrError], shipped: Path, path: object
) -> None:
    del shipped
    with pytest.raises(error, match=r"cannot be \w+ \(.+\); "):
        load(path)
