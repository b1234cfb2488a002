"""The same text in another style of quotation marks, one code point for one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

STYLES: Mapping[str, str] = MappingProxyType(
    {
        "single": "‘’",
        "straight-single": "''",
        "straight-double": '""',
        "guillemets": "«»",
        "low-high": "„“",
    }
)


def restyle(text: str, style: str) -> str:
    """Replace “ and ” in ``text`` by the marks of ``style``.

    >>> [restyle("“No,” he said.", style) for style in STYLES]
    ['‘No,’ he said.', "'No,' he said.", '"No," he said.', '«No,» he said.', '„No,“ he said.']
    """
    return text.translate(str.maketrans("“”", STYLES[style]))
