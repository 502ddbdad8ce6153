"""`upline demo`: a sample company from nothing to a published run and its correction, told as it happens."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.options import load_settings
from cli.output import say
from graph.errors import UserError

if TYPE_CHECKING:
    from etl.reading import Delivery
    from etl.sample import SampleSummary
    from graph.database import Database

_FIRST, _LATER = 1, 2  # the runs that publish the two deliveries


def demo(
    *,
    members: Annotated[
        int | None,
        typer.Option(help="How many members the company has, such as 100000.", show_default="4000"),
    ] = None,
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="End when the runs are published and told; do not serve.")
    ] = False,
) -> None:
    """Start the database, make and load a sample company, calculate two nights, print what they found.

    Said again it goes on where it was; a database that holds another company is left alone.
    """
    from cli.demo.accounts import make_accounts  # noqa: PLC0415
    from cli.demo.story import tell_story  # noqa: PLC0415 - a help text must come at once
    from cli.serve import serve_here  # noqa: PLC0415
    from etl.reading import read_delivery  # noqa: PLC0415
    from etl.sample import MEMBERS, later_as_of, sample_as_of, write_sample, write_second_delivery  # noqa: PLC0415
    from graph.connection import connect  # noqa: PLC0415
    from graph.database import opened  # noqa: PLC0415

    settings = load_settings()
    size = MEMBERS if members is None else members
    say("Making the sample company ...")
    folder = settings.upline_home / "sample" / str(size)
    first, later = folder / "first", folder / "later"
    summary = write_sample(first, members=size)
    write_second_delivery(later, members=size)
    deliveries = [read_delivery(first), read_delivery(later)]
    _tell_sample(summary, first)
    with opened(connect(settings)) as database:
        _refuse_other_company(database, deliveries)
        for number, place, delivery, as_of in zip(
            (_FIRST, _LATER), (first, later), deliveries, (sample_as_of(), later_as_of()), strict=True
        ):
            _deliver(database, number, place, delivery, as_of)
        tell_story(database)
        make_accounts(database)
    if not no_serve:
        say("")
        serve_here(settings)


def _tell_sample(summary: "SampleSummary", folder: Path) -> None:
    rows = sum(summary.rows.values())
    say("{rows:,} rows in {tables} tables: {folder}", rows=rows, tables=len(summary.rows), folder=folder)
    for line in summary.lines:
        say("  {line}", line=line)
    say("  bad on purpose: {bad} mistakes, which the quarantine must hold", bad=len(summary.bad))


def _refuse_other_company(database: "Database", deliveries: "list[Delivery]") -> None:
    ids = [delivery.digest for delivery in deliveries]
    if database.read("load/delivery/others", ids=ids)[0]["others"]:
        raise UserError(
            "this database holds another company, and the demo would mix its sample into it: "
            "set UPLINE_HOME to an empty folder for the demo"
        )


def _deliver(database: "Database", number: int, folder: Path, delivery: "Delivery", as_of: str) -> None:
    """Load a delivery and publish its run, unless that was done before."""
    from cli.load import progress_bars, tell  # noqa: PLC0415 - a help text must come at once
    from cli.nightly import micros  # noqa: PLC0415
    from cli.nightly.progress import progress_bar  # noqa: PLC0415
    from cli.nightly.report import tell_people  # noqa: PLC0415
    from cli.recording import calculate_and_record, load_and_record, record_failures  # noqa: PLC0415
    from graph.audit import EventName  # noqa: PLC0415
    from graph.reads.runs import run_numbered  # noqa: PLC0415
    from graph.reads.totals import totals  # noqa: PLC0415

    state = database.read("run/state")[0]
    say("")
    if state["published"] >= number:
        say("Run {number} is published already.", number=number)
        return
    say("The first delivery:" if number == _FIRST else "The delivery of the day after, with a late order:")
    with record_failures(EventName.LOADED, folder=folder.absolute()), progress_bars() as progress:
        tell(load_and_record(database, folder, delivery, progress))
    say("")
    with record_failures(EventName.NIGHTLY), progress_bar() as progress:
        night = calculate_and_record(database, (), micros(as_of), progress)
    tell_people(night, run_numbered(database, night.run), totals(database, night.run))
