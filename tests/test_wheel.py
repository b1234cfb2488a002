"""The distribution as it is installed: nothing missing, nothing that does not belong."""

from __future__ import annotations

import subprocess
import sysconfig
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest

import quoteattr

LARGEST = 12 * 2**20


@pytest.fixture(scope="module")
def wheel() -> Distribution:
    installed = distribution("quoteattr")
    names = [str(file) for file in installed.files or ()]
    if "quoteattr/__init__.py" not in names:
        pytest.skip("quoteattr is installed as a link to its sources; `pip install .` copies it")
    return installed


@pytest.fixture(scope="module")
def installed_files(wheel: Distribution) -> set[str]:
    return {
        str(file)
        for file in wheel.files or ()
        if not file.match("*.pyc") and not str(file).startswith("..")
    }


def test_every_source_file_is_installed_unchanged(root: Path, installed_files: set[str]) -> None:
    sources = root / "src"
    expected = {
        path.relative_to(sources).as_posix()
        for path in (sources / "quoteattr").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert {name for name in installed_files if name.startswith("quoteattr/")} == expected
    home = Path(quoteattr.__file__).parent.parent
    changed = [
        name for name in expected if (home / name).read_bytes() != (sources / name).read_bytes()
    ]
    assert not changed, "install the package again"


def test_only_the_package_and_its_metadata_are_installed(
    wheel: Distribution, installed_files: set[str]
) -> None:
    tops = {name.split("/")[0] for name in installed_files}
    assert tops == {"quoteattr", f"quoteattr-{wheel.version}.dist-info"}


def test_it_is_typed_licensed_and_small(wheel: Distribution, installed_files: set[str]) -> None:
    assert "quoteattr/py.typed" in installed_files
    assert any(name.endswith("/LICENSE") for name in installed_files)
    assert sum(file.size or 0 for file in wheel.files or ()) < LARGEST


def test_it_depends_on_attrs_and_the_types_that_an_old_python_lacks() -> None:
    needed = [line for line in distribution("quoteattr").requires or [] if "extra ==" not in line]
    assert [line.split(">")[0] for line in needed] == ["attrs", "typing-extensions"]
    assert "python_version < " in needed[1]


def test_the_command_is_installed(root: Path) -> None:
    command = Path(sysconfig.get_path("scripts")) / "quoteattr"
    process = subprocess.run(
        [command, "seeds/000_1c21df812d2003f9.txt"],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "the Kremlin" in process.stdout
    assert not process.stderr
