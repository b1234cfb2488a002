"""The names under which the learned core knows the finders: frozen, whatever people call them."""

from quoteattr.frame import Frame

__all__ = ["frozen_id"]

_IDS = {
    "as clause": "clause after “as”",
    "dash": "dash and name",
    "headline": "quotation, colon and name",
    "judged by": "judged by an agent",
    "label": "name and colon",
    "lead-in": "clause and colon",
    "post": "dash and name",
}
_BY_COMPLEMENT = {
    "complement": "{} complement",
    "noun or adjective": "{} after a noun or adjective",
    "passive": "{} complement",
}


def frozen_id(frame: Frame) -> str:
    """Return what a feature of a trained model calls the finder of a frame.

    >>> frozen_id(Frame((), "claim/n", None, (range(1),), "do-that", rules=("noun or adjective",)))
    'that after a noun or adjective'
    """
    rule = frame.rules[0]
    pattern = _BY_COMPLEMENT.get(rule)
    if pattern is None:
        return _IDS.get(rule, rule)
    return pattern.format(frame.complement.removeprefix("do-").removeprefix("bare-"))
