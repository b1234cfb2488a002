"""The command line: files in, attributions out, as text for people or JSON for programs."""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from quoteattr.errors import QuoteAttrError
from quoteattr.model import CueType, Result, dump_json, json_schema
from quoteattr.views import Tally, heading, render, tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quoteattr.pipeline import Pipeline

__all__ = ["main"]

_WIDEST = 110

_EPILOG = """\
formats:
  text    for people: the line, who said what according to whom, and how surely
  json    a document for one FILE, an array of documents for several
  jsonl   one line for each FILE, with one document
  A document has the form that “quoteattr schema” prints as a JSON Schema; its key
  “file” names the FILE. Offsets count the characters of the decoded FILE: line ends
  stay as they are, a byte-order mark does not count.

exit status:
  0  every FILE was read (one that is empty is noted on standard error)
  1  a FILE could not be read; the others were processed all the same
  2  the command line is wrong

A file that is called “schema” is given as ./schema.
"""


def main(
    argv: Sequence[str] | None = None,
    *,
    stdin: BinaryIO | None = None,
    stdout: TextIO | None = None,
    stderr: TextIO | None = None,
) -> int:
    """Run the command line and return its exit status; the streams default to those of `sys`.

    >>> import sys
    >>> main(["missing.txt"], stderr=sys.stdout)
    quoteattr: missing.txt: No such file or directory
    1
    """
    out = stdout or sys.stdout
    options = _parser().parse_args(argv, namespace=_Options())
    _let_pass(out, options.format)
    inputs = _Inputs(options, stdin or sys.stdin.buffer, stderr or sys.stderr)
    if options.reads_files and options.engine == "accurate" and not inputs.takes_accurate():
        return 2
    try:
        for line in _lines(options, inputs, out):
            print(line, file=out)
        out.flush()
    except BrokenPipeError:
        # The reader has had enough; what is still buffered must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
    except KeyboardInterrupt:
        return 130
    return int(inputs.failed)


def _let_pass(stdout: TextIO, form: str) -> None:
    """Let every character pass: JSON is UTF-8 anywhere, a terminal shows “?” for what it lacks."""
    if isinstance(stdout, io.TextIOWrapper):
        if form == "text":
            stdout.reconfigure(errors="replace")
        else:
            stdout.reconfigure(encoding="utf-8")


class _Options(argparse.Namespace):
    """What the command line asks for."""

    files: list[str]
    format: str
    encoding: str
    min_confidence: float
    cue_type: list[str] | None
    engine: str
    color: str
    version: bool

    @property
    def reads_files(self) -> bool:
        """Whether it asks for more than the version or the schema."""
        return not self.version and self.files != ["schema"]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="quoteattr",
        usage="quoteattr [options] [FILE ...]\n       quoteattr schema",
        description="Find who said what in news text, and who says so.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="a text; “-” or none at all: standard input"
    )
    parser.add_argument(
        "--format", choices=["text", "json", "jsonl"], default="text", help="default: %(default)s"
    )
    parser.add_argument(
        "--encoding", type=_encoding, default="utf-8", help="of every FILE; default: %(default)s"
    )
    parser.add_argument(
        "--min-confidence",
        type=_probability,
        default=0.0,
        metavar="P",
        help="leave out what is less sure than P, between 0 and 1",
    )
    parser.add_argument(
        "--cue-type",
        action="append",
        choices=[cue_type.value for cue_type in CueType],
        help="only attributions of this type; may be repeated",
    )
    parser.add_argument(
        "--engine",
        choices=["light", "accurate"],
        default="light",
        help="accurate needs: pip install 'quoteattr[accurate]'; default: %(default)s",
    )
    parser.add_argument(
        "--color",
        choices=["auto", "always", "never"],
        default="auto",
        help="default: %(default)s, on a terminal unless NO_COLOR is set",
    )
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    return parser


def _encoding(name: str) -> str:
    try:
        "".encode(name)
    except LookupError:
        raise argparse.ArgumentTypeError(f"unknown encoding: {name!r}") from None
    return name


def _probability(number: str) -> float:
    try:
        value = float(number)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"expected a number between 0 and 1, not {number!r}")
    return value


class _UnreadableError(QuoteAttrError):
    """An input cannot be read; the message says why."""


