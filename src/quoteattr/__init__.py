"""Who said what, and who says so.

Importing the package costs next to nothing: each name is loaded when it is first used.

>>> import quoteattr
>>> result = quoteattr.attribute("“It rained,” Ann Lee told reporters in Geneva.")
>>> print(result[0].speaker_text, result[0].lemma, result[0].quotes[0].text)
Ann Lee tell It rained,
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quoteattr.choice import Model
    from quoteattr.entities import Linker
    from quoteattr.errors import (
        ExtraError,
        LexiconError,
        ModelFileError,
        OptionError,
        QuoteAttrError,
        SchemaError,
    )
    from quoteattr.model import (
        Attribution,
        AttributionDict,
        Certainty,
        Credit,
        CreditDict,
        CreditKind,
        Cue,
        CueDict,
        CueType,
        Entity,
        EntityDict,
        EntityKind,
        Evidence,
        EvidenceDict,
        Kind,
        Polarity,
        Rejected,
        RejectedDict,
        RejectionReason,
        Result,
        ResultDict,
        Setting,
        SettingDict,
        Source,
        SourceDict,
        SourceKind,
        Span,
        SpanDict,
        json_schema,
    )
    from quoteattr.pipeline import Pipeline, attribute, attribute_many
    from quoteattr.text import Tagger
    from quoteattr.words import CueEntry, Lexicon

__all__ = [
    "Attribution",
    "AttributionDict",
    "Certainty",
    "Credit",
    "CreditDict",
    "CreditKind",
    "Cue",
    "CueDict",
    "CueEntry",
    "CueType",
    "Entity",
    "EntityDict",
    "EntityKind",
    "Evidence",
    "EvidenceDict",
    "ExtraError",
    "Kind",
    "Lexicon",
    "LexiconError",
    "Linker",
    "Model",
    "ModelFileError",
    "OptionError",
    "Pipeline",
    "Polarity",
    "QuoteAttrError",
    "Rejected",
    "RejectedDict",
    "RejectionReason",
    "Result",
    "ResultDict",
    "SchemaError",
    "Setting",
    "SettingDict",
    "Source",
    "SourceDict",
    "SourceKind",
    "Span",
    "SpanDict",
    "Tagger",
    "attribute",
    "attribute_many",
    "json_schema",
]

_ERRORS = "ExtraError LexiconError ModelFileError OptionError QuoteAttrError SchemaError".split()
_HOMES = {
    **dict.fromkeys(_ERRORS, "quoteattr.errors"),
    "CueEntry": "quoteattr.words",
    "Model": "quoteattr.choice",
    "Lexicon": "quoteattr.words",
    "Linker": "quoteattr.entities",
    "Pipeline": "quoteattr.pipeline",
    "Tagger": "quoteattr.text",
    "attribute": "quoteattr.pipeline",
    "attribute_many": "quoteattr.pipeline",
    "json_schema": "quoteattr.model",
}


# Checkers must not see it: to them it would answer any name, a misspelt one as well.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Load a public name from the module that defines it, and keep it."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_HOMES.get(name, "quoteattr.model")), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return __all__
