"""`upline team`: a member's legs in a month, and who of the whole team to look after (docs/commands.md)."""

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Annotated

import typer

from cli.answers import about_run, answer, output_options
from cli.columns import rank_column, rank_titles
from cli.exporting import Column, Row
from cli.options import FormatOption, JsonOption, LimitOption, OutOption, RunOption, open_database, run_of
from graph.clock import from_micros
from graph.i18n import _, language_name
from graph.numbers import MOST
from graph.reads.views import View

if TYPE_CHECKING:
    from graph.database import Database
    from graph.reads.runs import Run
    from graph.reads.standings import Standing
    from graph.reads.team_views import ViewRow
    from graph.reads.tree import LegMonth
    from graph.words import Words


def team(
    member: Annotated[str, typer.Argument(metavar="ID", help="The member's id.")],
    *,
    view: Annotated[
        View | None,
        typer.Option(
            "--view",
            help="Of the whole team: whose group bought less than the month before, who bought then and not "
            "since, or who misses one thing for the next rank.",
            show_default=False,
        ),
    ] = None,
    month: Annotated[
        str,
        typer.Option(
            "--month",
            metavar="MONTH",
            help="The month that is looked at, such as 2026-01. Default: the last with orders that is over.",
        ),
    ] = "",
    form: FormatOption = None,
    out: OutOption = None,
    run: RunOption = None,
    limit: LimitOption = 40,
    as_json: JsonOption = False,
) -> None:
    """Show the legs of a member in a month, or who of its whole team falls behind, stopped or is near."""
    from graph.reads.standings import month_number, require_member  # noqa: PLC0415 - a help text must come at once
    from graph.reads.volumes import LegsBehind, usual_month, volume  # noqa: PLC0415

    output = output_options(form, out, limit, as_json=as_json)
    with open_database() as database:
        seen = run_of(database, run)
        require_member(database, seen, member)
        month = month or usual_month(volume(database, seen, member, LegsBehind(limit=0)).months, seen)
        number = month_number(month)
        about = about_run("team", seen, member=member, **({"view": view.value} if view else {})) | {
            "month": month
        }
        if view is None:
            answer(database, output, about, _leg_columns(seen), _legs(database, seen, member, number))
        else:
            rows = _view(database, seen, member, view, number)
            answer(database, output, about, _view_columns(seen), rows)


def _legs(database: "Database", run: "Run", member: str, month: int) -> Generator["LegMonth"]:
    from graph.reads.tree import LegsQuery, MonthSort, legs_from  # noqa: PLC0415

    query = LegsQuery(MonthSort.MONTH_CHANGE, descending=False, month=month)
    yield from legs_from(database, run, member, query, skip=0, limit=MOST)[0]


def _view(database: "Database", run: "Run", member: str, view: View, month: int) -> Generator["ViewRow"]:
    from graph.reads.team_views import team_view  # noqa: PLC0415

    yield from team_view(database, run, member, view, month, limit=MOST).rows


def _who(run: "Run", standing_of: Callable[[Row], "Standing"]) -> list[Column[Row]]:
    """Return the columns that say which member a row is of."""
    return [
        Column("member_id", lambda row: standing_of(row).member_id, weight=99),
        Column("name", lambda row: standing_of(row).name, weight=90),
        rank_column("rank", lambda row: standing_of(row).rank, rank_titles(run), weight=60),
    ]


def _leg_columns(run: "Run") -> list[Column["LegMonth"]]:
    return [
        *_who(run, lambda row: row.member.standing),
        Column("month_volume", lambda row: row.this_month, "money", weight=95, total=True),
        Column("month_before", lambda row: row.month_before, "money", weight=75, total=True),
        Column("change", lambda row: row.this_month - row.month_before, "money", weight=90, total=True),
        Column("active", lambda row: row.active, "number", weight=65),
        Column("team_size", lambda row: row.member.standing.team_size, "number", weight=55),
        Column("last_order", lambda row: _day(row.last_order, run), weight=80),
        Column("missing", lambda row: row.missing, "number", weight=50),
    ]


def _view_columns(run: "Run") -> list[Column["ViewRow"]]:
    from graph.words import spoken  # noqa: PLC0415 - a help text must come at once

    ranks = rank_titles(run)
    by_id = {rank.id: ranks[number] for number, rank in enumerate(run.plans[-1].ranks)}
    zone = run.plans[0].time_zone
    in_files, on_screen = spoken("english", {}, zone), spoken(language_name(), {}, zone, by_id)
    return [
        *_who(run, lambda row: row.member.standing),
        Column("month_volume", lambda row: row.this_month, "money", weight=80, total=True),
        Column("month_before", lambda row: row.month_before, "money", weight=75, total=True),
        Column("last_order", lambda row: _day(row.last_order, run), weight=70),
        Column(
            "task",
            lambda row: _task(row, in_files, "{task} (nearest: {who}: {what})"),
            weight=95,
            long=True,
            screen=lambda row: _task(row, on_screen, _("{task} (nearest: {who}: {what})")),
        ),
    ]


def _task(row: "ViewRow", words: "Words", with_tasks: str) -> str:
    """Return what to do; `with_tasks` is the template for who is nearest and what brings it there."""
    text = words.sentence(row.task)
    if row.nearest is None:
        return text
    who, what = row.nearest.name or row.nearest.member_id, words.sentences_of(row.nearest.tasks)
    return with_tasks.format(task=text, who=who, what=what) if what else f"{text}: {who}"


def _day(micros: int, run: "Run") -> str:
    return from_micros(micros, run.zone).date().isoformat() if micros else ""
