"""Two runs compared: whose rank and pay differ, and by which facts."""

from collections.abc import Iterable
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.context import Context
from dashboard.i18n.format import count, moment, money
from dashboard.shared import download_button, empty_state, grid, member_column, money_column, section
from dashboard.shared.figures.ranks import rank_name
from dashboard.words import N_, _, language
from graph.comparison import Causes, Changed, Comparison, changed_members, compare, two_runs
from graph.explain.visibility import visible_reasons
from graph.numbers import MOST, whole_number
from graph.words import Words, spoken
from graph.words.reasons import Reason

MOST_MEMBERS = 100
"""How many members are listed; all of them are in `upline diff`."""
_FACTS = {
    "members": N_("{number} members"),
    "orders": N_("{number} orders"),
    "changed_orders": N_("{number} orders that were revised or came back"),
    "withdrawn": N_("{number} orders withdrawn"),
    "refunds": N_("{number} refunds"),
    "corrections": N_("{number} corrections of sponsors"),
    "opening_standings": N_("{number} opening standings"),
    "adjustments": N_("{number} adjustments of pay"),
}


def compared(context: Context, first: str, second: str) -> Component:
    """Return what differs between two runs by their numbers, as far as the account may see.

    Raises:
        UserError: a number is none, both are one run, or a run is not there or kept no longer.
    """
    older, newer = two_runs(context.database, _number(context, first), _number(context, second))
    whole = context.viewer.sees_all
    comparison = compare(context.database, older, newer, team=context.team, facts=whole)
    context.note_list("runs", f"since={older.number} run={newer.number}")
    title = _("Run {newer} compared with run {older}").format(newer=newer.number, older=older.number)
    note = _("As of {then}, and as of {now}.").format(
        then=moment(older.as_of_time), now=moment(newer.as_of_time)
    )
    if not comparison.members:
        return section(
            title, [_facts(context, comparison), empty_state(_("Nobody's rank or pay differs."))], note
        )
    records = rows(context, comparison)
    shown = ""
    if comparison.members > len(records):
        shown = _("The first {number}; all of them: upline diff").format(number=count(len(records)))
    below: Component = dmc.Group(
        [html.P(shown, className="words"), download_button("runs-compared")], justify="space-between"
    )
    listed = grid("runs-compared", _columns(), height=360, rowData=records)
    return section(title, [_facts(context, comparison), _sums(comparison), listed, below], note)


def rows(context: Context, comparison: Comparison) -> list[dict[str, Any]]:
    """Return the rows of the grid: the members with the largest differences, and why."""
    causes = Causes(context.database, comparison.older, comparison.newer)
    words = spoken("chinese" if language() == "zh" else "english", {}, comparison.newer.plans[0].time_zone)
    changed = changed_members(
        context.database, comparison.older, comparison.newer, team=context.team, limit=MOST_MEMBERS
    )
    return [_row(context, comparison, one, causes.of_member(one), words) for one in changed]


def _row(
    context: Context, comparison: Comparison, changed: Changed, reasons: Iterable[Reason], words: Words
) -> dict[str, Any]:
    plan = comparison.newer.plans[-1]
    visible = visible_reasons(context.database, comparison.newer, context.viewer, reasons)
    return {
        "member": changed.member_id,
        "name": changed.name,
        "before": rank_name(plan, changed.rank_before),
        "after": rank_name(plan, changed.rank_after),
        "earned_before": changed.earned_before,
        "earned_after": changed.earned_after,
        "difference": changed.difference,
        "because": words.sentences_of(visible),
    }


def _columns() -> list[dict[str, Any]]:
    return [
        member_column("member", _("Member"), maxWidth=150),
        {"field": "name", "headerName": _("Member name"), "maxWidth": 150},
        {"field": "before", "headerName": _("Rank before"), "maxWidth": 150},
        {"field": "after", "headerName": _("Rank after"), "maxWidth": 150},
        money_column("earned_before", _("Earned before"), maxWidth=150),
        money_column("earned_after", _("Earned after"), maxWidth=150),
        money_column("difference", _("Difference"), maxWidth=150),
        {
            "field": "because",
            "headerName": _("Because"),
            "wrapText": True,
            "autoHeight": True,
            "minWidth": 320,
        },
    ]


def _facts(context: Context, comparison: Comparison) -> Component:
    """Return which facts only the later run counts: of the whole company, for those who see it."""
    said = [_(_FACTS[kind]).format(number=count(number)) for kind, number in comparison.facts.items()]
    if not context.viewer.sees_all:
        said = []
    elif not said:
        said = [_("no other facts")]
    words = [_("Only the later one counts: {facts}.").format(facts=_(", ").join(said))] if said else []
    if comparison.plans:
        words.append(_("Their plans are not the same."))
    return html.P(" ".join(words), className="words")


def _sums(comparison: Comparison) -> Component:
    currency = comparison.newer.plans[-1].currency
    text = _("Rank: {risen} rose, {fallen} fell. Pay: {paid_more} rose by {more}, {paid_less} by {less}.")
    return html.P(
        text.format(
            risen=count(comparison.risen),
            fallen=count(comparison.fallen),
            paid_more=count(comparison.paid_more),
            more=money(comparison.more, currency),
            paid_less=count(comparison.paid_less),
            less=money(comparison.less, currency),
        ),
        className="words",
    )


def _number(context: Context, text: str) -> int:
    """Return the number of a run of an address; the newest for ""; 0, which no run has, for what is none."""
    if not text:
        return context.run.number
    return whole_number(text, range(1, MOST)) or 0
