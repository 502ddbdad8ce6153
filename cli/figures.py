"""The published figures: `upline standings`, `ledger` and `pools` (docs/commands.md)."""

from typing import TYPE_CHECKING, Annotated

import typer

from cli.answers import answer, output_options
from cli.columns import LEDGER, POOLS, standings_columns
from cli.options import (
    FormatOption,
    FromOption,
    JsonOption,
    KindOption,
    LimitOption,
    OutOption,
    RunOption,
    ToOption,
    check_days,
    connected,
    run_of,
)
from graph.numbers import MOST

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
        int | None, typer.Option(min=0, max=MOST, help="Only members of this rank, 0 to 5.")
    ] = None,
    member: Annotated[str, typer.Option("--member", metavar="ID", help="Only this member.")] = "",
    run: RunOption = None,
    limit: LimitOption = 40,
    as_json: JsonOption = False,
) -> None:
    """Show rank, place in the tree, volumes and earnings of each member."""
    from graph.reads import standings as reads  # noqa: PLC0415 - a help text must come at once

    output = output_options(form, out, limit, as_json=as_json)
    with connected() as database:
        seen = run_of(database, run)
        only = reads.ALL_RANKS if rank is None else rank
        rows = reads.standings(database, seen, month=month, rank=only, member=member)
        about = _about("standings", seen) | ({"month": month} if month else {})
        answer(database, output, about, standings_columns(seen), rows)


def ledger(
    *,
    form: FormatOption = None,
    out: OutOption = None,
    member: Annotated[str, typer.Option("--member", metavar="ID", help="Only what this member earned.")] = "",
    order: Annotated[str, typer.Option("--order", metavar="ID", help="Only what this order paid.")] = "",
    kind: KindOption = None,
    from_day: FromOption = None,
    to_day: ToOption = None,
    run: RunOption = None,
    limit: LimitOption = 40,
    as_json: JsonOption = False,
) -> None:
    """Show every reward entry: who earned what by which order. No payee means breakage."""
    from graph.reads import ledger as reads  # noqa: PLC0415 - a help text must come at once

    output = output_options(form, out, limit, as_json=as_json)
    check_days(from_day, to_day)
    with connected() as database:
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
        answer(database, output, _about("ledger", seen), LEDGER, rows)


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
    with connected() as database:
        seen = run_of(database, run)
        rows = reads.pools(database, seen, pool=pool, from_day=from_day, to_day=to_day)
        answer(database, output, _about("pools", seen), POOLS, rows)


def _about(command: str, run: "Run") -> dict[str, object]:
    return {"command": command, "run": run.number, "as_of": run.as_of_time.isoformat()}
