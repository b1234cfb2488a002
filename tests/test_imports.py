"""The direction of imports, and what importing the package costs."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen

SOURCES = Path(__file__).resolve().parent.parent / "src" / "quoteattr"

# A room imports only from rooms that stand to its left. `training` may import all of them.
ORDER = (
    *("errors", "model", "frame", "words", "learning", "text", "encoder", "syntax", "extents"),
    *("candidates", "choice", "quotations", "entities", "assembly", "pipeline"),
    *("views", "cli", "__main__"),
)
# Who may know the numbers: the tagger, the learned core, and what trains them.
LEARNED = {"text", "choice", "training"}
WEIGHTS = {"learning"}
THIRD_PARTY = {"attr", "attrs", "typing_extensions"}
# What a room may import besides: what trains the stages, and what runs the encoder.
ADAPTERS = {
    "training": {"numpy", "numba", "lightgbm", "torch", "safetensors"},
    "encoder": {"numpy"},
}
HEAVY = {
    *("argparse", "asyncio", "concurrent.futures", "csv", "decimal", "hashlib"),
    *("importlib.metadata", "http", "logging", "multiprocessing", "subprocess", "unittest"),
    *("fastapi", "pydantic"),
}


@frozen
class Import:
    """One import of our own package, and whether it runs when the module is loaded."""

    module: str
    room: str
    target: str
    path: str
    line: int
    late: bool

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.path}"


def room_of(path: Path) -> str:
    return path.relative_to(SOURCES).parts[0].removesuffix(".py")


def modules() -> list[Path]:
    return sorted(SOURCES.rglob("*.py"))


def _targets(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module == "quoteattr":
        yield from (f"quoteattr.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield "." * node.level + (node.module or "")


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def _walk(node: ast.AST, late: bool) -> Iterator[tuple[ast.AST, bool]]:
    for child in ast.iter_child_nodes(node):
        deferred = (
            late
            or _is_type_checking(child)
            or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        )
        yield child, deferred
        yield from _walk(child, deferred)


def imports(path: Path) -> Iterator[tuple[str, int, bool]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node, late in _walk(tree, late=False):
        for target in _targets(node):
            yield target, getattr(node, "lineno", 0), late


def own_imports() -> Iterator[Import]:
    for path in modules():
        module = path.relative_to(SOURCES).as_posix()
        for target, line, late in imports(path):
            if target.startswith("quoteattr."):
                yield Import(module, room_of(path), target.split(".")[1], target, line, late)


def test_every_module_has_its_place() -> None:
    strangers = {room_of(path) for path in modules()} - {*ORDER, "__init__", "training"}
    assert not strangers, "add them to ORDER, where they belong in the flow"


def test_imports_are_absolute() -> None:
    relative = [
        f"{path.name}:{line}"
        for path in modules()
        for target, line, _ in imports(path)
        if target.startswith(".")
    ]
    assert not relative


def test_rooms_import_only_to_their_left() -> None:
    backwards = [
        str(link)
        for link in own_imports()
        if link.room in ORDER
        and link.target in ORDER
        and ORDER.index(link.target) > ORDER.index(link.room)
    ]
    assert not backwards


def test_no_import_reaches_past_the_face_of_a_room() -> None:
    # What trains the stages looks into them: it is no room that a text passes through.
    reaching = [
        str(link)
        for link in own_imports()
        if link.room not in (link.target, "training") and link.path.count(".") > 1
    ]
    assert not reaching


def test_modules_import_one_another_in_no_circle() -> None:
    known = {_dotted(path) for path in modules()}
    links: dict[str, set[str]] = {_dotted(path): set() for path in modules()}
    for path in modules():
        links[_dotted(path)] |= {target for target, _, _ in imports(path)} & known
    while free := {name for name, targets in links.items() if not targets & links.keys()}:
        links = {name: targets for name, targets in links.items() if name not in free}
    assert not links


def _dotted(path: Path) -> str:
    parts = path.relative_to(SOURCES.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_only_learned_rooms_know_the_weights() -> None:
    nosy = [
        str(link)
        for link in own_imports()
        if link.target in WEIGHTS and link.room not in LEARNED | WEIGHTS
    ]
    assert not nosy


def test_nothing_that_runs_imports_training() -> None:
    learners = [
        str(link) for link in own_imports() if link.target == "training" and link.room != "training"
    ]
    assert not learners


def test_only_attrs_is_imported_from_outside() -> None:
    allowed = THIRD_PARTY | set(sys.stdlib_module_names) | {"quoteattr"}
    foreign = [
        f"{path.name}:{line} imports {target}"
        for path in modules()
        for target, line, _ in imports(path)
        if target.split(".")[0] not in allowed | ADAPTERS.get(room_of(path), set())
    ]
    assert not foreign


@pytest.fixture(scope="module")
def loaded() -> set[str]:
    """The modules that `import quoteattr` loads beyond those that attrs loads."""
    program = (
        "import json, sys, attrs; before = set(sys.modules); import quoteattr;"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    process = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(json.loads(process.stdout))


def test_importing_loads_no_third_party_package_but_attrs(loaded: set[str]) -> None:
    outside = {name.split(".")[0] for name in loaded} - set(sys.stdlib_module_names)
    assert outside - THIRD_PARTY == {"quoteattr"}


def test_importing_is_light(loaded: set[str]) -> None:
    assert not loaded & HEAVY


def test_importing_loads_neither_the_command_line_nor_the_training(loaded: set[str]) -> None:
    assert not {name for name in loaded if name.startswith(("quoteattr.cli", "quoteattr.training"))}
