"""The command line of training, where what it needs is missing."""

from __future__ import annotations

import sys

import pytest

from quoteattr.training.__main__ import main


def test_without_its_extra_training_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delattr("quoteattr.training.commands", raising=False)
    for name in [name for name in sys.modules if name.startswith("quoteattr.training.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numpy", None)
    assert main([]) == 2
    assert capsys.readouterr().err == (
        "error: training needs numpy; run: pip install 'quoteattr[train]'\n"
    )


def test_its_commands_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "confidence" in capsys.readouterr().out
