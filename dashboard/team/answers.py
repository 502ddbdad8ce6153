"""What the server answers on the team page: each answer begins with whom the viewer may look at."""

from collections.abc import Callable
from typing import Any

from dash import Dash, Input, Output, State, ctx, no_update
from fastapi import Request
from fastapi.responses import StreamingResponse

from dashboard.asking import Asked, asked, in_thread, instead
from dashboard.components import error_state
from dashboard.figures import team as figures
from dashboard.figures.style import rank_name, wordy_figure
from dashboard.frames import team as frames
from dashboard.remembering import remembered
from dashboard.team import legs
from dashboard.team.graph import elements
from dashboard.team.growing import MOST, everybody
from dashboard.team.panel import breadcrumb, months, panel, standing
from dashboard.team.sentences import order_told, share_told
from dashboard.words import _
from dashboard.words.said import count, money
from graph.audit.events import length_only
from graph.errors import NotFoundError
from graph.explain.visibility import explain_share, explain_to
from graph.reads.members import member
from graph.reads.search import LONGEST
from graph.service import Service

_FULL = MOST - 1


def answer(board: Dash, service: Service, opened_of: Callable[[object], dict[str, int]]) -> None:
    """Add the callbacks that read, and the address of the CSV file."""
    _around(board, service, opened_of)
    _lists(board, service)
    _why(board, service)

    def download(request: Request) -> StreamingResponse:
        given = request.query_params
        question, member_id = asked(service), given.get("member", "")
        answer = legs.as_csv(question, member_id, dict(given))
        question.note_download("legs.csv", request.url.query, member_id)
        return answer

    board.server.add_api_route(legs.CSV, download, methods=["GET"], include_in_schema=False)


def _around(board: Dash, service: Service, opened_of: Callable[[object], dict[str, int]]) -> None:
    looked_at = Input("team-member", "data")
    explained, shares = remembered(frames.explained), remembered(frames.shares)

    @board.callback(
        Output("team-graph", "elements"),
        Output("team-status", "children"),
        Output("team-upline", "children"),
        looked_at,
        Input("team-open", "data"),
        on_error=instead(lambda words: ([], words, None)),
    )
    @in_thread
    def _tree(wanted: object, opened: object) -> tuple[Any, str, Any]:
        question = asked(service)
        member_id = frames.looked_at(question, str(wanted or ""))
        top = frames.tree(question, member_id, opened_of(opened))
        shown = elements(top, question.run.plans[-1])
        nodes = sum("source" not in one["data"] for one in shown)
        words = _("{shown} of {all} members are drawn.").format(
            shown=count(len(everybody(top))), all=count(top.node.size + 1)
        )
        if nodes >= _FULL:
            words += " " + _(
                "More than {most} nodes are not drawn: close some, or go to a member; the legs below are all."
            ).format(most=count(MOST))
        if set(ctx.triggered_prop_ids) == {"team-open.data"}:
            return shown, words, no_update
        line = frames.upline(question, member_id)
        return shown, words, breadcrumb([(one.member_id, one.name) for one in line])

    @board.callback(
        Output("team-standing", "children"),
        Output("team-months", "figure"),
        Output("team-months-words", "children"),
        Output("team-panel", "children"),
        looked_at,
        on_error=instead(lambda words: (None, wordy_figure(""), "", error_state(words))),
    )
    @in_thread
    def _panel(wanted: object) -> tuple[Any, Any, Any, Any]:
        question = asked(service)
        found = explained(question, frames.looked_at(question, str(wanted or "")))
        drawn, words = months(found.months, question.run.plans[-1].currency)
        return (
            standing(found.told, found.member, question.run),
            drawn,
            words,
            panel(found.told, question.run.plans[-1]),
        )

    @board.callback(
        Output("team-shares", "figure"),
        Output("team-shares-words", "children"),
        looked_at,
        on_error=instead(lambda words: (wordy_figure(words), "")),
    )
    @in_thread
    def _shares(wanted: object) -> tuple[Any, str]:
        question = asked(service)
        found = shares(question, frames.looked_at(question, str(wanted or "")))
        currency = question.run.plans[-1].currency
        if found.empty:
            return wordy_figure(_("No volume yet.")), ""
        words = _("{volume} in all, of the member and everybody below.")
        return figures.legs(found, currency), words.format(
            volume=money(int(found.iloc[0]["volume"]), currency)
        )


def _lists(board: Dash, service: Service) -> None:
    @board.callback(Output("team-search", "data"), Input("team-asked", "data"))
    @in_thread
    def _search(text: object) -> list[dict[str, str]]:
        question = asked(service)
        if text:
            question.note_list("team", f"search={length_only(str(text))}")
        plan = question.run.plans[-1]
        found = [one.standing for one in frames.found(question, str(text or "").strip()[:LONGEST])]
        return [
            {
                "value": one.member_id,
                "label": " · ".join(
                    part for part in (one.name, one.member_id, rank_name(plan, one.rank)) if part
                ),
            }
            for one in found
        ]

    @board.callback(
        Output("team-legs", "getRowsResponse"),
        Output("team-legs-problem", "children"),
        Input("team-legs", "getRowsRequest"),
        State("team-member", "data"),
        on_error=instead(lambda words: ({"rowData": [], "rowCount": 0}, error_state(words))),
    )
    @in_thread
    def _rows(request: object, wanted: object) -> tuple[Any, Any]:
        if not isinstance(request, dict):
            return no_update, no_update
        question = asked(service)
        return legs.rows(question, frames.looked_at(question, str(wanted or "")), request), None


def _why(board: Dash, service: Service) -> None:
    @board.callback(
        Output("team-drawer", "opened"),
        Output("team-told", "children"),
        Output("team-drawer", "title"),
        Input("team-why", "data"),
        State("team-member", "data"),
        on_error=instead(lambda words: (True, error_state(words), _("Why"))),
    )
    @in_thread
    def _explain(why: object, wanted: object) -> tuple[Any, Any, Any]:
        if not why:
            return False, no_update, no_update
        return True, *_told(asked(service), str(why), str(wanted or ""))


def _told(question: Asked, why: str, wanted: str) -> tuple[Any, str]:
    """Return the explanation that an address asks for: `order:ID`, or `pool:NAME:DAY` of the member."""
    kind, _colon, what = why.partition(":")
    database, run, viewer = question.database, question.run, question.viewer
    if kind == "order":
        try:
            shown = explain_to(database, run, viewer, what)
        except NotFoundError as error:
            raise NotFoundError(_("There is no such order here, or it is not counted yet.")) from error
        question.note_order(what, "team")
        return order_told(shown, run.plans[-1]), _("Order {order}").format(order=shown.told.order.id)
    pool, _colon, day = what.partition(":")
    if kind != "pool":
        raise NotFoundError(_("There is nothing to explain at this address."))
    one = member(database, run, frames.looked_at(question, wanted)).standing
    share = explain_share(database, run, viewer, one.member_id, (pool, day))
    plan = run.plans[-1]
    title = _("Pool of {rank}").format(rank=rank_name(plan, plan.rank_number(pool)))
    return share_told(share, {one.member_id: one.name}, plan), title
