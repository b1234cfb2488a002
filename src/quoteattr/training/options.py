"""How the core is trained."""

from attrs import frozen

__all__ = ["CoreOptions"]


@frozen(kw_only=True)
class CoreOptions:
    """How the core is trained; the defaults are those of the packaged weights.

    ``runs`` is how many fits of the first two stages, alike but for their seeds, are averaged.
    ``world_weight`` is how much more a reading counts for the verdicts in an article of which every
    level was marked: they are fewer, and of more kinds; ``told_weight`` is that in a text that
    nobody marked. ``lesson_share`` is how much of what is learned about an article another engine
    tells, and people the rest. ``…_rows`` is how many features of each table are kept.
    ``without`` names groups of features to leave out, to see what they carry: “tokens:w-” and
    “cues:P” are keys of the first two stages, “facts”, “numbers” and “rates” what the third
    looks at.
    """

    seed: int = 1
    folds: int = 10
    runs: int = 2
    role_epochs: int = 8
    part_epochs: int = 6
    fact_epochs: int = 6
    trees: int = 200
    cue_trees: int = 100
    world_weight: float = 4.0
    told_weight: float = 1.5
    lesson_share: float = 0.5
    token_rows: int = 80_000
    cue_rows: int = 80_000
    fact_rows: int = 50_000
    without: frozenset[str] = frozenset()
