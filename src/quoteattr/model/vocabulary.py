"""The closed sets of words that the data model uses."""

from enum import Enum
from typing import Literal, TypeAlias

__all__ = [
    "Certainty",
    "CertaintyWord",
    "CreditKind",
    "CreditKindWord",
    "CueType",
    "CueTypeWord",
    "EntityKind",
    "Kind",
    "KindWord",
    "Polarity",
    "PolarityWord",
    "RejectionReason",
    "RejectionReasonWord",
    "SourceKind",
    "SourceKindWord",
]


# The words themselves, as they stand in JSON.
KindWord: TypeAlias = Literal["direct", "indirect", "mixed"]
CueTypeWord: TypeAlias = Literal["assertion", "belief", "knowledge", "eventuality"]
SourceKindWord: TypeAlias = Literal[
    "person", "organisation", "group", "place", "document", "unnamed", "unknown"
]
PolarityWord: TypeAlias = Literal["positive", "negative"]
CertaintyWord: TypeAlias = Literal["asserted", "hedged", "hypothetical"]
CreditKindWord: TypeAlias = Literal[
    "dateline", "byline", "contribution", "first-published", "reporting", "editing"
]
RejectionReasonWord: TypeAlias = Literal[
    "title", "term", "nickname", "scare-word", "no-source", "other"
]


class _Word(str, Enum):
    """A member of a closed set that prints, compares and serialises as its word."""

    def __str__(self) -> str:
        return str.__str__(self)


class Kind(_Word):
    """How much of the content stands in quotation marks: all, none or a part.

    >>> Kind("mixed")
    <Kind.MIXED: 'mixed'>
    >>> print(Kind.DIRECT)
    direct
    """

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class CueType(_Word):
    """What the source does with the content, by the four types of Pareti's PARC scheme.

    Assertion: *said, wrote*. Belief: *thinks, considers*. Knowledge: *knows, learned*.
    Eventuality: *plans, wants, urged*.

    >>> [str(cue_type) for cue_type in CueType]
    ['assertion', 'belief', 'knowledge', 'eventuality']
    """

    ASSERTION = "assertion"
    BELIEF = "belief"
    KNOWLEDGE = "knowledge"
    EVENTUALITY = "eventuality"


class SourceKind(_Word):
    """What a source is. ``unnamed`` is someone kept anonymous: *an official, two people*.

    >>> SourceKind.DOCUMENT == "document"
    True
    """

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    PLACE = "place"
    DOCUMENT = "document"
    UNNAMED = "unnamed"
    UNKNOWN = "unknown"


EntityKind = SourceKind


class Polarity(_Word):
    """Whether the source did report the content.

    Negative: *denied that, did not say, declined to comment on, no one said*.

    >>> Polarity("negative")
    <Polarity.NEGATIVE: 'negative'>
    """

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Certainty(_Word):
    """How surely the report itself took place.

    Hedged: *allegedly said, is said to have told*. Hypothetical: *would say, if he says*.

    >>> Certainty("hedged")
    <Certainty.HEDGED: 'hedged'>
    """

    ASSERTED = "asserted"
    HEDGED = "hedged"
    HYPOTHETICAL = "hypothetical"


class CreditKind(_Word):
    """What a line that credits a source of the whole document says about it.

    >>> print(CreditKind.FIRST_PUBLISHED)
    first-published
    """

    DATELINE = "dateline"
    BYLINE = "byline"
    CONTRIBUTION = "contribution"
    FIRST_PUBLISHED = "first-published"
    REPORTING = "reporting"
    EDITING = "editing"


class RejectionReason(_Word):
    """Why quotation marks quote nobody.

    Title: *the film “Dune”*. Term: *so-called “dark stores”*. Nickname: *Ann “Bo” Lee*.
    Scare word: irony without a source. No source: an utterance whose speaker is not named.

    >>> print(RejectionReason.SCARE_WORD)
    scare-word
    """

    TITLE = "title"
    TERM = "term"
    NICKNAME = "nickname"
    SCARE_WORD = "scare-word"
    NO_SOURCE = "no-source"
    OTHER = "other"