class _Inputs:
    """The inputs with their results, one after the other; problems go to standard error."""

    def __init__(self, options: _Options, stdin: BinaryIO, stderr: TextIO) -> None:
        self.names = options.files or ["-"]
        self.failed = False
        self._options = options
        self._stdin = stdin
        self._stderr = stderr
        self._pipeline: Pipeline | None = None

    def takes_accurate(self) -> bool:
        """Take the accurate engine, or say why there is none."""
        from quoteattr.pipeline import Pipeline

        try:
            self._pipeline = Pipeline.accurate()
        except QuoteAttrError as error:
            print(f"quoteattr: --engine: {error}", file=self._stderr)
        return self._pipeline is not None

    def __iter__(self) -> Iterator[tuple[str, Result]]:
        for name in self.names:
            try:
                text = self._text(name)
                result = self._attributed(text)
            except QuoteAttrError as error:
                self.failed = True
                self._say(name, str(error))
                continue
            if not text.strip():
                self._say(name, "empty, so there is nothing to attribute")
            yield name, result

    def _attributed(self, text: str) -> Result:
        # Imported late: `--help`, `schema` and a missing file need not wait for the weights.
        from quoteattr.pipeline import attribute

        options = self._options
        cue_types = None if options.cue_type is None else [CueType(t) for t in options.cue_type]
        return attribute(
            text,
            pipeline=self._pipeline,
            min_confidence=options.min_confidence,
            cue_types=cue_types,
        )

    def _text(self, name: str) -> str:
        encoding = self._options.encoding
        try:
            return self._bytes(name).decode(encoding).removeprefix("\ufeff")
        except UnicodeError as error:
            where = (
                f" at byte offset {error.start}" if isinstance(error, UnicodeDecodeError) else ""
            )
            problem = f"not {encoding.upper()}{where}"
            remedy = "name the encoding of the file with --encoding"
            raise _UnreadableError(f"{problem}; {remedy}") from None

    def _bytes(self, name: str) -> bytes:
        if name == "-" and self._stdin.isatty():
            self._say(name, "waiting for text; Ctrl-D ends it (Ctrl-Z on Windows)")
        try:
            return self._stdin.read() if name == "-" else Path(name).read_bytes()
        except OSError as error:
            raise _UnreadableError(error.strerror or str(error)) from None

    def _say(self, name: str, message: str) -> None:
        shown = "standard input" if name == "-" else name
        print(f"quoteattr: {shown}: {message}", file=self._stderr)


def _lines(options: _Options, inputs: _Inputs, stdout: TextIO) -> Iterator[str]:
    if options.version:
        return iter([f"quoteattr {_version()}"])
    if options.files == ["schema"]:
        return iter([dump_json(json_schema(), indent=2)])
    if options.format == "text":
        width = min(shutil.get_terminal_size().columns, _WIDEST)
        return _as_text(inputs, len(inputs.names) > 1, width, _coloured(options.color, stdout))
    if options.format == "jsonl":
        return (dump_json(_document(name, result)) for name, result in inputs)
    if len(inputs.names) > 1:
        return _as_array(inputs)
    return (dump_json(_document(name, result), indent=2) for name, result in inputs)


def _version() -> str:
    # Imported late: it takes as long as all the rest of the command line.
    from importlib.metadata import version

    return version("quoteattr")


def _as_text(
    results: Iterable[tuple[str, Result]], several: bool, width: int, colour: bool
) -> Iterator[str]:
    total, count = Tally(), 0
    for name, result in results:
        if several:
            yield heading(name, colour=colour)
            yield ""
        shown = tuple(render(result, width=width, colour=colour))
        yield from shown
        if shown:
            yield ""
        total += tally(result)
        count += 1
    if count:
        yield f"{total} · {count:,} files" if count > 1 else str(total)


def _as_array(results: Iterable[tuple[str, Result]]) -> Iterator[str]:
    opening = "["
    for name, result in results:
        yield opening + dump_json(_document(name, result), indent=2)
        opening = ", "
    yield "[]" if opening == "[" else "]"


def _document(name: str, result: Result) -> dict[str, object]:
    return {"file": name, **result.to_dict()}


def _coloured(wish: str, stdout: TextIO) -> bool:
    if wish != "auto":
        return wish == "always"
    return stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
