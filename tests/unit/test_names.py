"""Parameters and functions are called what they are: six words that fit anything name none of them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("api", "cli", "dashboard", "etl", "graph", "server", "web", "tools", "benchmarks")
VAGUE = {"found", "one", "told", "given", "wanted", "asked"}


def _vague_names(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.arg):
            name = node.arg
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            name = node.name
        else:
            continue
        if name.strip("_") in VAGUE:
            yield f"line {node.lineno}: {name}"


def test_functions_and_all_kinds_of_parameters_are_looked_at():
    source = "async def _told(one, /, *given, found: int = 0, **asked): return lambda wanted, row: row"
    assert sorted(name.split()[-1] for name in _vague_names(source)) == [
        "_told",
        "asked",
        "found",
        "given",
        "one",
        "wanted",
    ]


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_parameter_and_no_function_has_a_name_that_says_nothing(folder: str):
    vague = {
        str(path.relative_to(ROOT)): names
        for path in (ROOT / folder).rglob("*.py")
        if (names := list(_vague_names(path.read_text(encoding="utf-8"))))
    }
    assert vague == {}
