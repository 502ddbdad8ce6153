"""What the source says: the texts of errors, messages and the command, as they stand in its calls."""

import ast
from collections.abc import Iterator
from enum import Enum
from functools import cache
from pathlib import Path

import typer

from cli.main import app
from dashboard.pages.payouts import files
from dashboard.pages.rewards import ledger_data
from dashboard.pages.team import legs, worklist
from graph.access.passwords import Weakness
from graph.audit.events import COLUMNS
from graph.i18n import COLUMN, catalogues
from graph.metrics import columns
from graph.metrics.names import METRICS
from graph.payouts.statements.sheet import COLUMNS as STATEMENT

ROOT = Path(__file__).parents[2]
PACKAGES = ("api", "cli", "etl", "graph", "server", "web")
SAYING = {"N_", "_", "message", "say", "report"}
"""Functions that take a text first."""
_COLUMNS = {"Column", "rank_column"}
Text = tuple[str, str]
"""The context of a text and the text."""


@cache
def trees() -> dict[Path, ast.Module]:
    files = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    return {file: ast.parse(file.read_text(encoding="utf-8")) for file in files}


@cache
def error_names() -> frozenset[str]:
    """Return the names of all classes of errors that take a template first."""
    names = {"UplineError"}
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    while more := {name for name, of in bases.items() if of & names} - names:
        names |= more
    own = {
        node.name
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and node.name in names
        and any(isinstance(part, ast.FunctionDef) and part.name == "__init__" for part in node.body)
    } - {"UplineError", "StatementError"}
    return frozenset(names - own)


@cache
def calls() -> list[tuple[Path, str, ast.Call]]:
    """Return the calls that take a text: a file, whom it is given to, and the call."""
    return list(_calls())


def _calls() -> Iterator[tuple[Path, str, ast.Call]]:
    for file, tree in trees().items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            if isinstance(node.func, ast.Name) and node.func.id in {*SAYING, *error_names(), "kind"}:
                yield file, node.func.id, node
            elif ast.unparse(node.func) == "super().__init__" and isinstance(node.args[0], ast.Constant):
                yield file, "super", node


def literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


def said() -> dict[str, str]:
    """Return the texts of the source, each with a file that says it."""
    found = {}
    for file, _name, call in calls():
        for text in literals(call.args[0]):
            if text:
                found[text] = str(file.relative_to(ROOT))
    return found


def constants() -> set[str]:
    """Return all texts of the source; a title begins with a capital that the name of a command has not."""
    found = {
        node.value
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return found | {text.capitalize() for text in found}


def helps() -> set[str]:
    """Return what the help of the command says, paragraph by paragraph."""
    found: set[str] = {"[OPTIONS]", "COMMAND [ARGS]..."}

    def walk(command: object) -> None:
        text = getattr(command, "help", None) or ""
        found.update(" ".join(part.split()) for part in text.split("\n\n"))
        panel = getattr(command, "rich_help_panel", None)
        found.update({panel} if isinstance(panel, str) else ())
        found.update(getattr(option, "help", None) or "" for option in getattr(command, "params", ()))
        for below in getattr(command, "commands", {}).values():
            walk(below)

    walk(typer.main.get_command(app))
    return found - {""}


def titles() -> set[str]:
    """Return the names of all columns of tables."""
    found = {*COLUMNS, *STATEMENT, *(column.name for metric in METRICS for column in columns(metric))}
    found |= {*ledger_data.EXPORTED, *files.COLUMNS}
    found |= {name for name, _kind in (*legs.FILE_COLUMNS, *worklist.FILE_COLUMNS)}
    for file, tree in trees().items():
        for node in ast.walk(tree) if file.is_relative_to(ROOT / "cli") else ():
            if isinstance(node, ast.Call) and ast.unparse(node.func) in _COLUMNS and node.args:
                found.update(literals(node.args[0]))
    return found


def translated() -> dict[Text, str]:
    """Return the Chinese of all texts of the catalogues; one text has one translation."""
    found: dict[Text, str] = {}
    for name, catalogue in catalogues("zh").items():
        for one in catalogue:
            if not one.id:
                continue
            assert isinstance(one.id, str), f"{name}: a plural"
            assert isinstance(one.string, str), f"{name}: {one.id}"
            key = (one.context or "", one.id)
            assert found.get(key, one.string) == one.string, f"{name}: {one.id} has two translations"
            found[key] = one.string
    return found


def of_enum(table: type[Enum]) -> set[str]:
    return {str(one.value) for one in table}


WEAKNESSES = of_enum(Weakness)
COLUMN_CONTEXT = COLUMN
