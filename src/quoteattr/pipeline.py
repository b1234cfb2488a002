"""The pipeline: text in, attributions out."""

from collections import deque
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from quoteattr.assembly import Judge, assemble, confidence, scale_of
from quoteattr.candidates import FINDERS, Finder, find
from quoteattr.choice import THRESHOLD, Model, choose, correct, propose, with_inner
from quoteattr.entities import Linker, linked, resolve
from quoteattr.errors import OptionError
from quoteattr.extents import AFTER_VERDICT, BEFORE_VERDICT, Correction
from quoteattr.frame import Rule, switched_on
from quoteattr.model import Attribution, CueType, Result, check_share
from quoteattr.quotations import PLACERS, Placer, place
from quoteattr.syntax import read
from quoteattr.text import Tagger
from quoteattr.words import Lexicon

if TYPE_CHECKING:
    from concurrent.futures import Future

__all__ = ["RULES", "Pipeline", "Rules", "attribute", "attribute_many"]


@frozen
class Rules:
    """The named rules that a text passes, table by table, in the order in which they are tried.

    ``finders`` make frames, ``readings`` mend what the learned core reads before it judges,
    ``frames`` what it has chosen, and ``placers`` give quotations to their speakers.

    >>> "label" in Rules().names, "label" in Rules().without({"label"}).names
    (True, False)
    """

    finders: tuple[Finder, ...] = FINDERS
    readings: tuple[Rule[Correction], ...] = BEFORE_VERDICT
    frames: tuple[Rule[Correction], ...] = AFTER_VERDICT
    placers: tuple[Rule[Placer], ...] = PLACERS

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all rules, table by table.

        >>> Rules().names.count("label")
        1
        """
        tables = (self.finders, self.readings, self.frames, self.placers)
        return tuple([rule.name for table in tables for rule in table])

    def without(self, names: Collection[str]) -> "Rules":
        """Return the rules without those of these names.

        Raises `OptionError` for a name that no rule has, with the nearest known ones.

        >>> Rules().without({"passives"})
        Traceback (most recent call last):
            ...
        quoteattr.errors.OptionError: without: there is no rule 'passives'; near it are: passive
        """
        for name in sorted(set(names) - set(self.names)):
            raise OptionError(f"without: there is no rule {name!r}; {_near(name, self.names)}")
        return Rules(
            switched_on(self.finders, names),
            switched_on(self.readings, names),
            switched_on(self.frames, names),
            switched_on(self.placers, names),
        )


#: All rules, switched on.
RULES = Rules()


def _near(name: str, names: Collection[str]) -> str:
    """Name the rules that somebody may have meant."""
    from difflib import get_close_matches

    near = get_close_matches(name, names)
    return f"near it are: {', '.join(near)}" if near else f"there are: {', '.join(sorted(names))}"


@cache
def _rules_without(names: frozenset[str]) -> Rules:
    return RULES.without(names) if names else RULES


def _set_of_names(names: Collection[str]) -> frozenset[str]:
    """Return names of rules as a set; `OptionError` for what is no collection of strings."""
    if isinstance(names, str) or not isinstance(names, Collection):
        raise OptionError(f"without is a collection of names of rules; put {names!r} in a set")
    for name in names:
        if not isinstance(name, str):
            raise OptionError(f"without holds names of rules, not {name!r}")
    return frozenset(names)


@frozen
class Pipeline:
    """A tagger, a lexicon, a model and options: all that `attribute` needs. Immutable.

    ``threshold``, from 0 to 1, is how likely an attribution must be right to count: lower
    finds more, higher finds fewer and surer ones; quoted speech passes more easily, nouns
    less. ``without`` names rules to switch off; `Evidence.rule` says which rule decided.
    ``linker`` takes each entity and the text and gives the `Entity.identifier`, or None.
    Raises `OptionError` for a threshold out of that range, for a name that no rule has and
    for a tagger, lexicon, model or linker that is none.

    >>> careful = Pipeline(threshold=0.6)
    >>> len(attribute("Ann Lee said that it rained.", pipeline=careful))
    1
    """

    tagger: Tagger = field(factory=Tagger.load, repr=False, kw_only=True)
    lexicon: Lexicon = field(factory=Lexicon.default, repr=False, kw_only=True)
    model: Model = field(factory=Model.load, repr=False, kw_only=True)
    threshold: float = field(default=THRESHOLD, kw_only=True)
    without: frozenset[str] = field(default=frozenset[str](), converter=_set_of_names, kw_only=True)
    linker: Linker | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse an option out of its range."""
        if not isinstance(self.tagger, Tagger):
            raise OptionError(f"tagger is a Tagger, not {type(self.tagger).__name__}")
        if not isinstance(self.lexicon, Lexicon):
            raise OptionError(f"lexicon is a Lexicon, not {type(self.lexicon).__name__}")
        if not isinstance(self.model, Model):
            raise OptionError(f"model is a Model, not {type(self.model).__name__}")
        if self.linker is not None and not callable(self.linker):
            raise OptionError(f"linker is None or a callable, not {type(self.linker).__name__}")
        check_share("threshold", self.threshold)
        _rules_without(self.without)

    @classmethod
    def accurate(
        cls,
        *,
        threads: int = 1,
        threshold: float = THRESHOLD,
        without: Collection[str] = frozenset[str](),
        linker: Linker | None = None,
    ) -> "Pipeline":
        """Return a pipeline with the accurate model, which an encoder sees for.

        ``threads`` bounds what it takes of the processor in one process. Raises `ExtraError` if
        quoteattr-accurate is not installed, and `OptionError` like the class itself.

        >>> Pipeline.accurate(threads=0)
        Traceback (most recent call last):
            ...
        quoteattr.errors.OptionError: threads is a whole number from 1, not 0
        """
        model = Model.accurate(threads)
        return cls(model=model, threshold=threshold, without=without, linker=linker)

    @property
    def rules(self) -> Rules:
        """The rules that are switched on.

        >>> "label" in Pipeline(without={"label"}).rules.names
        False
        """
        return _rules_without(self.without)

    @property
    def judge(self) -> Judge:
        """What gives attributions their confidence: as it was measured for this model.

        >>> Pipeline().judge is Pipeline().judge
        True
        """
        own = self.model.confidence
        return scale_of(own) if own else confidence

    def run(self, text: str, *, judge: Judge | None = None, rules: Rules | None = None) -> Result:
        """Return every attribution of ``text``; see `attribute`, which filters them too.

        ``judge`` and ``rules``, if given, stand in for those of the pipeline.

        >>> [a.speaker.span.text for a in Pipeline().run("“Go,” Lee said.")]
        ['Lee']
        """
        rules = rules or self.rules
        parse = read(text, self.tagger, self.lexicon)
        candidates = find(parse, rules.finders)
        readings = propose(parse, candidates, self.model, rules.readings)
        verdicts = choose(readings, self.model, self.threshold)
        frames = correct(parse, verdicts, rules.frames)
        levels = self.model.engine.knows_levels
        frames = with_inner(parse, frames, candidates, verdicts, knows_levels=levels)
        frames = place(parse, frames, rules.placers)
        mentions = [mention for frame in frames for mention in frame.mentions]
        resolution = resolve(parse, mentions)
        if self.linker is not None:
            resolution = linked(resolution, text, self.linker)
        return assemble(parse, frames, resolution, judge or self.judge)


