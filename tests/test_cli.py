"""The command line: what it prints, what it refuses, and that offsets are those of the file."""

from __future__ import annotations

import io
import json
import os
import re
import runpy
import subprocess
import sys
from collections.abc import Collection
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import jsonschema
import pytest

from quoteattr.cli import main
from quoteattr.errors import ExtraError, ModelFileError, QuoteAttrError
from quoteattr.model.records import Span
from quoteattr.model.result import Result
from quoteattr.model.vocabulary import CueType
from quoteattr.model.writing import json_schema
from tests.results import TEXT, ferry

SHOWN = """\
3  The Courier  wrote (write) · on Monday · mixed · 91%
   that Mayor Jane Roe had not told reporters “a single word” about the ferry
3    The Courier › Mayor Jane Roe
     had not told (tell) · to reporters · mixed · negative · hedged · 62%
     “a single word” about the ferry

5  Roe (Jane Roe)  told (tell) · to The Courier · direct · 98%
   “We will sail,” […] “come what may.”

Credits
1  Ann Lee · byline

Rejected marks
5  “Jaws” · title
"""
SUMMARY = "3 attributions (1 direct, 2 mixed) · 2 sources · 1 credit · 1 rejected mark"


class Run:
    """One run of the command line in this process, its streams and what the pipeline was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.out = self.err = ""
        self.texts: list[str] = []
        self.options: list[tuple[float, Collection[CueType] | None]] = []
        self.failure: BaseException | None = None
        self.engine_failure: QuoteAttrError | None = None
        self.pipelines: list[object] = []
        pipeline = ModuleType("quoteattr.pipeline")
        monkeypatch.setattr(pipeline, "attribute", self.attribute, raising=False)
        monkeypatch.setattr(pipeline, "Pipeline", self, raising=False)
        monkeypatch.setitem(sys.modules, "quoteattr.pipeline", pipeline)
        monkeypatch.setenv("COLUMNS", "80")

    def accurate(self) -> str:
        if self.engine_failure:
            raise self.engine_failure
        return "accurate"

    def attribute(
        self,
        text: str,
        *,
        pipeline: object,
        min_confidence: float,
        cue_types: Collection[CueType] | None,
    ) -> Result:
        if self.failure:
            raise self.failure
        self.pipelines.append(pipeline)
        self.texts.append(text)
        self.options.append((min_confidence, cue_types))
        return ferry() if text == TEXT else Result(text)

    def __call__(self, *argv: str | Path, stdin: bytes = b"") -> int:
        out, err = io.StringIO(), io.StringIO()
        try:
            return main([*map(str, argv)], stdin=io.BytesIO(stdin), stdout=out, stderr=err)
        finally:
            self.out, self.err = out.getvalue(), err.getvalue()

    def document(self) -> dict[str, object]:
        document: dict[str, object] = json.loads(self.out)
        return document


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    return Run(monkeypatch)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_bytes(TEXT.encode())
    return path


def test_text_is_for_people(run: Run, article: Path) -> None:
    assert run(article) == 0
    assert run.out == f"{SHOWN}\n{SUMMARY}\n"
    assert run.err == ""


@pytest.mark.parametrize("argv", [[], ["-"]])
def test_standard_input_is_the_default(run: Run, argv: list[str]) -> None:
    assert run(*argv, stdin=TEXT.encode()) == 0
    assert run.out.startswith(SHOWN)


def test_several_files_have_headings_and_one_summary(run: Run, article: Path) -> None:
    assert run(article, "-", stdin=b"Nothing.") == 0
    assert run.out == (f"── {article} ──\n\n{SHOWN}\n── standard input ──\n\n{SUMMARY} · 2 files\n")


def test_json_of_one_file_is_a_document(run: Run, article: Path) -> None:
    assert run("--format", "json", article) == 0
    document = run.document()
    assert document.pop("file") == str(article)
    assert document == ferry().to_dict()
    assert run.out.startswith('{\n  "file"')


def test_json_of_several_files_is_an_array(run: Run, article: Path) -> None:
    assert run("--format", "json", article, "-", article, stdin=b"None.") == 0
    documents = json.loads(run.out)
    assert [document["file"] for document in documents] == [str(article), "-", str(article)]
    for document in documents:
        jsonschema.validate(document, json_schema())


def test_json_of_unreadable_files_is_an_empty_array(run: Run, tmp_path: Path) -> None:
    assert run("--format", "json", tmp_path / "a", tmp_path / "b") == 1
    assert run.out == "[]\n"


def test_jsonl_is_a_document_a_line(run: Run, article: Path) -> None:
    assert run("--format", "jsonl", article, article) == 0
    lines = run.out.splitlines()
    assert len(lines) == 2
    assert Result.from_dict(json.loads(lines[0]), TEXT) == ferry()


def test_the_schema_is_printed(run: Run) -> None:
    assert run("schema") == 0
    assert run.document() == json_schema()


def test_a_file_called_schema_is_read_by_its_path(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("schema").write_text(TEXT, newline="")
    assert run("./schema") == 0
    assert run.texts == [TEXT]


def test_the_engine_reaches_the_pipeline(run: Run, article: Path) -> None:
    assert run(article) == 0
    assert run("--engine", "light", article) == 0
    assert run("--engine", "accurate", article) == 0
    assert run.pipelines == [None, None, "accurate"]


def test_an_engine_that_is_not_there_is_told_once(run: Run, article: Path) -> None:
    run.engine_failure = ExtraError("it is not installed; run: pip install it")
    assert run("--engine", "accurate", article, article) == 2
    assert run.err == "quoteattr: --engine: it is not installed; run: pip install it\n"
    assert run.texts == []


def test_who_reads_no_file_needs_no_engine(run: Run) -> None:
    run.engine_failure = ExtraError("it is not installed; run: pip install it")
    assert run("--engine", "accurate", "--version") == 0
    assert run("--engine", "accurate", "schema") == 0
    assert run.err == ""


def test_options_reach_the_pipeline(run: Run, article: Path) -> None:
    argv = ["--min-confidence", "0.5", "--cue-type", "belief", "--cue-type", "knowledge"]
    assert run(*argv, article) == 0
    assert run(article) == 0
    assert run.options == [(0.5, [CueType.BELIEF, CueType.KNOWLEDGE]), (0.0, None)]


def test_line_ends_and_a_byte_order_mark_leave_offsets_alone(run: Run) -> None:
    assert run(stdin=b"\xef\xbb\xbfA\r\nB\rC\n") == 0
    assert run.texts == ["A\r\nB\rC\n"]


def test_other_encodings_are_read_by_name(run: Run) -> None:
    assert run("--encoding", "cp1252", stdin=b"\x93No,\x94 she said.") == 0
    assert run("--encoding", "utf-16", stdin="“No”".encode("utf-16")) == 0
    assert run.texts == ["“No,” she said.", "“No”"]


@pytest.mark.parametrize(
    ("content", "encoding", "message"),
    [
        (b"She said \x93no\x94.", "utf-8", "not UTF-8 at byte offset 9"),
        (b"\xff\xfe\x00", "utf-16", "not UTF-16 at byte offset 2"),
        (b"xn--a.\xff", "idna", "not IDNA"),
    ],
)
def test_bytes_in_another_encoding_are_an_error(
    run: Run, tmp_path: Path, content: bytes, encoding: str, message: str
) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(content)
    assert run("--encoding", encoding, path) == 1
    assert run.out == ""
    assert run.err.startswith(f"quoteattr: {path}: ")
    assert message in run.err
    assert run.err.endswith("; name the encoding of the file with --encoding\n")


def test_unreadable_files_are_named_and_the_others_processed(
    run: Run, tmp_path: Path, article: Path
) -> None:
    assert run(tmp_path / "missing.txt", tmp_path, article) == 1
    assert run.err.splitlines() == [
        f"quoteattr: {tmp_path / 'missing.txt'}: No such file or directory",
        f"quoteattr: {tmp_path}: Is a directory",
    ]
    assert SUMMARY in run.out


def test_an_empty_file_is_noted(run: Run) -> None:
    assert run(stdin=b" \n") == 0
    assert run.err == "quoteattr: standard input: empty, so there is nothing to attribute\n"
    assert run.out == "0 attributions\n"


def test_a_damaged_installation_is_one_line(run: Run) -> None:
    run.failure = ModelFileError("tagger.bin is damaged")
    assert run(stdin=b"Text.") == 1
    assert run.err == "quoteattr: standard input: tagger.bin is damaged\n"


def test_an_interrupt_ends_quietly(run: Run) -> None:
    run.failure = KeyboardInterrupt()
    assert run(stdin=b"Text.") == 130
    assert run.err == ""


@pytest.mark.usefixtures("run")
def test_a_terminal_is_told_that_text_is_awaited() -> None:
    class Terminal(io.BytesIO):
        def isatty(self) -> bool:
            return True

    err = io.StringIO()
    assert main([], stdin=Terminal(b"Text."), stdout=io.StringIO(), stderr=err) == 0
    assert err.getvalue().startswith("quoteattr: standard input: waiting for text")


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["--encoding", "utf-9"], "unknown encoding: 'utf-9'"),
        (["--encoding", "rot13"], "unknown encoding: 'rot13'"),
        (["--min-confidence", "1.5"], "expected a number between 0 and 1, not '1.5'"),
        (["--min-confidence", "nan"], "expected a number between 0 and 1, not 'nan'"),
        (["--min-confidence", "high"], "expected a number between 0 and 1, not 'high'"),
        (["--cue-type", "guess"], "invalid choice: 'guess'"),
        (["--format", "xml"], "invalid choice: 'xml'"),
    ],
)
def test_a_wrong_command_line_is_refused(
    run: Run, argv: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as exit_:
        run(*argv)
    assert exit_.value.code == 2
    assert message in capsys.readouterr().err


def test_the_version_is_the_distribution_s(run: Run) -> None:
    assert run("--version") == 0
    assert run.out == f"quoteattr {version('quoteattr')}\n"


def test_help_explains_what_the_options_cannot(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="0"):
        run("--help")
    assert "A file that is called “schema”" in capsys.readouterr().out


class Screen(io.StringIO):
    """A standard output that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize(
    ("wish", "no_color", "term", "stream", "coloured"),
    [
        ("auto", "", "xterm", Screen, True),
        ("auto", "1", "xterm", Screen, False),
        ("auto", "", "dumb", Screen, False),
        ("auto", "", "xterm", io.StringIO, False),
        ("always", "1", "dumb", io.StringIO, True),
        ("never", "", "xterm", Screen, False),
    ],
)
def test_colour_is_for_terminals_that_want_it(
    monkeypatch: pytest.MonkeyPatch,
    wish: str,
    no_color: str,
    term: str,
    stream: type[io.StringIO],
    coloured: bool,
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", term)
    out = stream()
    assert main(["--color", wish], stdin=io.BytesIO(TEXT.encode()), stdout=out) == 0
    assert ("\x1b[" in out.getvalue()) is coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue()) == f"{SHOWN}\n{SUMMARY}\n"


