"""What type checkers say of a user's code: of the documentation's, and of a misspelt name."""

from __future__ import annotations

import doctest
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

import quoteattr
from tests.test_docs import PAGES, fences, name_of

HOME = Path(quoteattr.__file__).resolve().parent.parent
CHECKERS = {
    "mypy": ["--strict", "--no-incremental", "--config-file="],
    "pyright": ["--level", "error", "--pythonpath", sys.executable],
}
GOOD = """\
from quoteattr import Kind, attribute

for attribution in attribute("“Go,” Lee said."):
    print(attribution.kind is Kind.DIRECT)
"""
MISSPELT = {
    "function.py": GOOD.replace("attribute", "attribut"),
    "word.py": GOOD.replace("Kind.DIRECT", "Kind.DIRECTED"),
}


def python_of(page: Path) -> str:
    """All Python that a page shows, as one file: later examples use what earlier ones defined."""
    parser = doctest.DocTestParser()
    return "".join(
        fence.text
        if fence.language == "python"
        else "".join(example.source for example in parser.get_examples(fence.text))
        for fence in fences(page)
        if fence.language in ("python", "pycon")
    )


SHOWN = {
    name_of(page).removesuffix(".md").replace("/", "_").replace("-", "_") + ".py": shown
    for page in PAGES
    if (shown := python_of(page))
}


@pytest.fixture(scope="module", params=CHECKERS)
def complaints(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    """What a checker says of each file in a folder that knows nothing of this project."""
    checker: str = request.param
    if importlib.util.find_spec(checker) is None:
        pytest.skip(f"needs {checker}; `pip install '.[dev]'` has it")
    folder = tmp_path_factory.mktemp(checker)
    sources = {"good.py": GOOD, **MISSPELT, **SHOWN}
    for name, source in sources.items():
        (folder / name).write_text(source, encoding="utf-8")
    # mypy finds what is installed, pyright also what PYTHONPATH leads to.
    installed = HOME.name == "site-packages"
    paths = {} if installed else {"MYPYPATH": str(HOME), "PYTHONPATH": str(HOME)}
    process = subprocess.run(
        [sys.executable, "-m", checker, *CHECKERS[checker], *sources],
        cwd=folder,
        env={**os.environ, **paths},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert process.returncode == 1, process.stdout + process.stderr
    lines = [line.strip() for line in process.stdout.splitlines() if "error:" in line]
    return {name: [line for line in lines if f"{name}:" in line] for name in sources}


@pytest.mark.parametrize("name", ["good.py", *SHOWN])
def test_the_code_of_a_user_passes(complaints: dict[str, list[str]], name: str) -> None:
    if "fastapi" in SHOWN.get(name, "") and importlib.util.find_spec("fastapi") is None:
        pytest.skip("needs fastapi; `pip install '.[dev]'` has it")
    assert complaints[name] == []


@pytest.mark.parametrize("name", MISSPELT)
def test_a_misspelt_name_is_refused(complaints: dict[str, list[str]], name: str) -> None:
    wrong = "attribut" if name == "function.py" else "DIRECTED"
    assert any(f'"{wrong}"' in complaint for complaint in complaints[name])
