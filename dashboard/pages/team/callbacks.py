"""What the server answers on the team page: each answer begins with whom the viewer may look at."""

from collections.abc import Callable
from typing import Any

from dash import Dash, Input, Output, State, ctx, no_update
from fastapi import Request
from fastapi.responses import StreamingResponse

from dashboard.cache import cached_by_run
from dashboard.callbacks import in_thread, instead
from dashboard.context import Context, current_context
from dashboard.downloads import form_of
from dashboard.i18n.format import count, money
from dashboard.pages.team import data, figures, legs
from dashboard.pages.team.drawing import elements
from dashboard.pages.team.panel import breadcrumb, months, panel, standing
from dashboard.pages.team.tree import MOST, branches
from dashboard.shared import error_state
from dashboard.shared.explanations import order_report, share_report, total_report
from dashboard.shared.figures.ranks import rank_name
from dashboard.shared.figures.style import kind_name, wordy_figure
from dashboard.words import _
from graph.audit.events import length_only
from graph.errors import NotFoundError
from graph.explain.visibility import explain_share, explain_to, explain_total
from graph.reads.members import member
from graph.reads.search import LONGEST
from graph.service import Service

_FULL = MOST - 1


def answer(board: Dash, service: Service, parse_opened: Callable[[object], dict[str, int]]) -> None:
    """Add the callbacks that read, and the address of the file."""
    _around(board, service, parse_opened)
    _lists(board, service)
    _why(board, service)

    def download(request: Request) -> StreamingResponse:
        given = request.query_params
        context, member_id = current_context(service), given.get("member", "")
        answer = legs.as_file(context, member_id, dict(given))
        context.note_download("legs.csv", request.url.query, member_id, form=form_of(given.get("form")))
        return answer

    board.server.add_api_route(legs.CSV, download, methods=["GET"], include_in_schema=False)


def _around(board: Dash, service: Service, parse_opened: Callable[[object], dict[str, int]]) -> None:
    visible_member = Input("team-member", "data")
    explain, shares = cached_by_run(data.explain), cached_by_run(data.shares)

    @board.callback(
        Output("team-graph", "elements"),
        Output("team-status", "children"),
        Output("team-upline", "children"),
        visible_member,
        Input("team-open", "data"),
        on_error=instead(lambda words: ([], words, None)),
    )
    @in_thread
    def _tree(member_text: object, opened: object) -> tuple[Any, str, Any]:
        context = current_context(service)
        member_id = data.visible_member(context, str(member_text or ""))
        top = data.tree(context, member_id, parse_opened(opened))
        shown = elements(top, context.run.plans[-1])
        nodes = sum("source" not in one["data"] for one in shown)
        words = _("{shown} of {all} members are drawn.").format(
            shown=count(len(branches(top))), all=count(top.node.size + 1)
        )
        if nodes >= _FULL:
            words += " " + _(
                "More than {most} nodes are not drawn: close some, or go to a member; the legs below are all."
            ).format(most=count(MOST))
        if set(ctx.triggered_prop_ids) == {"team-open.data"}:
            return shown, words, no_update
        line = data.upline(context, member_id)
        return shown, words, breadcrumb([(one.member_id, one.name) for one in line])

    @board.callback(
        Output("team-standing", "children"),
        Output("team-months", "figure"),
        Output("team-months-words", "children"),
        Output("team-panel", "children"),
        visible_member,
        on_error=instead(lambda words: (None, wordy_figure(""), "", error_state(words))),
    )
    @in_thread
    def _panel(member_text: object) -> tuple[Any, Any, Any, Any]:
        context = current_context(service)
        found = explain(context, data.visible_member(context, str(member_text or "")))
        drawn, words = months(found.months, context.run.plans[-1].currency)
        return (
            standing(found.explanation, found.member, context.run),
            drawn,
            words,
            panel(found.explanation, context.run.plans[-1]),
        )

    @board.callback(
        Output("team-shares", "figure"),
        Output("team-shares-words", "children"),
        visible_member,
        on_error=instead(lambda words: (wordy_figure(words), "")),
    )
    @in_thread
    def _shares(member_text: object) -> tuple[Any, str]:
        context = current_context(service)
        found = shares(context, data.visible_member(context, str(member_text or "")))
        plan = context.run.plans[-1]
        if found.empty:
            return wordy_figure(_("No volume yet.")), ""
        words = _("{volume} in all, of the member and everybody below.")
        return figures.legs(found, plan), words.format(
            volume=money(int(found.iloc[0]["volume"]), plan.currency)
        )


def _lists(board: Dash, service: Service) -> None:
    @board.callback(Output("team-search", "data"), Input("team-asked", "data"))
    @in_thread
    def _search(text: object) -> list[dict[str, str]]:
        context = current_context(service)
        if text:
            context.note_list("team", f"search={length_only(str(text))}")
        plan = context.run.plans[-1]
        matches = [one.standing for one in data.search_members(context, str(text or "").strip()[:LONGEST])]
        return [
            {
                "value": one.member_id,
                "label": " · ".join(
                    part for part in (one.name, one.member_id, rank_name(plan, one.rank)) if part
                ),
            }
            for one in matches
        ]

    @board.callback(
        Output("team-legs", "getRowsResponse"),
        Output("team-legs-problem", "children"),
        Input("team-legs", "getRowsRequest"),
        State("team-member", "data"),
        on_error=instead(lambda words: ({"rowData": [], "rowCount": 0}, error_state(words))),
    )
    @in_thread
    def _rows(request: object, member_text: object) -> tuple[Any, Any]:
        if not isinstance(request, dict):
            return no_update, no_update
        context = current_context(service)
        return legs.rows(context, data.visible_member(context, str(member_text or "")), request), None


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
    def _explain(why: object, member_text: object) -> tuple[Any, Any, Any]:
        if not why:
            return False, no_update, no_update
        return True, *_explanation(current_context(service), str(why), str(member_text or ""))


def _explanation(context: Context, why: str, member_text: str) -> tuple[Any, str]:
    """Return the explanation that an address asks for.

    It is `order:ID`, or of the member `pool:NAME:DAY` or `total:KIND:SOURCE`.
    """
    kind, _colon, what = why.partition(":")
    database, run, viewer = context.database, context.run, context.viewer
    if kind == "order":
        try:
            shown = explain_to(database, run, viewer, what)
        except NotFoundError as error:
            raise NotFoundError(_("There is no such order here, or it is not counted yet.")) from error
        context.note_order(what, "team")
        return order_report(shown, run.plans[-1]), _("Order {order}").format(order=shown.told.order.id)
    if kind not in {"pool", "total"}:
        raise NotFoundError(_("There is nothing to explain at this address."))
    one = member(database, run, data.visible_member(context, member_text)).standing
    plan = run.plans[-1]
    first, _colon, second = what.partition(":")
    if kind == "total":
        total = explain_total(database, run, viewer, one.member_id, (first, second))
        return total_report(total, {one.member_id: one.name}, plan), f"{kind_name(first)} · {second}"
    pool, day = first, second
    share = explain_share(database, run, viewer, one.member_id, (pool, day))
    title = _("Pool of {rank}").format(rank=rank_name(plan, plan.rank_number(pool)))
    return share_report(share, {one.member_id: one.name}, plan), title
