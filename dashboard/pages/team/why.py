"""Why a member earned what it did: the explanation that the address asks for, in a drawer."""

from typing import Any

from dash import Dash, Input, Output, State, html, no_update

from dashboard.callbacks import in_thread, instead
from dashboard.context import Context, current_context
from dashboard.pages.team import data
from dashboard.shared import error_state
from dashboard.shared.addresses import order_page_link
from dashboard.shared.explanations import order_report, share_report, total_report
from dashboard.shared.figures.ranks import rank_name
from dashboard.shared.figures.style import kind_name
from dashboard.shared.run_choice import as_of_run
from dashboard.words import _
from graph.errors import NotFoundError
from graph.explain.visibility import explain_share, explain_to, explain_total
from graph.reads.members import member
from graph.service import Service


def answer(board: Dash, service: Service) -> None:
    """Add the callback of the drawer."""

    @board.callback(
        Output("team-drawer", "opened"),
        Output("team-told", "children"),
        Output("team-drawer", "title"),
        Input("team-why", "data"),
        State("team-member", "data"),
        State("team-run", "data"),
        on_error=instead(lambda words: (True, error_state(words), _("Why"))),
    )
    @in_thread
    def _explain(why: object, member_text: object, run_text: object) -> tuple[Any, Any, Any]:
        if not why:
            return False, no_update, no_update
        return True, *_explanation(
            as_of_run(current_context(service), run_text), str(why), str(member_text or "")
        )


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
        report = html.Div([order_report(shown, run.plans[-1]), order_page_link(what)])
        return report, _("Order {order}").format(order=shown.told.order.id)
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
