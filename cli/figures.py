"""The published figures: `upline standings`, `ledger` and `pools` (docs/commands.md)."""

from typing import TYPE_CHECKING, Annotated

import typer

from cli.answers import about_run, answer, output_options
from cli.columns import LEDGER, POOLS, standings_columns
from cli.exporting import sort_rows
from cli.options import (
    DescendingOption,
    FormatOption,
    FromOption,
    JsonOption,
    KindOption,
    LimitOption,
    OutOption,
    RunOption,
    SortOption,
    ToOption,
    check_days,
    open_database,
    run_of,
)
from graph.errors import UserError

if TYPE_CHECKING:
    from graph.reads.runs import Run


def standings(
    *,
    form: FormatOption = None,
    out: OutOption = None,
    month: Annotated[
        str,
        typer.Option(
            "--month", metavar="MONTH", help="Volumes, earned and held of this month, such as 2026-01."
        ),
    ] = "",
    rank: Annotated[
        str, typer.Option("--rank", metavar="RANK", help="Only members of this rank: its number or id.")
    ] = "",
    member: Annotated[str, typer.Option("--member", metavar="ID", help="Only this member.")] = "",
    sort: SortOption = "",
    descending: DescendingOption = False,
    run: RunOption = None,
    limit: LimitOption = 40,
    as_json: JsonOption = False,
) -> None:
    """Show rank, place in the tree, volumes and earnings of each member."""
    from graph.reads import standings as reads  # noqa: PLC0415 - a help text must come at once

    output = output_options(form, out, limit, as_json=as_json)
    with open_database() as database:
        seen = run_of(database, run)
        if month and reads.month_number(month) > reads.month_number(seen.day[:7]):
            as_of = seen.as_of_time.isoformat()
            raise UserError("the month {month} has not begun as of {as_of}", month=month, as_of=as_of)
        only = _rank_number(seen, rank) if rank else reads.ALL_RANKS
        rows = reads.standings(database, seen, month=month, rank=only, member=member)
        about = about_run("standings", seen) | ({"month": month} if month else {})
        columns = standings_columns(seen)
        answer(database, output, about, columns, sort_rows(columns, rows, sort, descending=descending))


def ledger(
    *,
    form: FormatOption = None,
    out: OutOption = None,
    member: Annotated[str, typer.Option("--member", metavar="ID", help="Only what this member earned.")] = "",
    order: Annotated[str, typer.Option("--order", metavar="ID", help="Only what this order paid.")] = "",
    kind: KindOption = None,
    from_day: FromOption = None,
    to_day: ToOption = None,
    members_only: Annotated[
        bool, typer.Option("--members-only", help="Only what members earned: no breakage.")
    ] = False,
    sort: SortOption = "",
    descending: DescendingOption = False,
    run: RunOption = None,
    limit: LimitOption = 40,
    as_json: JsonOption = False,
) -> None:
    """Show every reward entry: who earned what by which order. No payee means breakage."""
    from graph.reads import ledger as reads  # noqa: PLC0415 - a help text must come at once

    output = output_options(form, out, limit, as_json=as_json)
    check_days(from_day, to_day)
    with open_database() as database:
        seen = run_of(database, run)
        rows = reads.ledger(
            database,
            seen,
            member=member,
            order=order,
            kind=kind or "",
            from_day=from_day,
            to_day=to_day,
        )
        if members_only:
            rows = (entry for entry in rows if entry.payee_id)
        answer(
            database,
            output,
            about_run("ledger", seen),
            LEDGER,
            sort_rows(LEDGER, rows, sort, descending=descending),
        )


def pools(
    *,
    form: FormatOption = None,
    out: OutOption = None,
    pool: Annotated[
        str, typer.Option("--pool", metavar="NAME", help="Only this pool, such as district.")
    ] = "",
    from_day: FromOption = None,
    to_day: ToOption = None,
    run: RunOption = None,
    limit: LimitOption = 40,
    as_json: JsonOption = False,
) -> None:
    """Show what each pool was fed and shared on each day."""
    from graph.reads import pools as reads  # noqa: PLC0415 - a help text must come at once

    output = output_options(form, out, limit, as_json=as_json)
    check_days(from_day, to_day)
    with open_database() as database:
        seen = run_of(database, run)
        rows = reads.pools(database, seen, pool=pool, from_day=from_day, to_day=to_day)
        answer(database, output, about_run("pools", seen), POOLS, rows)


def _rank_number(run: "Run", text: str) -> int:
    """Return the number of a rank that is called by its number, its id or its name.

    Raises:
        UserError: when the plan of the run has no such rank.
    """
    ids = run.plans[-1].rank_ids
    for number, rank in enumerate(run.plans[-1].ranks):
        if text and text in {str(number), rank.id, rank.name}:
            return number
    raise UserError("there is no rank {rank!r}: choose one of {ranks}", rank=text, ranks=", ".join(ids))