@lru_cache(maxsize=1)
def _default_pipeline() -> Pipeline:
    return Pipeline()


def attribute(
    text: str,
    *,
    pipeline: Pipeline | None = None,
    min_confidence: float = 0.0,
    cue_types: Collection[CueType] | None = None,
) -> Result:
    """Find every quotation and reported claim of a text, with speaker, cue and sources.

    Any string is good input. All offsets of the result are code points of ``text``.
    ``min_confidence``, from 0 to 1, leaves out attributions less sure than that;
    ``cue_types`` keeps those types alone, quotations without a cue counting as assertions.
    What stood inside an attribution left out moves up to the next one around it.

    Raises `TypeError` for a text that is no string and `OptionError` for an option out of
    its range.

    >>> result = attribute("Reuters reported that Putin said he was “willing to talk.”")
    >>> [str(a.kind) for a in result]
    ['mixed', 'mixed']
    >>> [source.span.text for source in result[1].sources]
    ['Reuters', 'Putin']
    """
    types = _checked(text, pipeline, min_confidence, cue_types)
    return _filtered((pipeline or _default_pipeline()).run(text), min_confidence, types)


def attribute_many(
    texts: Iterable[str],
    *,
    pipeline: Pipeline | None = None,
    workers: int | None = None,
    chunksize: int = 32,
    min_confidence: float = 0.0,
    cue_types: Collection[CueType] | None = None,
) -> Iterator[Result]:
    """Yield the result of `attribute` for each text, in order, as they come.

    ``texts`` is read lazily, a few chunks of ``chunksize`` ahead at most. ``workers`` is
    the number of processes; None or 1 stays in this one. Raises like `attribute`; options
    are checked at the call, texts when their turn comes.

    >>> [len(result) for result in attribute_many(["“Go,” Lee said.", "It rained."])]
    [1, 0]
    """
    if isinstance(texts, str):
        raise TypeError("texts is an iterable of strings, not one string; use attribute for one")
    if workers is not None and not _is_count(workers):
        raise OptionError(f"workers is None or a whole number from 1, not {workers!r}")
    if not _is_count(chunksize):
        raise OptionError(f"chunksize is a whole number from 1, not {chunksize!r}")
    types = _checked("", pipeline, min_confidence, cue_types)
    run = _Run(pipeline, min_confidence, types)
    if workers is None or workers == 1:
        return map(run, texts)
    return _in_processes(run, iter(texts), workers, chunksize)


