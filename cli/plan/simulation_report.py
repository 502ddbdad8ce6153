"""What `upline plan simulate` tells: a plan's figures beside the published ones, and who would feel it."""

from typing import TYPE_CHECKING

from cli.nightly.totals import change, figures_of, show_lines, show_table, totals_as_json
from cli.output import money, say, say_summary
from graph.clock import from_micros
from graph.i18n import _
from graph.money import to_decimal
from graph.printing import printable

if TYPE_CHECKING:
    from graph.simulation import Change, Simulation


def tell_people(simulation: "Simulation") -> None:
    """Print both side by side, and the members whose earnings would change most."""
    plan = simulation.plan
    say(
        "What the plan {plan} would have paid as of {as_of}, had it alone always been in force "
        "(money in {currency}).",
        plan=plan.name,
        as_of=_as_of(simulation),
        currency=plan.currency,
    )
    say("")
    if simulation.before is None or simulation.published is None:
        show_lines(figures_of([simulation.after], [plan]))
        say("")
        say("Nothing is published yet, so there is nothing to compare with.")
    else:
        columns = [
            _("run {run}").format(run=simulation.published.number),
            _("simulated"),
            _("change"),
        ]
        show_lines(
            figures_of([simulation.before, simulation.after], [simulation.published.plans[-1], plan]), columns
        )
        say("")
        if simulation.newer:
            say(
                "Facts loaded after run {number} count in the simulation only: run "
                "`upline nightly` first to compare plans alone.",
                number=simulation.published.number,
            )
    if simulation.changes:
        _changes(simulation)
    elif simulation.before is not None:
        say("No member would have earned otherwise.")
    say("Nothing of this is published; nothing was written.")


def tell_machines(simulation: "Simulation") -> None:
    """Print the same as one line of JSON; money as decimals in text."""
    run = simulation.published
    published = totals_as_json(simulation.before, run.plans[-1]) if simulation.before and run else None
    say_summary(
        {
            "command": "plan simulate",
            "plan": simulation.plan.name,
            "hash": simulation.plan.hash,
            "as_of": _as_of(simulation),
            "currency": simulation.plan.currency,
            "run": run.number if run else None,
            "published": published,
            "simulated": totals_as_json(simulation.after, simulation.plan),
            "newer_facts": simulation.newer,
            "members_with_more": simulation.more,
            "members_with_less": simulation.less,
            "members_with_another_rank": simulation.moved,
            "changes": [_change_as_json(simulation, difference) for difference in simulation.changes],
            "seconds": simulation.seconds,
        }
    )


def _as_of(simulation: "Simulation") -> str:
    return from_micros(simulation.as_of, simulation.plan.zone).isoformat()


def _changes(simulation: "Simulation") -> None:
    say(
        "{more:,} members would have earned more, {less:,} less; {moved:,} would hold "
        "another rank. The largest changes of earnings:",
        more=simulation.more,
        less=simulation.less,
        moved=simulation.moved,
    )
    say("")
    rows = [
        [
            printable(difference.member_id),
            _rank(simulation, difference),
            money(difference.before),
            money(difference.after),
            change(difference.before, difference.after),
        ]
        for difference in simulation.changes
    ]
    headings = [_("member"), _("rank"), _("published"), _("simulated"), _("change")]
    show_table(headings, rows, words=2)
    say("")


def _rank(simulation: "Simulation", difference: "Change") -> str:
    now = simulation.plan.ranks[difference.rank].id
    before = _rank_before(simulation, difference)
    return now if before in {None, now} else f"{before} > {now}"


def _rank_before(simulation: "Simulation", difference: "Change") -> str | None:
    return simulation.published.plans[-1].ranks[difference.rank_before].id if simulation.published else None


def _change_as_json(simulation: "Simulation", difference: "Change") -> dict[str, object]:
    return {
        "member_id": difference.member_id,
        "name": difference.name or None,
        "published": to_decimal(difference.before),
        "simulated": to_decimal(difference.after),
        "rank_before": _rank_before(simulation, difference),
        "rank": simulation.plan.ranks[difference.rank].id,
    }
