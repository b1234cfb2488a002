"""What users hold: a result, the records in it, and their JSON form."""

from quoteattr.model.records import (
    Attribution,
    Credit,
    Cue,
    Entity,
    Evidence,
    Rejected,
    Setting,
    Source,
    Span,
)
from quoteattr.model.result import Result
from quoteattr.model.vocabulary import (
    Certainty,
    CreditKind,
    CueType,
    EntityKind,
    Kind,
    Polarity,
    RejectionReason,
    SourceKind,
)
from quoteattr.model.writing import dump_json, json_schema

__all__ = [
    "Attribution",
    "Certainty",
    "Credit",
    "CreditKind",
    "Cue",
    "CueType",
    "Entity",
    "EntityKind",
    "Evidence",
    "Kind",
    "Polarity",
    "Rejected",
    "RejectionReason",
    "Result",
    "Setting",
    "Source",
    "SourceKind",
    "Span",
    "dump_json",
    "json_schema",
]
