"""Who said what, and who says so.

>>> import quoteattr
>>> result = quoteattr.attribute("“It rained,” Ann Lee told reporters in Geneva.")
>>> print(result[0].speaker.span.text, result[0].cue.lemma, result[0].quotes[0].text)
Ann Lee tell It rained,
"""

from quoteattr.errors import (
    LexiconError,
    ModelFileError,
    OptionError,
    QuoteAttrError,
    SchemaError,
)
from quoteattr.frames import Judge
from quoteattr.jsonform import json_schema
from quoteattr.lexicon import CueEntry, Lexicon
from quoteattr.model import (
    Attribution,
    Certainty,
    Credit,
    CreditKind,
    Cue,
    CueType,
    Entity,
    EntityKind,
    Evidence,
    Kind,
    Polarity,
    Rejected,
    RejectionReason,
    Result,
    Setting,
    Source,
    SourceKind,
    Span,
)
from quoteattr.pipeline import Pipeline, attribute, attribute_many
from quoteattr.tagging import Tagger

__all__ = [
    "Attribution",
    "Certainty",
    "Credit",
    "CreditKind",
    "Cue",
    "CueEntry",
    "CueType",
    "Entity",
    "EntityKind",
    "Evidence",
    "Judge",
    "Kind",
    "Lexicon",
    "LexiconError",
    "ModelFileError",
    "OptionError",
    "Pipeline",
    "Polarity",
    "QuoteAttrError",
    "Rejected",
    "RejectionReason",
    "Result",
    "SchemaError",
    "Setting",
    "Source",
    "SourceKind",
    "Span",
    "Tagger",
    "attribute",
    "attribute_many",
    "json_schema",
]