@pytest.mark.usefixtures("run")
def test_a_terminal_that_lacks_a_character_shows_a_question_mark() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii", newline="\n")
    assert main([], stdin=io.BytesIO(TEXT.encode()), stdout=out) == 0
    assert b"?We will sail,?" in raw.getvalue()


@pytest.mark.usefixtures("run")
def test_json_is_utf8_whatever_the_terminal_is() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii", newline="\n")
    assert main(["--format", "jsonl"], stdin=io.BytesIO(TEXT.encode()), stdout=out) == 0
    assert "“We will sail,”" in raw.getvalue().decode()


@pytest.mark.usefixtures("run")
def test_a_closed_pipe_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="utf-8") as out:
        assert main([], stdin=io.BytesIO(TEXT.encode()), stdout=out) == 0


def command(*argv: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONWARNINGS": "error", "COLUMNS": "80"}
    return subprocess.run(  # the very interpreter that runs the tests
        [sys.executable, "-m", "quoteattr", *argv],
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
        env=environment,
    )


def test_the_module_is_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["quoteattr", "schema"])
    with pytest.raises(SystemExit, match="0"):
        runpy.run_module("quoteattr", run_name="__main__")
    assert json.loads(capsys.readouterr().out) == json_schema()


def test_the_module_runs_as_a_command() -> None:
    done = command("schema")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout) == json_schema()


def test_the_command_attributes_a_quotation() -> None:
    text = "“We will sail,” Mayor Jane Roe said.\r\n"
    done = command("--format", "json", stdin=text.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    result = Result.from_dict(json.loads(done.stdout), text)
    assert [a.content for a in result] == [(Span(0, 15, "“We will sail,”"),)]
    assert [a.speaker and a.speaker.span.text for a in result] == ["Mayor Jane Roe"]


def test_the_command_shows_the_founding_article(seed_text: str) -> None:
    done = command(stdin=seed_text.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Reuters › the Kremlin › Putin (Vladimir Putin)" in done.stdout.decode()


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_the_command_is_quiet_when_its_reader_leaves(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("“We will sail,” Mayor Jane Roe said.\n\n" * 3000, encoding="utf-8")
    shell = f"'{sys.executable}' -m quoteattr '{path}' | head -n 1"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, check=False, timeout=120)
    assert (done.stderr, done.stdout.count(b"\n")) == (b"", 1)
