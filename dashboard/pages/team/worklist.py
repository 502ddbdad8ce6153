"""Saved views over the whole team: who falls behind, who stopped, who is one step away, and what to do."""

from collections.abc import Mapping
from urllib.parse import urlencode

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component
from fastapi.responses import StreamingResponse

from dashboard.context import Context
from dashboard.downloads import Cells, Form, rows_as_file
from dashboard.i18n.format import NONE, change, count, day, money
from dashboard.i18n.format import month as month_words
from dashboard.shared import data, empty_state, file_links, rank_badge
from dashboard.shared.addresses import member_address
from dashboard.shared.explanations import words_for
from dashboard.words import N_, _
from graph.clock import from_micros
from graph.months import month_name
from graph.plan.model import Plan
from graph.reads.team_views import TeamView, ViewRow, team_view
from graph.reads.views import View
from graph.words import Words, english
from graph.workbook import Kind

CSV = "/dashboard/downloads/team-view.csv"
SHOWN = 50
"""How many members of a view the page lists; the file has all."""
_MOST = 1_000_000
_NUMBERS = {2, 3}
"""The places of the columns with amounts."""
LEGS = "legs"
NAMES = {
    LEGS: N_("Legs"),
    View.BEHIND.value: N_("Falling behind"),
    View.STOPPED.value: N_("Stopped ordering"),
    View.NEAR.value: N_("One step away"),
}
"""The choices of the list: direct recruits, or a view over the whole team."""


def choice(chosen: str) -> Component:
    """Return the control that chooses legs or a view."""
    control: Component = dmc.SegmentedControl(
        id="team-list",
        value=chosen if chosen in NAMES else LEGS,
        data=[{"value": name, "label": _(words)} for name, words in NAMES.items()],
        className="team-list",
    )
    return control


def view_named(text: object) -> View | None:
    """Return the view that an address asks for; None for the legs."""
    return next((one for one in View if one.value == text), None)


def shown_with_legs(text: object) -> dict[str, str | int]:
    """Return the style of the grid of legs, which is there while no view is chosen.

    It keeps its width: a grid that is not laid out at all never comes to rest.
    """
    return {"height": 0, "overflow": "hidden", "visibility": "hidden"} if view_named(text) else {}


def report(context: Context, member_id: str, view: View, month: int, names: Mapping[str, str]) -> Component:
    """Return a view of a member's team in a month: its sum in a sentence, and its first members."""
    plan = context.run.plans[-1]
    seen = team_view(context.database, context.run, member_id, view, month, limit=SHOWN)
    if not seen.total:
        return empty_state(_nobody(view, month))
    words = words_for({}, plan, names)
    head = [_("Member"), _("Rank"), month_words(month), _("Month before"), _("Last order"), _("What to do")]
    body = [_row(row, context, words, head) for row in seen.rows]
    table = html.Table(
        [html.Thead(html.Tr([_title(title, place) for place, title in enumerate(head)])), html.Tbody(body)],
        className="plain cards",
    )
    about = {"member": member_id, "view": view.value, "month": month_name(month), "run": context.run.number}
    address_of_file = f"{CSV}?{urlencode(about)}"
    files = file_links("team-view", address_of_file, _("Download all as CSV"), _("Download all as Excel"))
    lines = [html.P(_summary(seen, view, month, plan), role="status"), table]
    if seen.total > len(seen.rows):
        more = _("The first {shown} of {all}.").format(shown=count(len(seen.rows)), all=count(seen.total))
        lines.append(html.P(more, className="words"))
    return html.Div([*lines, html.Div(files, className="words")])


def _nobody(view: View, month: int) -> str:
    if view is View.NEAR:
        return _("Nobody is one step from the next rank.")
    if view is View.STOPPED:
        return _("Everybody who bought in {month} bought again.").format(month=month_words(month - 1))
    return _("Nobody fell behind in {month}.").format(month=month_words(month))


def _summary(seen: TeamView, view: View, month: int, plan: Plan) -> str:
    number = count(seen.total)
    if view is View.NEAR:
        return _("{number} people are one step from their next rank.").format(number=number)
    if view is View.STOPPED:
        words = _("{number} people bought in {before} and not since: {volume} of volume in {before}.")
        volume = money(seen.month_before, plan.currency)
        return words.format(number=number, before=month_words(month - 1), volume=volume)
    words = _("The groups of {number} people bought less in {month} than in {before}.")
    return words.format(number=number, month=month_words(month), before=month_words(month - 1))


def _row(row: ViewRow, context: Context, words: Words, titles: list[str]) -> Component:
    standing, plan = row.member.standing, context.run.plans[-1]
    now: list[str] = [money(row.this_month, plan.currency)]
    if row.month_before > 0:
        now.append(f" ({change(row.this_month / row.month_before - 1)})")
    name = " ".join(part for part in (standing.name, standing.member_id) if part)
    last = day(from_micros(row.last_order, context.run.zone).date()) if row.last_order else NONE
    cells: list[Component | str] = [
        dcc.Link(name, href=member_address(standing.member_id)),
        rank_badge(plan, standing.rank),
        "".join(now),
        money(row.month_before, plan.currency),
        last,
        html.Span(_task(row, words)),
    ]
    return html.Tr(
        [
            html.Td(cell, className="number" if place in _NUMBERS else None, **data(title=titles[place]))
            for place, cell in enumerate(cells)
        ]
    )


def _title(title: str, place: int) -> Component:
    return html.Th(title, scope="col", className="number" if place in _NUMBERS else None)


def _task(row: ViewRow, words: Words) -> list[Component | str]:
    """Return what to do, with whom as a link."""
    text = words.sentence(row.task)
    if row.nearest is None:
        return [text]
    link = dcc.Link(row.nearest.name or row.nearest.member_id, href=member_address(row.nearest.member_id))
    if not row.nearest.tasks:
        return [text, _(": "), link]
    what = words.sentences_of(row.nearest.tasks)
    before, after = (
        _("{task} (nearest: {who}, who must {what})").format(task=text, who="\0", what=what).split("\0")
    )
    return [before, link, after]


def as_file(context: Context, member_id: str, view: View, month: int, form: Form) -> StreamingResponse:
    """Return all members of a view as a file, in its order; what to do is in English."""
    seen = team_view(context.database, context.run, member_id, view, month, limit=_MOST)
    words = english({}, context.run.plans[0].time_zone)
    name = f"team-{view.value}-{month_name(month)}"
    return rows_as_file(name, form, FILE_COLUMNS, (_file_row(row, context, words) for row in seen.rows))


FILE_COLUMNS: tuple[tuple[str, Kind], ...] = (
    *((name, "text") for name in ("member_id", "name", "rank")),
    *((name, "money") for name in ("month_volume", "month_before")),
    *((name, "text") for name in ("last_order", "task", "nearest_id", "nearest_name", "nearest_task")),
)
"""The columns of the file."""


def _file_row(row: ViewRow, context: Context, words: Words) -> Cells:
    standing, near = row.member.standing, row.nearest
    return [
        standing.member_id,
        standing.name,
        context.run.plans[-1].ranks[standing.rank].id,
        row.this_month,
        row.month_before,
        from_micros(row.last_order, context.run.zone).date().isoformat() if row.last_order else "",
        words.sentence(row.task),
        near.member_id if near else "",
        near.name if near else "",
        words.sentences_of(near.tasks) if near else "",
    ]
