"""`upline plan`: checks a plan, and tells what it would have paid on the loaded history."""

from typing import Annotated

import typer

from cli.exporting import Format, format_of, write
from cli.options import (
    FormatOption,
    FromOption,
    OutOption,
    ToOption,
    check_days,
    load_settings,
    open_database,
)
from graph.i18n import N_

app = typer.Typer(
    name="plan",
    help="Reward plans: check one, or simulate it on the loaded history (docs/plans.md).",
    no_args_is_help=True,
)
PlanArgument = Annotated[
    str,
    typer.Argument(metavar="PLAN", help="A plan's file, or the name of one in plans/.", show_default=False),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one machine-readable summary (JSON).")]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="FIELD=VALUE",
        help="Change a field of the plan, such as rewards.override.amount=80; as often as you like.",
        show_default=False,
    ),
]
_LEFT = N_("nothing was written")


@app.command()
def check(
    plan: PlanArgument,
    *,
    changes: SetOption = None,
    most: Annotated[
        str | None,
        typer.Option(
            "--ceiling",
            metavar="RATE",
            help="The most of its revenue that a company may pay out, such as 50%. Default: what the plan "
            "pays of a list price at most.",
            show_default=False,
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Check a plan, tell its rules in words, and try it on a toy company and on generated ones.

    Without a database. Exit code 1 when a generated company pays out more than the ceiling at list prices.
    """
    from cli.plan.check_json import tell_machines  # noqa: PLC0415 - a help text must come at once
    from cli.plan.check_report import tell_people  # noqa: PLC0415
    from graph.kinds.values import read_rate  # noqa: PLC0415
    from graph.plan import change_plan, load_plan  # noqa: PLC0415
    from graph.plan.proof import prove  # noqa: PLC0415
    from graph.plan.shelf import ceiling  # noqa: PLC0415
    from graph.plan.trial import try_plan  # noqa: PLC0415

    checked = change_plan(load_plan(plan), changes or [])
    proof = prove(checked, read_rate(most) if most else ceiling(checked))
    (tell_machines if as_json else tell_people)(checked, try_plan(checked), proof)
    if proof.plain.excess:
        raise typer.Exit(1)


@app.command()
def simulate(
    plan: PlanArgument,
    *,
    against: Annotated[
        str | None,
        typer.Option(
            metavar="PLAN", help="Compare with this plan. Default: the plans in force.", show_default=False
        ),
    ] = None,
    changes: SetOption = None,
    from_day: FromOption = None,
    to_day: ToOption = None,
    form: FormatOption = None,
    out: OutOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell what a plan would have paid on the loaded history; nothing published changes."""
    from cli.nightly.progress import explain_interrupt, progress_bar  # noqa: PLC0415 - a help text must come at once
    from cli.plan.simulation_json import tell_machines  # noqa: PLC0415
    from cli.plan.simulation_report import tell_people  # noqa: PLC0415
    from cli.plan.simulation_rows import COLUMNS, rows_of  # noqa: PLC0415
    from graph.fact_files import folder_at  # noqa: PLC0415
    from graph.plan import change_plan, load_plan  # noqa: PLC0415
    from graph.simulation import Days  # noqa: PLC0415
    from graph.simulation import simulate as run_simulation  # noqa: PLC0415

    check_days(from_day, to_day)
    output = format_of(form, out)
    tried = change_plan(load_plan(plan), changes or [])
    base = load_plan(against) if against else None
    with explain_interrupt(_LEFT), open_database() as database, progress_bar() as progress:
        simulation = run_simulation(
            database,
            tried,
            folder_at(load_settings().facts_address),
            against=base,
            days=Days(from_day, to_day),
            progress=progress,
        )
    if output is not Format.TABLE:
        write(output, out, COLUMNS, rows_of(simulation))
    elif as_json:
        tell_machines(simulation)
    else:
        tell_people(simulation)