@frozen
class _Run:
    """`attribute` with its options, in a form that another process can be sent."""

    pipeline: Pipeline | None
    min_confidence: float
    types: frozenset[CueType] | None

    def __call__(self, text: str) -> Result:
        return attribute(
            text,
            pipeline=self.pipeline,
            min_confidence=self.min_confidence,
            cue_types=self.types,
        )

    def chunk(self, texts: list[str]) -> list[Result]:
        return [self(text) for text in texts]


def _in_processes(
    run: _Run, texts: Iterator[str], workers: int, chunksize: int
) -> Iterator[Result]:
    from concurrent.futures import ProcessPoolExecutor

    chunks = iter(lambda: list(islice(texts, chunksize)), [])
    pending: deque[Future[list[Result]]] = deque()
    with ProcessPoolExecutor(workers) as pool:
        try:
            for chunk in chunks:
                pending.append(pool.submit(run.chunk, chunk))
                if len(pending) > 2 * workers:
                    yield from pending.popleft().result()
            while pending:
                yield from pending.popleft().result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _checked(
    text: str,
    pipeline: Pipeline | None,
    min_confidence: float,
    cue_types: Collection[CueType] | None,
) -> frozenset[CueType] | None:
    """Refuse what is no text and options out of their range; return the cue types as a set."""
    if not isinstance(text, str):
        raise TypeError(f"attribute takes a str, not {type(text).__name__}")
    if pipeline is not None and not isinstance(pipeline, Pipeline):
        raise OptionError(f"pipeline is None or a Pipeline, not {type(pipeline).__name__}")
    check_share("min_confidence", min_confidence)
    if cue_types is None:
        return None
    choices = ", ".join(cue_type.value for cue_type in CueType)
    if isinstance(cue_types, str):
        raise OptionError(f"cue_types is a collection out of {choices}; put {cue_types!r} in a set")
    try:
        return frozenset([CueType(cue_type) for cue_type in cue_types])
    except (TypeError, ValueError) as error:
        raise OptionError(
            f"cue_types is a collection out of {choices}, not {cue_types!r}"
        ) from error


def _filtered(result: Result, min_confidence: float, types: frozenset[CueType] | None) -> Result:
    """Leave attributions out, number the rest anew and mend parents and chains."""
    if min_confidence == 0.0 and types is None:
        return result
    kept = [
        attribution
        for attribution in result
        if attribution.confidence >= min_confidence
        and (types is None or attribution.cue_type in types)
    ]
    numbers = {attribution.id: number for number, attribution in enumerate(kept)}
    out: list[Attribution] = []
    for number, attribution in enumerate(kept):
        path = [above for above in result.chain(attribution) if above.id in numbers]
        parent = numbers[path[-2].id] if len(path) > 1 else None
        sources = tuple([above.speaker for above in path if above.speaker is not None])
        out.append(evolve(attribution, id=number, parent=parent, sources=sources))
    return evolve(result, attributions=tuple(out))
