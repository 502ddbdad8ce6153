"""What `upline plan simulate` tells: a plan's figures beside the published ones, and who would feel it."""

from typing import TYPE_CHECKING

from cli.nightly.totals import change, figures_of, money, show_lines, show_table, totals_as_json
from cli.output import say, say_summary
from graph.clock import from_micros
from graph.i18n import _
from graph.money import to_decimal
from graph.printing import printable

if TYPE_CHECKING:
    from graph.simulation import Change, Simulation


def tell_people(found: "Simulation") -> None:
    """Print both side by side, and the members whose earnings would change most."""
    plan = found.plan
    say(
        "What the plan {plan} would have paid as of {as_of}, had it alone always been in force "
        "(money in {currency}).",
        plan=plan.name,
        as_of=_as_of(found),
        currency=plan.currency,
    )
    say("")
    if found.before is None or found.published is None:
        show_lines(figures_of([found.after], [plan]))
        say("")
        say("Nothing is published yet, so there is nothing to compare with.")
    else:
        columns = [
            _("run {run}").format(run=found.published.number),
            _("simulated"),
            _("change"),
        ]
        show_lines(figures_of([found.before, found.after], [found.published.plans[-1], plan]), columns)
        say("")
        if found.newer:
            say(
                "Facts loaded after run {number} count in the simulation only: run "
                "`upline nightly` first to compare plans alone.",
                number=found.published.number,
            )
    if found.changes:
        _changes(found)
    elif found.before is not None:
        say("No member would have earned otherwise.")
    say("Nothing of this is published; nothing was written.")


def tell_machines(found: "Simulation") -> None:
    """Print the same as one line of JSON; money as decimals in text."""
    run = found.published
    published = totals_as_json(found.before, run.plans[-1]) if found.before and run else None
    say_summary(
        {
            "command": "plan simulate",
            "plan": found.plan.name,
            "hash": found.plan.hash,
            "as_of": _as_of(found),
            "currency": found.plan.currency,
            "run": run.number if run else None,
            "published": published,
            "simulated": totals_as_json(found.after, found.plan),
            "newer_facts": found.newer,
            "members_with_more": found.more,
            "members_with_less": found.less,
            "members_with_another_rank": found.moved,
            "changes": [_change_as_json(found, one) for one in found.changes],
            "seconds": found.seconds,
        }
    )


def _as_of(found: "Simulation") -> str:
    return from_micros(found.as_of, found.plan.zone).isoformat()


def _changes(found: "Simulation") -> None:
    say(
        "{more:,} members would have earned more, {less:,} less; {moved:,} would hold "
        "another rank. The largest changes of earnings:",
        more=found.more,
        less=found.less,
        moved=found.moved,
    )
    say("")
    rows = [
        [
            printable(one.member_id),
            _rank(found, one),
            money(one.before),
            money(one.after),
            change(one.before, one.after),
        ]
        for one in found.changes
    ]
    headings = [_("member"), _("rank"), _("published"), _("simulated"), _("change")]
    show_table(headings, rows, words=2)
    say("")


def _rank(found: "Simulation", one: "Change") -> str:
    now = found.plan.ranks[one.rank].id
    before = _rank_before(found, one)
    return now if before in {None, now} else f"{before} > {now}"


def _rank_before(found: "Simulation", one: "Change") -> str | None:
    return found.published.plans[-1].ranks[one.rank_before].id if found.published else None


def _change_as_json(found: "Simulation", one: "Change") -> dict[str, object]:
    return {
        "member_id": one.member_id,
        "name": one.name or None,
        "published": to_decimal(one.before),
        "simulated": to_decimal(one.after),
        "rank_before": _rank_before(found, one),
        "rank": found.plan.ranks[one.rank].id,
    }
