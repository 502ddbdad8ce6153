"""`upline statement`: the statements of the catalogue, to read and to run by hand (docs/commands.md)."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import NotFoundError, UserError
from graph.i18n.message import Joined

if TYPE_CHECKING:
    from graph.catalogue import Statement

_SUGGESTED = 3


def statement(
    name: Annotated[
        str, typer.Argument(help="Its name, such as nightly/rewards/post.", show_default=False)
    ] = "",
    *,
    listed: Annotated[bool, typer.Option("--list", help="List all names, each with its purpose.")] = False,
) -> None:
    """Print a statement of the catalogue whole, ready for Neo4j Browser. Nothing is run."""
    if listed == bool(name):
        raise UserError("give the name of one statement, such as nightly/rewards/post, or --list")
    from graph.catalogue import names  # noqa: PLC0415 - a help text must come at once
    from graph.catalogue import statement as named  # noqa: PLC0415

    if listed:
        for known in names():
            sys.stdout.write(f"{known}: {named(known).purpose}\n")
        return
    if name not in names():
        near = _near(name, names())
        raise NotFoundError(
            "there is no statement {name!r}: did you mean {near}?: `upline statement --list`"
            if near
            else "there is no statement {name!r}: `upline statement --list`",
            name=name,
            near=Joined(tuple(near), " or "),
        )
    sys.stdout.write(_whole(named(name)))


def _whole(statement: "Statement") -> str:
    """Return a text to paste: Neo4j Browser wants `:auto` before a statement that commits by itself."""
    header, code = [], statement.text.rstrip().splitlines()
    while code and code[0].startswith("//"):
        header.append(code.pop(0))
    stated = "\n".join(header)
    header += [
        f"// ${name}: {meaning}"
        for name, meaning in statement.parameters.items()
        if f"${name}: " not in stated
    ]
    auto = [":auto"] if statement.mode == "batched" else []
    return "\n".join([*auto, *header, *code, ""])


def _near(name: str, known: list[str]) -> list[str]:
    """Return which names may be meant: similar ones, or those whose last part is similar."""
    import difflib  # noqa: PLC0415

    near = difflib.get_close_matches(name, known)
    if not near:
        last_parts = [text.rpartition("/")[2] for text in known]
        lasts = difflib.get_close_matches(name.rpartition("/")[2], last_parts, 1)
        near = [text for text, last in zip(known, last_parts, strict=True) if last in lasts][:_SUGGESTED]
    return near
