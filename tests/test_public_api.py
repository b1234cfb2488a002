"""What the package offers, and that all of it is explained by a running example."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import pytest

import quoteattr

NEEDS_PYTORCH = "quoteattr.training.encoder."


def package_modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(quoteattr.__path__, "quoteattr."):
        if not found.name.endswith("__main__"):
            yield found.name


def public_members() -> list[tuple[str, object]]:
    """Methods and properties that a public class defines itself, beside its fields."""
    return [
        (f"{name}.{attribute}", member)
        for name in quoteattr.__all__
        if inspect.isclass(getattr(quoteattr, name))
        for attribute, member in vars(getattr(quoteattr, name)).items()
        if not attribute.startswith("_")
        and (
            inspect.isfunction(member) or isinstance(member, property | classmethod | staticmethod)
        )
    ]


def test_all_is_sorted_and_complete() -> None:
    assert quoteattr.__all__ == sorted(quoteattr.__all__)
    assert [name for name in quoteattr.__all__ if not hasattr(quoteattr, name)] == []


@pytest.mark.parametrize("name", list(package_modules()))
def test_every_module_says_what_it_is_for(name: str) -> None:
    if name.startswith(NEEDS_PYTORCH):
        pytest.importorskip("torch")
    assert importlib.import_module(name).__doc__


@pytest.mark.parametrize("name", quoteattr.__all__)
def test_every_public_name_has_an_example(name: str) -> None:
    explained = inspect.getdoc(getattr(quoteattr, name)) or ""
    assert ">>>" in explained, f"{name} has no example in its docstring"


@pytest.mark.parametrize(("name", "member"), public_members())
def test_every_public_member_is_explained(name: str, member: object) -> None:
    assert inspect.getdoc(member), f"{name} has no docstring"


@pytest.mark.parametrize("name", ["attribute", "attribute_many"])
def test_options_are_keyword_only(name: str) -> None:
    first, *options = inspect.signature(getattr(quoteattr, name)).parameters.values()
    assert first.default is inspect.Parameter.empty
    assert {option.kind for option in options} == {inspect.Parameter.KEYWORD_ONLY}
