"""Everything this library raises on purpose; all of it derives from `QuoteAttrError`."""

__all__ = [
    "ExtraError",
    "LexiconError",
    "ModelFileError",
    "OptionError",
    "QuoteAttrError",
    "SchemaError",
]


class QuoteAttrError(Exception):
    """The base of all errors that quoteattr raises.

    >>> issubclass(SchemaError, QuoteAttrError)
    True
    """


class OptionError(QuoteAttrError, ValueError):
    """An option has a value outside its range; the message names both.

    >>> raise OptionError("min_confidence must lie between 0 and 1, not 2.5")
    Traceback (most recent call last):
        ...
    quoteattr.errors.OptionError: min_confidence must lie between 0 and 1, not 2.5
    """


class ExtraError(QuoteAttrError, ImportError):
    """Something was asked for that another package has to bring; the message says which.

    >>> raise ExtraError("that needs onnxruntime; run: pip install 'quoteattr[accurate]'")
    Traceback (most recent call last):
        ...
    quoteattr.errors.ExtraError: that needs onnxruntime; run: pip install 'quoteattr[accurate]'
    """


class LexiconError(QuoteAttrError):
    """A lexicon has an entry that cannot be read; the message names the entry.

    >>> raise LexiconError("cues.txt, line 7: unknown cue type 'asertion'")
    Traceback (most recent call last):
        ...
    quoteattr.errors.LexiconError: cues.txt, line 7: unknown cue type 'asertion'
    """


class ModelFileError(QuoteAttrError):
    """A file of weights is damaged or was written for another version.

    >>> raise ModelFileError("tagger.bin: format 3, this version reads format 2")
    Traceback (most recent call last):
        ...
    quoteattr.errors.ModelFileError: tagger.bin: format 3, this version reads format 2
    """


class SchemaError(QuoteAttrError, ValueError):
    """A dict is not the JSON form of a result; ``path`` says where, ``problem`` says why.

    The path reads like Python: ``attributions[3].speaker.start``. It is empty where the
    document as a whole is at fault.

    >>> error = SchemaError("attributions[3].speaker.start", "expected an integer, got '7'")
    >>> error.path
    'attributions[3].speaker.start'
    >>> print(error)
    attributions[3].speaker.start: expected an integer, got '7'
    """

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}" if self.path else self.problem
