"""Shows the examples in docstrings as code: they stand there as plain doctests."""

from __future__ import annotations

import re

from griffe import Extension, Object

DOCTEST = re.compile(r"^>>> .*(?:\n(?!\s*$).*)*", re.MULTILINE)


class FenceExamples(Extension):
    """Put every doctest of a docstring into a fenced block."""

    def on_object(self, *, obj: Object, **_: object) -> None:
        """Rewrite the docstring of ``obj`` before it is rendered."""
        if obj.docstring:
            obj.docstring.value = DOCTEST.sub(
                lambda block: f"```pycon\n{block.group()}\n```", obj.docstring.value
            )
