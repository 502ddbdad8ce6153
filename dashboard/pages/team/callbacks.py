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
from dashboard.i18n.format import month as month_words
from dashboard.pages.team import data, figures, legs, why, worklist
from dashboard.pages.team.branches import branch_list, legend
from dashboard.pages.team.drawing import elements
from dashboard.pages.team.panel import breadcrumb, months, panel, standing
from dashboard.pages.team.tree import MOST, branches
from dashboard.shared import error_state, notices
from dashboard.shared.figures.style import wordy_figure
from dashboard.shared.filters import with_choice
from dashboard.shared.periods import month_asked_for, month_is_told
from dashboard.shared.periods import months as months_of
from dashboard.shared.run_choice import as_of_run, run_options
from dashboard.shared.statements import may_read_statements, statement_list
from dashboard.words import _
from graph.months import month_name
from graph.payouts.payable import payable_of
from graph.reads.products import package_names
from graph.reads.views import View
from graph.service import Service

_FULL = MOST - 1


def answer(board: Dash, service: Service, parse_opened: Callable[[object], dict[str, int]]) -> None:
    """Add the callbacks that read, and the address of the file."""
    _around(board, service, parse_opened)
    _lists(board, service)
    why.answer(board, service)

    def download_legs(request: Request) -> StreamingResponse:
        texts = request.query_params
        context = as_of_run(current_context(service), texts.get("run", ""))
        member_id = texts.get("member", "")
        month = _month(context, texts.get("month", ""))
        answer = legs.as_file(context, member_id, month, dict(texts))
        context.note_download("legs.csv", request.url.query, member_id, form=form_of(texts.get("form")))
        return answer

    def download_view(request: Request) -> StreamingResponse:
        texts = request.query_params
        context = as_of_run(current_context(service), texts.get("run", ""))
        view = worklist.view_named(texts.get("view")) or View.BEHIND
        member_id = data.visible_member(context, texts.get("member", ""))
        month, form = _month(context, texts.get("month", "")), form_of(texts.get("form"))
        answer = worklist.as_file(context, member_id, view, month, form)
        context.note_download("team-view.csv", request.url.query, member_id, form=form)
        return answer

    for address, download in ((legs.CSV, download_legs), (worklist.CSV, download_view)):
        board.server.add_api_route(address, download, methods=["GET"], include_in_schema=False)


_usual = cached_by_run(data.usual)


def _month(context: Context, text: object) -> int:
    """Return the month that an address asks for; without one the last one with orders that is over."""
    return month_asked_for(context.run, str(text or ""), _usual(context))


