"""The corrections, in the order in which they mend a frame."""

from quoteattr.extents.cues import (
    ADDRESSEE,
    AS_IN_CUE,
    EMPTY_IT,
    PARTICIPLE_IN_CUE,
    SETTING_IN_CUE,
    WHOLE_PHRASE,
)
from quoteattr.extents.hearsay import HEARSAY_CUE, HEARSAY_IN_CUE
from quoteattr.extents.sense import (
    BARE_BE,
    DENIED_SOMEBODY,
    NEED,
    THAT_WITHOUT_VERB,
    TIME_AS_SOURCE,
)
from quoteattr.extents.sources import (
    LOOSE_ARTICLE,
    NAME_IN_MARKS,
    PHRASE_SOURCE,
    RELATIVE,
    RELATIVE_CLAUSE,
    SCENE_BEFORE_SOURCE,
    TELLER_IN_SOURCE,
    TIME_AFTER_SOURCE,
    TIME_BEFORE_SOURCE,
    TOLD_AS_SOURCE,
    TOLD_OF,
    WHICH,
    WHOLE_SOURCE,
)
from quoteattr.extents.unsaid import (
    AFTER_DENIAL,
    EDGES,
    JOINING_WORD,
    OPENING_WORD,
    SAID_ALREADY,
    SWALLOWED_VERB,
    TITLE_AS_PLACE,
)

__all__ = ["AFTER_VERDICT", "BEFORE_VERDICT", "CORRECTIONS"]

#: What mends or refuses the readings of the chains before one is chosen; the verdicts were
#: learned on what they leave.
BEFORE_VERDICT = (
    HEARSAY_CUE,
    HEARSAY_IN_CUE,
    LOOSE_ARTICLE,
    TIME_AS_SOURCE,
    TOLD_AS_SOURCE,
    TOLD_OF,
    BARE_BE,
    SAID_ALREADY,
    THAT_WITHOUT_VERB,
    SWALLOWED_VERB,
)
#: What mends the frame that was chosen, whoever came upon it.
AFTER_VERDICT = (
    DENIED_SOMEBODY,
    NEED,
    EMPTY_IT,
    AS_IN_CUE,
    PARTICIPLE_IN_CUE,
    RELATIVE,
    RELATIVE_CLAUSE,
    NAME_IN_MARKS,
    EDGES,
    OPENING_WORD,
    JOINING_WORD,
    AFTER_DENIAL,
    TITLE_AS_PLACE,
    TIME_BEFORE_SOURCE,
    SCENE_BEFORE_SOURCE,
    SETTING_IN_CUE,
    WHOLE_PHRASE,
    WHICH,
    TELLER_IN_SOURCE,
    WHOLE_SOURCE,
    PHRASE_SOURCE,
    TIME_AFTER_SOURCE,
    ADDRESSEE,
)
CORRECTIONS = (*BEFORE_VERDICT, *AFTER_VERDICT)
