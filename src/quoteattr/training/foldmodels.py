"""The models of a jackknife: one for each fold of the articles, which it has not seen."""

from collections.abc import Sequence
from pathlib import Path

from quoteattr.choice import Model
from quoteattr.errors import OptionError
from quoteattr.learning.tables import ModelFile
from quoteattr.pipeline import Pipeline
from quoteattr.training.corpora.folds import FoldLexicons
from quoteattr.training.cues import reweigh
from quoteattr.training.fitting.files import write
from quoteattr.words.lexicon import Lexicon

__all__ = ["fold_pipelines", "write_folds"]


def write_folds(
    folder: Path, models: Sequence[ModelFile], cues: Path | None, counted: FoldLexicons | None
) -> None:
    """Write what has not seen each fold: a model and, if shares were counted, a cue file."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, model in enumerate(models):
        write(model, folder / f"fold-{number}.bin")
        if cues is not None and counted is not None:
            apart = folder / f"fold-{number}.cues.txt"
            apart.write_text(cues.read_text(encoding="utf-8"), encoding="utf-8")
            reweigh(apart, counted.fold_counts[number])


def fold_pipelines(folder: Path) -> list[Pipeline]:
    """Return a pipeline for each fold, in order: that of an article is its number modulo theirs.

    Raises `OptionError` for a folder that holds none.
    """
    models = sorted(folder.glob("fold-*.bin"), key=lambda path: int(path.stem.split("-")[1]))
    if not models:
        raise OptionError(f"{folder} holds no fold-0.bin; train with --fold-models {folder}")
    pipelines: list[Pipeline] = []
    for path in models:
        cues = path.with_suffix(".cues.txt")
        lexicon = Lexicon.read(cues) if cues.exists() else Lexicon.default()
        pipelines.append(Pipeline(model=Model.load(path), lexicon=lexicon))
    return pipelines
