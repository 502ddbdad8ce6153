"""Whether it looks like a pyramid: `upline compliance` (docs/compliance.md)."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from cli.answers import about_run, answer, output_options
from cli.exporting import Cell, Column, Format
from cli.options import FormatOption, JsonOption, LimitOption, OutOption, RunOption, open_database, run_of
from cli.output import say

if TYPE_CHECKING:
    from graph.compliance.tables import Fields

ListName = Literal["flags", "trend", "roots", "over_cap", "rings", "never_again", "beyond_goods"]
_FIGURE = "value threshold distance crossed over under root_id"
_OF: dict[ListName, str] = {
    "flags": f"flag test {_FIGURE} law",
    "trend": f"month flag {_FIGURE}",
    "roots": "member_id name people levels crossed",
    "over_cap": "member_id name earned sold ratio retail_sold retail_earned",
    "rings": "member_id name accounts channel joined_at paid earned account_ids",
    "never_again": "member_id name recruits earned",
    "beyond_goods": "member_id name earned goods",
}
"""The columns of each list."""


def compliance(
    what: Annotated[
        ListName,
        typer.Argument(
            metavar="[LIST]",
            help="flags: the tests; trend: by month; or a list of members: roots, over_cap, rings, "
            "never_again, beyond_goods.",
        ),
    ] = "flags",
    *,
    form: FormatOption = None,
    out: OutOption = None,
    run: RunOption = None,
    limit: LimitOption = 40,
    as_json: JsonOption = False,
) -> None:
    """Show how near the company is to what the law calls a pyramid, and the members behind it."""
    from graph.compliance import compliance as read  # noqa: PLC0415 - a help text must come at once
    from graph.compliance.flags import NO_ADVICE, sentence  # noqa: PLC0415
    from graph.compliance.tables import flag_rows, list_rows, trend_rows  # noqa: PLC0415

    output = output_options(form, out, limit, as_json=as_json)
    with open_database() as database:
        seen = run_of(database, run)
        panel = read(database, seen)
        match what:
            case "flags":
                rows = flag_rows(panel)
            case "trend":
                rows = trend_rows(panel)
            case _:
                rows = list_rows(panel, what)
        about = about_run("compliance", seen, list=what)
        about |= {"unfinished": panel.unfinished, "note": sentence(NO_ADVICE)}
        answer(database, output, about, columns(what), (row for row in rows))
        if output.form is Format.TABLE and not as_json:
            say("{line}", line=sentence(NO_ADVICE))


def columns(what: ListName) -> "list[Column[Fields]]":
    """Return the columns of a list, in the order of its exports."""
    known: dict[str, Column[Fields]] = {
        column.name: column
        for column in (
            Column("month", _cell("month"), weight=100),
            Column("flag", _cell("flag"), weight=95 if what == "trend" else 20),
            Column("test", _cell("name"), weight=100),
            Column("value", _cell("value"), "number", weight=99),
            Column("threshold", _cell("threshold"), "number", weight=98),
            Column("distance", _cell("distance"), "number", weight=97),
            Column("crossed", _cell("crossed"), weight=96),
            Column("over", _cell("over"), "number", weight=40),
            Column("under", _cell("under"), "number", weight=40),
            Column("root_id", _cell("root_id"), weight=50),
            Column("law", _cell("law"), long=True, weight=30),
            Column("member_id", _cell("member_id"), weight=90),
            Column("name", _cell("name"), weight=60),
            Column("people", _cell("people"), "number", weight=80),
            Column("levels", _cell("levels"), "number", weight=80),
            Column("earned", _cell("earned"), "money", weight=70),
            Column("sold", _cell("sold"), "money", weight=69),
            Column("ratio", _cell("ratio"), "number", weight=68),
            Column("retail_sold", _cell("retail_sold"), "money", weight=40),
            Column("retail_earned", _cell("retail_earned"), "money", weight=40),
            Column("accounts", _cell("accounts"), "number", weight=80),
            Column("channel", _cell("channel"), weight=67),
            Column("joined_at", _cell("joined_at"), weight=66),
            Column("paid", _cell("paid"), "money", weight=65),
            Column("account_ids", _cell("account_ids"), long=True, weight=30),
            Column("recruits", _cell("recruits"), "number", weight=80),
            Column("goods", _cell("goods"), "money", weight=69),
        )
    }
    return [known[name] for name in _OF[what].split()]


def _cell(name: str) -> "Callable[[Fields], Cell]":
    def cell(row: "Fields") -> Cell:
        value: Any = row[name]
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, Decimal):
            return f"{value:f}"
        if isinstance(value, list):
            return " ".join(value)
        return "" if value is None else value

    return cell
