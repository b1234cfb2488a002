"""Settings that every test shares."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

# A deadline measures the machine, not the code; a run that decides whether a change lands must
# not depend on luck.
settings.register_profile("local", deadline=None)
settings.register_profile("reproducible", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("reproducible" if os.environ.get("CI") else "local")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder that holds the project."""
    return ROOT


@pytest.fixture(scope="session")
def seed_text(root: Path) -> str:
    """The founding article, as its gold file counts its offsets."""
    return (root / "seeds" / "000_1c21df812d2003f9.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def shared(root: Path) -> Path:
    """The annotated articles, which lie beside the project and never inside it."""
    folder = root.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"needs the annotated articles in {folder}")
    return folder


def pytest_configure(config: pytest.Config) -> None:
    """Demand full coverage of full runs only: one test file cannot cover the package."""
    if config.args_source is not pytest.Config.ArgsSource.TESTPATHS:
        config.known_args_namespace.cov_fail_under = 0