def _around(board: Dash, service: Service, parse_opened: Callable[[object], dict[str, int]]) -> None:
    visible_member = Input("team-member", "data")
    explain, shares = cached_by_run(data.explain), cached_by_run(data.shares)
    month, run = Input("team-month", "data"), Input("team-run", "data")

    @board.callback(
        Output("team-graph", "elements"),
        Output("team-status", "children"),
        Output("team-upline", "children"),
        Output("team-legend", "children"),
        Output("team-branches", "children"),
        visible_member,
        Input("team-open", "data"),
        month,
        run,
        on_error=instead(lambda words: ([], words, None, None, None)),
    )
    @in_thread
    def _tree(*texts: object) -> tuple[Any, ...]:
        member_text, opened, month_text, run_text = texts
        context = as_of_run(current_context(service), run_text)
        member_id = data.visible_member(context, str(member_text or ""))
        plan = context.run.plans[-1]
        top = data.tree(context, member_id, parse_opened(opened), _month(context, month_text))
        shown = elements(top, plan)
        beside = legend(top, plan), branch_list(top, plan)
        nodes = sum("size" in one["data"] for one in shown)
        words = _("{shown} of {all} members are drawn.").format(
            shown=count(len(branches(top))), all=count(top.node.size + 1)
        )
        if nodes >= _FULL:
            words += " " + _(
                "More than {most} nodes are not drawn: close some, or go to a member; the legs below are all."
            ).format(most=count(MOST))
        if set(ctx.triggered_prop_ids) == {"team-open.data"}:
            return shown, words, no_update, *beside
        line = data.upline(context, member_id)
        return shown, words, breadcrumb([(one.member_id, one.name) for one in line]), *beside

    @board.callback(
        Output("team-standing", "children"),
        Output("team-months", "figure"),
        Output("team-months-words", "children"),
        Output("team-panel", "children"),
        visible_member,
        Input("team-show", "data"),
        month,
        run,
        on_error=instead(lambda words: (None, wordy_figure(""), "", error_state(words))),
    )
    @in_thread
    def _panel(*texts: object) -> tuple[Any, Any, Any, Any]:
        member_text, shown, month_text, run_text = texts
        context = as_of_run(current_context(service), run_text)
        member_id = data.visible_member(context, str(shown or member_text or ""))
        found = explain(context, member_id, _month(context, month_text))
        drawn, words = months(found, context.run)
        return (
            standing(found.explanation, found.member, context.run),
            drawn,
            words,
            panel(
                found,
                context.run.plans[-1],
                payable_of(context.database, context.run, 1, member_id),
                statement_list(context, member_id) if may_read_statements(context, member_id) else None,
            ),
        )

    @board.callback(
        Output("team-shares", "figure"),
        Output("team-shares-words", "children"),
        visible_member,
        month,
        run,
        on_error=instead(lambda words: (wordy_figure(words), "")),
    )
    @in_thread
    def _shares(member_text: object, month_text: object, run_text: object) -> tuple[Any, str]:
        context = as_of_run(current_context(service), run_text)
        number = _month(context, month_text)
        found = shares(context, data.visible_member(context, str(member_text or "")), number)
        plan = context.run.plans[-1]
        if found.empty:
            return wordy_figure(_("No volume in {month}.").format(month=month_words(number))), ""
        words = _("{month}: {volume} in all, of the member and everybody below.")
        return figures.legs(found, plan), words.format(
            month=month_words(number), volume=money(int(found.iloc[0]["volume"]), plan.currency)
        )


def _lists(board: Dash, service: Service) -> None:
    @board.callback(
        Output("team-legs", "getRowsResponse"),
        Output("team-legs-problem", "children"),
        Input("team-legs", "getRowsRequest"),
        State("team-member", "data"),
        State("team-month", "data"),
        State("team-run", "data"),
        on_error=instead(lambda words: ({"rowData": [], "rowCount": 0}, error_state(words))),
    )
    @in_thread
    def _rows(request: object, *texts: object) -> tuple[Any, Any]:
        if not isinstance(request, dict):
            return no_update, no_update
        member_text, month_text, run_text = texts
        context = as_of_run(current_context(service), run_text)
        member_id = data.visible_member(context, str(member_text or ""))
        return legs.rows(context, member_id, _month(context, month_text), request), None

    @board.callback(
        Output("team-pick-month", "data"),
        Output("team-pick-run", "data"),
        Output("team-told-month", "children"),
        Input("team-run", "data"),
        Input("team-month", "data"),
        on_error=instead(lambda _words: ([], [], None)),
    )
    @in_thread
    def _choices(run_text: object, month_text: object) -> tuple[Any, Any, Any]:
        newest = current_context(service)
        context, month = as_of_run(newest, run_text), str(month_text or "")
        offered = [{"value": month_name(one), "label": month_words(one)} for one in months_of(context.run)]
        return (
            with_choice(offered, month),
            with_choice(run_options(newest), str(run_text or "")),
            notices(month_is_told(context.run, month, _month(context, month))) if month else None,
        )

    @board.callback(
        Output("team-worklist", "children"),
        Output("team-legs-place", "style"),
        Input("team-member", "data"),
        Input("team-view", "data"),
        Input("team-month", "data"),
        Input("team-run", "data"),
        on_error=instead(lambda words: (error_state(words), no_update)),
    )
    @in_thread
    def _view(*texts: object) -> tuple[Any, Any]:
        member_text, view_text, month_text, run_text = texts
        view, style = worklist.view_named(view_text), worklist.shown_with_legs(view_text)
        if view is None:
            return None, style
        context = as_of_run(current_context(service), run_text)
        member_id = data.visible_member(context, str(member_text or ""))
        context.note_list("team", f"view={view.value}")
        names = package_names(context.database, context.run.plans[-1])
        return worklist.report(context, member_id, view, _month(context, month_text), names), style
