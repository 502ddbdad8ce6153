"""What `upline plan simulate` tells: a plan's figures beside others, by month and rank, and who feels it."""

from fractions import Fraction
from typing import TYPE_CHECKING

from cli.nightly.totals import change, figures_of, show_lines, show_table
from cli.output import money, say
from graph.i18n import _, language_name
from graph.printing import printable
from graph.words.rates import percent
from graph.words.reasons import texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.simulation import Change, Comparison, Concentration, Figures, MonthFigures, Simulation


def tell_people(simulation: "Simulation") -> None:
    """Print both side by side: all figures, months, concentration, ranks, and the largest changes."""
    plan = simulation.plan
    say(
        "What the plan {plan} would have paid as of {as_of}, had it alone always been in force "
        "(money in {currency}).",
        plan=plan.name,
        as_of=simulation.as_of_time.isoformat(),
        currency=plan.currency,
    )
    _days(simulation)
    say("")
    before, after = simulation.before, simulation.after
    if before is None:
        show_lines(figures_of([after.totals], [plan]))
        _months([after])
        _concentration([after])
        say("")
        say("Nothing is published yet, so there is nothing to compare with.")
    else:
        columns = [_base(simulation), _("simulated"), _("change")]
        show_lines(figures_of([before.totals, after.totals], [before.plan, plan]), columns)
        if simulation.newer and simulation.run:
            say("")
            say(
                "Facts loaded after run {number} count on both sides, so what was published differs.",
                number=simulation.run.number,
            )
        _months([before, after])
        _concentration([before, after])
    if simulation.comparison and before:
        _compare(simulation.comparison, before, after)
    say("")
    say("Nothing of this is published; nothing was written.")


def _base(simulation: "Simulation") -> str:
    """Return the heading of what is compared with: the name of a plan, or those in force."""
    before = simulation.before
    in_force = simulation.run is not None and before is not None and before.plans == simulation.run.plans
    return _("in force") if in_force or before is None else before.plan.name


def _days(simulation: "Simulation") -> None:
    days = simulation.days
    if days.from_day and days.to_day:
        say(
            "Orders and entries from {from_day} on, before {to_day}.",
            from_day=days.from_day,
            to_day=days.to_day,
        )
    elif days.from_day:
        say("Orders and entries from {from_day} on.", from_day=days.from_day)
    elif days.to_day:
        say("Orders and entries before {to_day}.", to_day=days.to_day)


def _months(sides: "Sequence[Figures]") -> None:
    """Print revenue, rewards and payout ratio by month."""
    by_month: list[dict[str, MonthFigures]] = [{one.month: one for one in side.months} for side in sides]
    rows = []
    for month in sorted({*by_month[0], *by_month[-1]}):
        both = [side.get(month) for side in by_month]
        revenue = next(one.revenue for one in both if one)
        rewards = [money(one.paid) if one else "" for one in both]
        rows.append(
            [month, money(revenue), *rewards, *(_percent(one.payout if one else None) for one in both)]
        )
    say("")
    headings = [_("month"), _("Revenue")]
    if len(sides) == 1:
        headings += [_("Rewards"), _("payout ratio")]
    else:
        now, simulated = _("now"), _("simulated")
        headings += [
            f"{what}\n{side}" for what in (_("Rewards"), _("payout ratio")) for side in (now, simulated)
        ]
    show_table(headings, rows)


def _concentration(sides: "Sequence[Figures]") -> None:
    spread: list[Concentration] = [side.concentration for side in sides]
    after = spread[-1]
    say("")
    say(
        "Of {members:,} members {earners} earn something; the top 1 % ({top:,}) get {share} of all rewards; "
        "Gini coefficient {gini}.",
        members=after.members,
        earners=_arrow(*(f"{one.earners:,}" for one in spread)),
        top=after.top,
        share=_arrow(*(_percent(one.top_share) for one in spread)),
        gini=_arrow(*("-" if one.gini is None else f"{float(one.gini):.3f}" for one in spread)),
    )


def _arrow(*figures: str) -> str:
    return " > ".join(dict.fromkeys(figures))


def _percent(value: Fraction | None) -> str:
    return "-" if value is None else percent(value)


def _compare(comparison: "Comparison", before: "Figures", after: "Figures") -> None:
    say("")
    if not comparison.more and not comparison.less and not comparison.moved:
        say("No member would have earned otherwise.")
        return
    say(
        "{more:,} members would have earned more, {less:,} less; {higher:,} would hold a higher rank, "
        "{lower:,} a lower one. By the rank held now:",
        more=comparison.more,
        less=comparison.less,
        higher=comparison.higher,
        lower=comparison.lower,
    )
    say("")
    rows = [
        [
            before.plan.rank_ids[group.rank],
            f"{group.members:,}",
            f"{group.more:,}",
            money(group.gained),
            f"{group.less:,}",
            money(group.lost),
            change(group.before, group.after),
        ]
        for group in comparison.ranks
    ]
    headings = [_("rank"), _("members"), _("more"), _("by"), _("less"), _("by"), _("change")]
    show_table(headings, rows)
    if comparison.losers:
        say("")
        say("Who loses most, and by which kinds:")
        _changes(comparison.losers, before, after)
    if comparison.winners:
        say("")
        say("Who wins most, and by which kinds:")
        _changes(comparison.winners, before, after)


def _changes(changes: "Sequence[Change]", before: "Figures", after: "Figures") -> None:
    say("")
    names = texts(language_name())["kinds"]
    rows = [
        [
            printable(one.member_id),
            _ranks(one, before, after),
            ", ".join(f"{names[kind]} {change(*pair)}" for kind, pair in one.kinds.items()),
            money(one.before),
            money(one.after),
            change(one.before, one.after),
        ]
        for one in changes
    ]
    headings = [_("member"), _("rank"), _("why"), _("now"), _("simulated"), _("change")]
    show_table(headings, rows, words=3)


def _ranks(change: "Change", before: "Figures", after: "Figures") -> str:
    return _arrow(before.plan.rank_ids[change.rank_before], after.plan.rank_ids[change.rank])
