"""Parts of the plan lab: cards of the figures, and the members who win or lose most."""

from fractions import Fraction
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.i18n.format import change, count, money, percent, short_money
from dashboard.shared import Trend, download_button, empty_state, grid, money_column, stat_card
from dashboard.shared.figures.ranks import rank_name
from dashboard.words import _
from graph.i18n import language_name
from graph.simulation import Change, Simulation
from graph.words.reasons import texts

CHANGES = "lab-changes"


def cards(simulation: Simulation) -> Component:
    """Return the figures of the plan that is tried, each with its change against the plans in force."""
    before, after, comparison = simulation.before, simulation.after, simulation.comparison
    currency, now = simulation.plan.currency, after.totals
    then = before.totals if before else None
    spread, was = after.concentration, before.concentration if before else None
    shown = [
        stat_card(
            _("Rewards"),
            short_money(now.paid, currency),
            trend=_relative(now.paid, then.paid) if then else None,
            title=money(now.paid, currency),
        ),
        stat_card(
            _("Payout ratio"),
            percent(now.payout),
            trend=_points(now.payout, then.payout) if then else None,
        ),
    ]
    if comparison:
        shown += [
            stat_card(
                _("Win or lose"),
                f"{count(comparison.more)} / {count(comparison.less)}",
                note=_("members would earn more, or less"),
            ),
            stat_card(
                _("Another rank"),
                f"{count(comparison.higher)} / {count(comparison.lower)}",
                note=_("members would hold a higher one, or a lower one"),
            ),
        ]
    shown += [
        stat_card(
            _("Top 1 %"),
            percent(spread.top_share),
            trend=_points(spread.top_share, was.top_share) if was else None,
            note=_("of all rewards go to {number} members").format(number=count(spread.top)),
        ),
        stat_card(
            _("Gini coefficient"),
            "–" if spread.gini is None else f"{float(spread.gini):.3f}",
            trend=_gini(spread.gini, was.gini) if was else None,
            note=_("{earners} of {members} members earn something").format(
                earners=count(spread.earners), members=count(spread.members)
            ),
        ),
    ]
    made: Component = dmc.SimpleGrid(shown, cols={"base": 1, "xs": 2, "md": 3})
    return made


def changes(simulation: Simulation) -> Component:
    """Return the members who lose and win most as a grid, with the kinds by which they do."""
    comparison = simulation.comparison
    if comparison is None or not (comparison.losers or comparison.winners):
        return empty_state(_("No member would earn otherwise."))
    rows = [_row(simulation, member) for member in (*comparison.losers, *reversed(comparison.winners))]
    text = {"filter": "agTextColumnFilter"}
    columns: list[dict[str, Any]] = [
        {"field": "member", "headerName": _("Member"), "minWidth": 100, **text},
        {"field": "name", "headerName": _("Name"), "minWidth": 100, **text},
        {"field": "rank", "headerName": _("Rank"), "minWidth": 100},
        money_column("change", _("Change"), minWidth=100),
        {"field": "why", "headerName": _("Why"), "minWidth": 180, "wrapText": True, "autoHeight": True},
        money_column("before", _("in force"), minWidth=100),
        money_column("after", _("tried"), minWidth=100),
    ]
    return html.Div(
        [
            grid(CHANGES, columns, height=420, rowData=rows),
            dmc.Group(download_button(CHANGES), justify="flex-end", mt="xs"),
        ]
    )


def _row(simulation: Simulation, member: Change) -> dict[str, Any]:
    names, plan = texts(language_name())["labels"], simulation.plan
    before = simulation.before.plan if simulation.before else plan
    ranks = dict.fromkeys((rank_name(before, member.rank_before), rank_name(plan, member.rank)))
    return {
        "member": member.member_id,
        "name": member.name,
        "rank": " → ".join(ranks),
        "why": ", ".join(
            f"{names[kind]} {short_money(after - was, plan.currency)}"
            for kind, (was, after) in member.kinds.items()
        ),
        "before": member.before,
        "after": member.after,
        "change": member.after - member.before,
    }


def _relative(now: int, then: int) -> Trend | None:
    if not then:
        return None
    moved = now / then - 1
    return Trend(moved, _("{change} against what is in force").format(change=change(moved)))


def _points(now: Fraction | None, then: Fraction | None) -> Trend | None:
    if now is None or then is None:
        return None
    moved = float(now - then)
    return Trend(moved, _("{points} points").format(points=f"{moved * 100:+.2f}"))


def _gini(now: Fraction | None, then: Fraction | None) -> Trend | None:
    if now is None or then is None:
        return None
    return Trend(float(now - then), f"{float(now - then):+.3f}")
