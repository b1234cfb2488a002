"""``python -m quoteattr.training``: its commands, or what to install for them."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; where what it needs is not installed, a message and 2."""
    try:
        from quoteattr.training import commands
    except ImportError as error:
        print(
            f"error: training needs {error.name}; run: pip install 'quoteattr[train]'",
            file=sys.stderr,
        )
        return 2
    return commands.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
