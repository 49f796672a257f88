"""The house rules that a machine can check: who imports whom, how long things are, no state."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "kgbuild"
MODULES = sorted(SOURCE.rglob("*.py"))

# A module imports only from rooms before its own; each line is a layer.
ROOMS = (
    *("errors", "model", "iris", "times"),
    *("vocab", "sources", "turtle", "lexicon", "ontology"),
    *("parse", "grammar", "mentions", "clauses", "arcs"),
    *("entities", "coreference", "extract"),
    *("graph", "store", "validate", "query", "merge", "network", "kinds", "visualize"),
    "pipeline",
    *("serve", "cli"),
    "__main__",
)
LINGUISTIC = ("parse", "grammar", "mentions", "clauses", "arcs")
MUTABLE = (ast.Dict, ast.List, ast.Set, ast.DictComp, ast.ListComp, ast.SetComp)
MUTABLE_CALLS = {"dict", "list", "set", "bytearray", "defaultdict", "Counter", "deque"}

each_module = pytest.mark.parametrize(
    "path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix()
)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def room(path: Path) -> str:
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Yield the dotted name of everything a module imports, wherever in it, typing included."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno} imports relatively"
            whole = node.module == "kgbuild"
            yield from (f"kgbuild.{alias.name}" for alias in node.names) if whole else [node.module]


def rooms_imported(path: Path) -> set[str]:
    inner = (name.split(".") for name in imports(path))
    return {parts[1] for parts in inner if parts[0] == "kgbuild" and len(parts) > 1}


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@each_module
def test_a_module_imports_only_from_rooms_above_its_own(path: Path) -> None:
    here = room(path)
    if here == "__init__":
        assert not rooms_imported(path)
        return
    assert here in ROOMS, f"{here} has no place in the design: name its layer here"
    above = set(ROOMS[: ROOMS.index(here)]) | {here}
    assert rooms_imported(path) <= above


@each_module
def test_no_module_knows_both_language_and_graph(path: Path) -> None:
    libraries = {name.split(".")[0] for name in imports(path)}
    assert not {"spacy", "rdflib"} <= libraries
    assert not ({"spacy"} & libraries and "vocab" in rooms_imported(path))


def loaded_by(*modules: str) -> set[str]:
    """Import modules in a fresh interpreter and return the top-level names it then holds."""
    code = f"import sys, {', '.join(modules)}; print(*{{m.split('.')[0] for m in sys.modules}})"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


def existing(rooms: tuple[str, ...]) -> list[str]:
    present = {room(path) for path in MODULES}
    return [f"kgbuild.{name}" for name in rooms if name in present]


def test_the_linguistic_half_loads_without_rdf() -> None:
    assert "rdflib" not in loaded_by(*existing(LINGUISTIC))


def test_the_graph_half_loads_without_a_language_library() -> None:
    right = ROOMS[ROOMS.index("graph") : ROOMS.index("pipeline")]
    knowledge = ("sources", "turtle", "lexicon", "ontology", "entities", "extract")
    assert not {"spacy", "onnxruntime", "tokenizers"} & loaded_by(*existing(knowledge + right))


def test_the_command_line_loads_nothing_heavy() -> None:
    heavy = {"spacy", "rdflib", "onnxruntime", "numpy", "scipy", "networkx", "pyvis", "trafilatura"}
    assert not heavy & loaded_by("kgbuild.cli")


@each_module
def test_sizes(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    for function in functions(path):
        documented = ast.get_docstring(function) is not None
        body = function.body[1:] if documented else function.body
        length = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
        assert length <= 40, f"{function.name} has {length} lines"


@each_module
def test_no_module_holds_state(path: Path) -> None:
    for node in tree(path).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            call = getattr(node.value, "func", None)
            name = getattr(call, "id", getattr(call, "attr", None))
            mutable = isinstance(node.value, MUTABLE) or name in MUTABLE_CALLS
            exported = "__all__" in ast.unparse(node)
            assert exported or not mutable, f"line {node.lineno}: freeze it"
    assert not any(isinstance(node, ast.Global) for node in ast.walk(tree(path)))


@each_module
def test_nothing_is_done_on_import(path: Path) -> None:
    for node in tree(path).body:
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        guarded = isinstance(node, ast.If) and ast.unparse(node.test).startswith(
            ("TYPE_CHECKING", "__name__")
        )
        kinds = ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign | ast.ClassDef
        defined = isinstance(node, kinds | ast.FunctionDef | ast.AsyncFunctionDef)
        assert docstring or guarded or defined, f"line {node.lineno} runs on import"


@each_module
def test_no_exception_is_caught_blindly(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"line {node.lineno}"
            caught = ast.unparse(node.type)
            assert caught not in {"Exception", "BaseException"}, f"line {node.lineno}"


@each_module
def test_everything_public_is_documented(path: Path) -> None:
    assert ast.get_docstring(tree(path))
    scopes = [tree(path), *(node for node in tree(path).body if isinstance(node, ast.ClassDef))]
    kinds = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    for scope in scopes:
        for node in scope.body:
            if isinstance(node, kinds) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{node.name} has no docstring"


def test_no_module_is_called_utils() -> None:
    root = SOURCE.parents[1]
    folders = [root / name for name in ("src", "tests", "training")]
    names = {path.stem for folder in folders for path in folder.rglob("*.py")}
    assert not names & {"util", "utils", "helpers", "common", "misc"}
