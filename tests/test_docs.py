"""The examples of the README and of the documentation give what they show."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^( *)```([a-z]+)[^\n]*\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
RUNS_US = re.compile(r"(?:^|\| )quoteattr\b")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s#]+)(?:#[^)\s]*)?\)")


@frozen
class Fence:
    """A fenced block: what language, which line of its page, and the text."""

    language: str
    line: int
    text: str


def fences(path: Path) -> Iterator[Fence]:
    page = path.read_text(encoding="utf-8")
    for block in FENCE.finditer(page):
        indent, language, text = block.groups()
        lines = [line.removeprefix(indent) for line in text.splitlines()]
        yield Fence(language, page.count("\n", 0, block.start()) + 1, "\n".join(lines) + "\n")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def pages_with(language: str) -> list[Path]:
    return [path for path in PAGES if any(fence.language == language for fence in fences(path))]


@pytest.mark.parametrize("path", pages_with("pycon"), ids=name_of)
def test_python_examples(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The examples of a page are one session: later ones use what earlier ones defined."""
    monkeypatch.chdir(ROOT)
    session: dict[str, object] = {}
    for fence in fences(path):
        if fence.language != "pycon":
            continue
        example = doctest.DocTestParser().get_doctest(
            fence.text, session, name_of(path), str(path), fence.line
        )
        report: list[str] = []
        runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
        runner.run(example, out=report.append, clear_globs=False)
        session = example.globs
        assert not runner.failures, "".join(report)


def commands(fence: Fence) -> Iterator[tuple[str, str]]:
    """The commands of a console session with what each prints."""
    for session in re.split(r"^\$ ", fence.text, flags=re.MULTILINE)[1:]:
        command, _, output = session.partition("\n")
        yield command, output


def without_confidence(output: str) -> str:
    """Leave the percentages out, which move a little whenever the models learn anew."""
    return re.sub(r"\d+%", "…%", output.rstrip())


SHOWN = [
    pytest.param(command, output, id=f"{name_of(path)}:{fence.line}")
    for path in PAGES
    for fence in fences(path)
    if fence.language == "console"
    for command, output in commands(fence)
    if RUNS_US.search(command)
]


@pytest.mark.parametrize(("command", "output"), SHOWN)
def test_commands_print_what_is_shown(command: str, output: str, tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    scripts = sysconfig.get_path("scripts")
    process = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "80"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert without_confidence(process.stdout) == without_confidence(output)


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    targets = [
        target
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if "://" not in target and not target.startswith("mailto:")
    ]
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_the_readme_says_how_to_run_and_to_test() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "pip install . && quoteattr seeds/000_1c21df812d2003f9.txt\n" in readme
    assert "pip install '.[test]' ./accurate && pytest\n" in readme
