"""The rates: `upline metrics METRIC` (docs/metrics.md)."""

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from cli.answers import about_run, answer, output_options
from cli.exporting import Cell, Column, Format
from cli.options import (
    FormatOption,
    FromOption,
    JsonOption,
    LimitOption,
    OutOption,
    RunOption,
    ToOption,
    check_days,
    open_database,
    run_of,
)
from cli.output import say

if TYPE_CHECKING:
    from graph.metrics import Column as MetricColumn
    from graph.metrics import Figures

MetricName = Literal[
    "conversion",
    "registration",
    "repurchase",
    "cohort-repurchase",
    "retention",
    "cac",
    "buyer-seller",
    "funnel",
    "attribution",
    "k-factor",
    "payout",
]


_SHARES_OF: Final = {"payout": frozenset({"ratio"})}
"""Columns of metrics that are shares without being called rates."""


def metrics(
    metric: Annotated[MetricName, typer.Argument(help="Which rate.", show_default=False)],
    *,
    form: FormatOption = None,
    out: OutOption = None,
    from_day: FromOption = None,
    to_day: ToOption = None,
    channel: Annotated[str, typer.Option("--channel", metavar="NAME", help="Only this channel.")] = "",
    team: Annotated[
        str, typer.Option("--team", metavar="MEMBER", help="Only this member and everybody below it.")
    ] = "",
    run: RunOption = None,
    limit: LimitOption = 40,
    as_json: JsonOption = False,
) -> None:
    """Show a rate such as conversion, repurchase or payout, of the company or of a team."""
    from graph import metrics as reads  # noqa: PLC0415 - a help text must come at once

    output = output_options(form, out, limit, as_json=as_json)
    check_days(from_day, to_day)
    with open_database() as database:
        seen = run_of(database, run)
        rows = reads.metric(
            database, seen, metric, from_day=from_day, to_day=to_day, channel=channel, team=team
        )
        about = about_run("metrics", seen, metric=metric)
        about |= {"unfinished": reads.unfinished(seen, metric, to_day)}
        columns = metric_columns(reads.columns(metric), shares=_SHARES_OF.get(metric, frozenset()))
        answer(database, output, about, columns, (row for row in rows))
        if about["unfinished"] and output.form is Format.TABLE and not as_json:
            say(
                "The month {month} is not over yet: its figures will still change.", month=about["unfinished"]
            )


def metric_columns(
    columns: "tuple[MetricColumn, ...]", shares: frozenset[str] = frozenset()
) -> "list[Column[Figures]]":
    """Return the columns of a metric as exports take them: an empty cell where a denominator is 0.

    Tables show rates, and what else is among `shares`, in percent.
    """
    kinds: dict[str, Literal["text", "number", "money"]] = {"text": "text", "money": "money"}
    return [
        Column(
            one.name,
            _cell_of(one.name),
            kinds.get(one.kind, "number"),
            weight=99 - place,
            screen=_percent_of(one.name) if one.name.endswith("rate") or one.name in shares else None,
        )
        for place, one in enumerate(columns)
    ]


def _cell_of(name: str) -> "Callable[[Figures], Cell]":
    def cell(row: "Figures") -> Cell:
        found = row[name]
        if isinstance(found, (str, int)):
            return found
        return "" if found is None else f"{found:f}"

    return cell


def _percent_of(name: str) -> "Callable[[Figures], str]":
    from graph.words.rates import percent  # noqa: PLC0415 - a help text must come at once

    def cell(row: "Figures") -> str:
        value = row[name]
        return "" if value is None else percent(Fraction(value))

    return cell
