"""Training the accurate core: what the encoder holds of unseen articles, judged by trees."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from attrs import frozen

from quoteattr.choice.engines import seen_in, taught_with
from quoteattr.choice.features.columns import Columns
from quoteattr.choice.features.windows import window_of
from quoteattr.choice.model import ACCURATE_KIND, Model
from quoteattr.choice.parts import PARTS, EncodedNumbers, Parts, sides_of
from quoteattr.choice.pruning import Breadth
from quoteattr.choice.roles import Roles
from quoteattr.encoder import Encoded, Encoder
from quoteattr.learning.crf.chain import Chain
from quoteattr.learning.forest import Tree, pack
from quoteattr.learning.tables import ModelFile, WeightTable
from quoteattr.training.fitting.files import chain_text
from quoteattr.training.judge import judge
from quoteattr.training.options import CoreOptions
from quoteattr.training.prepared import Prepared
from quoteattr.training.pruning import fit_pruning
from quoteattr.training.stages import part_labels
from quoteattr.training.types import fit_types
from quoteattr.training.verdicts import FoldReader, gather

__all__ = ["ReadEngine", "accurate_core", "part_chains", "read_apart"]

#: How much what usually follows what counts beside what the encoder sees, which knows it too.
_WEIGHT = 0.5
_SIDES = ("left", "right")
#: Stands for what comes before the first token of a side.
_START = -1
_ALL = -1
#: The verdicts are taught on more than is looked at later, which would make reading slower.
_TAUGHT = Breadth(odds=-2.0, promise=-2.0, sides=3, readings=4)
_TOLD_EVERY = 100


def part_chains(articles: Sequence[Prepared]) -> tuple[Chain, Chain]:
    """Return the chains to the left and the right of a cue, by what annotated parts follow.

    The weight of one part after another is how much likelier than by itself it is there.
    """
    counts: list[Counter[tuple[int, int]]] = [Counter(), Counter()]
    for article in articles:
        for gold in article.gold:
            if gold.anchor < 0:
                continue
            labels = part_labels(gold)
            sides = sides_of(window_of(article.columns, gold.anchor), gold.anchor)
            for count, side in zip(counts, sides, strict=True):
                before = _START
                for index in side:
                    part = labels.get(index, 0)
                    count[before, part] += 1
                    before = part
    left, right = [_chain(count) for count in counts]
    return left, right


def _chain(counts: Counter[tuple[int, int]]) -> Chain:
    labels = range(len(PARTS))
    total = sum(counts.values()) + len(PARTS)
    alone = [(sum(counts[one, part] for one in (_START, *labels)) + 1) / total for part in labels]

    def row(before: int) -> tuple[float, ...]:
        seen = sum(counts[before, part] for part in labels) + len(PARTS)
        return tuple(
            [_WEIGHT * math.log((counts[before, part] + 1) / seen / alone[part]) for part in labels]
        )

    return Chain(PARTS, row(_START), tuple([row(before) for before in labels]))


@frozen(eq=False)
class ReadEngine:
    """An engine whose texts were read before, each by an encoder that has not seen it."""

    sides: tuple[Chain, Chain]
    read: Mapping[str, Encoded]
    numbers: int = len(EncodedNumbers._fields)
    knows_levels: bool = True
    breadth: Breadth = _TAUGHT

    def see(self, columns: Columns) -> tuple[Roles, Parts]:
        """Return the roles in a text, and what tells the parts around its cues."""
        return seen_in(columns, self.read[columns.parse.tokens.text])


def read_apart(
    articles: Sequence[Prepared],
    folds: Sequence[int],
    encoders: Sequence[Encoder],
    report: Callable[[str], None],
) -> dict[str, Encoded]:
    """Return, by its text, what of each article that encoder holds which has not seen its fold."""

    def read(number: int) -> Encoded:
        if number % _TOLD_EVERY == 0:
            report(f"{number} articles read")
        return encoders[folds[number]].read(articles[number].columns.parse)

    with ThreadPoolExecutor(2) as pool:
        found = pool.map(read, range(len(articles)))
        pairs = zip(articles, found, strict=True)
        return {article.columns.parse.tokens.text: seen for article, seen in pairs}


def accurate_core(
    articles: Sequence[Prepared],
    engine: ReadEngine,
    encoder: tuple[bytes, bytes, str],
    options: CoreOptions,
    report: Callable[[str], None],
) -> tuple[ModelFile, list[Model]]:
    """Return the accurate model, and models that have not seen each fold of the articles.

    ``engine`` has read the articles by encoders that have not seen them; the models of the folds
    go on with it. ``encoder`` is the one that ships: trunk, head and vocabulary.
    """
    roles = [engine.see(article.columns)[0] for article in articles]
    folds = [*range(options.folds), _ALL]
    pruning = fit_pruning(articles, roles, folds, options.seed)
    report("pruning of cues fitted")
    readings = gather(
        [
            FoldReader([one for one in articles if one.fold == fold], engine, pruning[fold])
            for fold in range(options.folds)
        ]
    )
    report("readings gathered")
    kinds = fit_types(articles, options.seed, report)
    judged = judge(readings, options, report)
    files = [
        _file(
            encoder,
            {"anchors": pruning[number], "types": kinds, **judged.tables[fold]},
            engine.sides,
            judged.forests[fold],
        )
        for number, fold in enumerate(folds)
    ]
    return files[-1], [Model(file, engine=engine) for file in files[:-1]]


def _file(
    encoder: tuple[bytes, bytes, str],
    tables: Mapping[str, WeightTable],
    sides: tuple[Chain, Chain],
    forests: Mapping[str, Sequence[Tree]],
) -> ModelFile:
    trunk, head, vocabulary = encoder
    return ModelFile(
        ACCURATE_KIND,
        tables,
        {
            "taught with": taught_with(),
            "vocabulary": vocabulary,
            **{name: chain_text(side) for name, side in zip(_SIDES, sides, strict=True)},
        },
        {
            "trunk": trunk,
            "head": head,
            **{name: pack(trees) for name, trees in forests.items()},
        },
    )
