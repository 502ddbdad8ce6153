"""`upline plan`: checks a plan, and tells what it would have paid on the loaded history."""

from typing import Annotated

import typer

from cli.options import connected, load_settings
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
_LEFT = N_("nothing was written")


@app.command()
def check(plan: PlanArgument, *, as_json: JsonOption = False) -> None:
    """Check a plan, tell its rules in words, and try it on a toy company (without a database)."""
    from cli.plan.check_report import tell_machines, tell_people  # noqa: PLC0415 - a help text must come at once
    from graph.plan import load_plan  # noqa: PLC0415
    from graph.plan.trial import try_plan  # noqa: PLC0415

    checked = load_plan(plan)
    (tell_machines if as_json else tell_people)(checked, try_plan(checked))


@app.command()
def simulate(plan: PlanArgument, *, as_json: JsonOption = False) -> None:
    """Tell what a plan would have paid on the loaded history; nothing published changes."""
    from cli.nightly.progress import explain_interrupt, progress_bar  # noqa: PLC0415 - a help text must come at once
    from cli.plan.simulation_report import tell_machines, tell_people  # noqa: PLC0415
    from graph.fact_files import folder_at  # noqa: PLC0415
    from graph.plan import load_plan  # noqa: PLC0415
    from graph.simulation import simulate as run_simulation  # noqa: PLC0415

    checked = load_plan(plan)
    with explain_interrupt(_LEFT), connected() as database, progress_bar() as progress:
        simulation = run_simulation(database, checked, progress, folder_at(load_settings().facts_address))
    (tell_machines if as_json else tell_people)(simulation)
