"""What if the member leaves or moves: whose volume, rank and pay would change; for admins and analysts."""

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from dashboard.callbacks import in_browser, in_thread, instead
from dashboard.context import current_context
from dashboard.i18n.format import NONE, count, money, percent
from dashboard.pages.team.data import visible_member
from dashboard.shared import empty_state, error_state, section, skeleton
from dashboard.shared.addresses import member_address
from dashboard.shared.figures.ranks import rank_name
from dashboard.shared.tables import Cell, plain_table
from dashboard.words import _
from graph.access import viewer
from graph.errors import NotFoundError
from graph.impact import Change, Dependence, Impact, Leave, Move, WhatIf, change_if, most_depended
from graph.plan.model import Plan
from graph.service import Service

_MOST = 25
_LONGEST = 256
_BUTTONS = ("leave", "all", "move", "most")


def place() -> Component | None:
    """Return the place of the questions and their answer; None for who sees only a team."""
    if not viewer().sees_all:
        return None
    buttons = [
        dmc.Button(_("leaves, its recruits stay"), id="team-what-if-leave", variant="default", size="xs"),
        dmc.Button(_("leaves with its whole team"), id="team-what-if-all", variant="default", size="xs"),
        dmc.TextInput(
            id="team-new-sponsor",
            placeholder=_("id of the new sponsor"),
            size="xs",
            w=180,
            label=_("New sponsor"),
        ),
        dmc.Button(_("moves there with its team"), id="team-what-if-move", variant="default", size="xs"),
        dmc.Button(_("On whom does most depend?"), id="team-what-if-most", variant="subtle", size="xs"),
    ]
    answer = dcc.Loading(
        html.Div(id="team-what-if", role="status"),
        custom_spinner=skeleton(120, 3),
        overlay_style={"visibility": "visible"},
        delay_show=150,
    )
    note = _(
        "Calculated anew on the whole history, as if it had always been so; nothing is published or written. "
        "Of a member who leaves, recruits and communities go to its sponsor, and its orders are gone."
    )
    questions = dmc.Group(buttons, align="flex-end", my="sm")
    asked = dcc.Store(id="team-what-if-asked", data="")
    return section(_("What if this member ..."), [questions, answer, asked], note)


def register(board: Dash, service: Service) -> None:
    """Add the callbacks: a button says its question as a text, such as `leave 1` or `move 2 m7`."""
    buttons = [Input(f"team-what-if-{name}", "n_clicks") for name in _BUTTONS]
    sponsor = State("team-new-sponsor", "value")
    question, member = "team-what-if-asked", "team-member"
    asked_of = Input(member, "data")
    in_browser(board, "what_if", Output(question, "data"), *buttons, asked_of, sponsor, space="team")

    @board.callback(
        Output("team-what-if", "children"),
        Input(question, "data"),
        State(member, "data"),
        prevent_initial_call=True,
        on_error=instead(error_state),
    )
    @in_thread
    def _what_if(text: object, member_text: object) -> Any:  # noqa: ANN401 - children
        kind, _space, rest = str(text or "").partition(" ")
        if kind not in _BUTTONS:
            return None
        context = current_context(service)
        if not context.viewer.sees_all:
            raise NotFoundError(_("There is no such page"))
        if kind == "most":
            context.note_list("team", "most")
            return most_report(most_depended(service), context.run.plans[-1])
        member_id = visible_member(context, str(member_text or ""))
        what: WhatIf = Leave(member_id, with_team=kind == "all")
        if kind == "move":
            what = Move(member_id, rest.partition(" ")[2].strip()[:_LONGEST])
        context.note_member(member_id, visible=True)
        return report(change_if(service, what))


def report(result: Impact) -> Component:
    """Return what would change: in words, and the members most concerned."""
    plan = result.run.plans[-1]
    if not result.changes:
        return empty_state(_("Nothing would change for anybody."))
    words = _(
        "Of those who stay, {volume} would have another group volume, {higher} a higher and {lower} a lower "
        "rank; {more} would earn more and {less} less."
    ).format(
        volume=count(result.counts.volume),
        higher=count(result.counts.higher),
        lower=count(result.counts.lower),
        more=count(result.counts.more),
        less=count(result.counts.less),
    )
    sums = _("Revenue {before} → {after}, rewards {paid_before} → {paid}.").format(
        before=money(result.revenue[0], plan.currency),
        after=money(result.revenue[1], plan.currency),
        paid_before=money(result.paid[0], plan.currency),
        paid=money(result.paid[1], plan.currency),
    )
    head = [_("Member"), _("Rank"), _("Group volume"), _("Earned"), _("Change")]
    table = plain_table(head, [_row(one, plan) for one in result.changes[:_MOST]], range(2, 5))
    if result.counts.gone > 1:
        words = (
            _("{number} members would be gone together.").format(number=count(result.counts.gone))
            + " "
            + words
        )
    parts: list[Component] = [html.P(words), html.P(sums), table]
    if len(result.changes) > _MOST:
        parts.append(
            html.P(_("The {number} who are most concerned.").format(number=count(_MOST)), className="words")
        )
    if result.newer:
        parts.append(html.P(_("Facts that were loaded since the run count here."), className="words"))
    return html.Div(parts)


def most_report(members: Sequence[Dependence], plan: Plan) -> Component:
    """Return the members on whose groups most of others' rewards depends."""
    if not members:
        return empty_state(_("Nobody earned anything yet."))
    words = _(
        "What members outside of a group (a member, its communities and everybody below) earned of its "
        "orders: it would be gone with the group. Shares of pools are not in it."
    )
    head = [_("Member"), _("Rank"), _("People"), _("Group volume"), _("Others earned"), _("Of all rewards")]
    rows: list[list[Cell]] = [
        [
            _member(member.member_id, member.name),
            rank_name(plan, member.rank),
            count(member.people),
            money(member.volume, plan.currency),
            money(member.others, plan.currency),
            percent(None if member.others_share is None else float(member.others_share)),
        ]
        for member in members[:_MOST]
    ]
    return html.Div([html.P(words), plain_table(head, rows, range(2, 6))])


def _member(member_id: str, name: str) -> Component:
    return dcc.Link(f"{member_id} {name}" if name else member_id, href=member_address(member_id))


def _row(change: Change, plan: Plan) -> list[Cell]:
    before, after = change.before, change.after
    cells: list[Cell] = [_member(change.member_id, change.name)]
    difference = (after.earned if after else 0) - before.earned
    if after is None:
        cells += [_("gone"), NONE, NONE]
    else:
        cells.append(_moved(rank_name(plan, before.rank), rank_name(plan, after.rank)))
        for amounts in ((before.volume, after.volume), (before.earned, after.earned)):
            cells.append(_moved(*(money(amount, plan.currency) for amount in amounts)))
    return [*cells, money(difference, plan.currency)]


def _moved(before: str, after: str) -> Cell:
    return [_unbroken(after)] if before == after else [_unbroken(before), " → ", _unbroken(after)]


def _unbroken(words: str) -> Component:
    return html.Span(words, style={"whiteSpace": "nowrap"})
