"""The names under which the learned core knows the finders: frozen, whatever people call them."""

from quoteattr.frame import Frame

__all__ = ["frozen_id"]

_COMPLEMENT, _NOMINAL = "{} complement", "{} after a noun or adjective"
_PHRASE = "source phrase"
_IDS = {
    "according to": _PHRASE,
    "as clause": "clause after “as”",
    "clause around cue": "clause before cue",
    "dash": "dash and name",
    "headline": "quotation, colon and name",
    "in the words of": _PHRASE,
    "judged by": "judged by an agent",
    "label": "name and colon",
    "lead-in": "clause and colon",
    "per": _PHRASE,
    "post": "dash and name",
    "quotation around cue": "quotation before cue",
    "to quote": _PHRASE,
}
_BY_COMPLEMENT = {
    **dict.fromkeys(("quotation after cue", "clause after cue", "infinitive"), _COMPLEMENT),
    **dict.fromkeys(("preposition", "object"), _COMPLEMENT),
    **dict.fromkeys(("opening verb", "insertion", "clause or quotation"), _COMPLEMENT),
    **dict.fromkeys(("by agent", "impersonal passive", "passive"), _COMPLEMENT),
    **dict.fromkeys(("noun", "adjective"), _NOMINAL),
}


def frozen_id(frame: Frame) -> str:
    """Return what a feature of a trained model calls the finder of a frame.

    >>> frozen_id(Frame((), "claim/n", None, (range(1),), "do-that", rules=("noun",)))
    'that after a noun or adjective'
    """
    rule = frame.rules[0]
    pattern = _BY_COMPLEMENT.get(rule)
    if pattern is None:
        return _IDS.get(rule, rule)
    return pattern.format(frame.complement.removeprefix("do-").removeprefix("bare-"))
