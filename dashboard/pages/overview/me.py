"""The first thing that a manager sees: the own month, what is next to do, and then the team."""

from dataclasses import dataclass
from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component

from dashboard.cache import cached_by_run
from dashboard.callbacks import in_thread, instead
from dashboard.context import Context, current_context
from dashboard.i18n.format import count, money, month
from dashboard.pages.overview.data import chosen_month
from dashboard.shared import error_state, section, stat_card
from dashboard.shared.explanations import words_for
from dashboard.shared.figures.ranks import rank_name
from dashboard.shared.filters import search_value
from dashboard.shared.own_cards import available_card, rank_card
from dashboard.words import _
from graph.explain import explain_member
from graph.explain.member import MemberExplanation
from graph.months import month_name
from graph.plan.model import Plan
from graph.reads.products import package_names
from graph.reads.standings import Standing, standings
from graph.reads.team_views import ViewCounts, view_counts
from graph.reads.views import View
from graph.service import Service

_TEAM = "/dashboard/team"
_TASKS = 3


@dataclass(frozen=True)
class Me:
    """A manager as of the run: the standing of one month, what is explained of all time, and the lists.

    packages: what to call packages, by their name in the plan.
    """

    of_month: Standing
    explanation: MemberExplanation
    counts: ViewCounts
    packages: dict[str, str]


def read_me(context: Context, chosen: int) -> Me:
    """Return the viewer's own member in a month (`year * 12 + month - 1`)."""
    database, run, member_id = context.database, context.run, context.team
    return Me(
        next(standings(database, run, month=month_name(chosen), member=member_id)),
        explain_member(database, run, member_id),
        view_counts(database, run, member_id, chosen),
        package_names(database, run.plans[-1]),
    )


def register_me(board: Dash, service: Service, address: str) -> None:
    """Add the callback of the place `overview-me`."""
    own = cached_by_run(read_me)

    @board.callback(
        Output("overview-me", "children"),
        Input("url", "search"),
        State("url", "pathname"),
        on_error=instead(error_state),
    )
    @in_thread
    def _me(search: str | None, pathname: str | None) -> Any:  # noqa: ANN401 - children
        if pathname != address:
            return no_update
        context = current_context(service)
        if not context.team:
            return None
        chosen = chosen_month(context, search_value(search, "month"))
        return me_section(own(context, chosen), chosen, context.run.plans[-1])


def me_section(me: Me, chosen: int, plan: Plan) -> Component:
    """Return the viewer's own figures, and the lists of whom to look after, each a link."""
    return html.Div(
        [
            section(_("Me"), dmc.SimpleGrid(_cards(me, chosen, plan), cols={"base": 1, "xs": 2, "md": 4})),
            html.Div(section(_("To do"), _lists(me, chosen, plan)), className="part"),
            dmc.Title(_("My team"), order=2, size="h4", mt="lg", mb="sm"),
        ]
    )


def _cards(me: Me, chosen: int, plan: Plan) -> list[Component]:
    earned, held, currency = me.of_month.earned, me.of_month.held, plan.currency
    note = _("of which held {held}").format(held=money(held, currency)) if held else ""
    return [
        stat_card(
            _("My rewards, {month}").format(month=month(chosen)),
            money(earned, currency),
            note=" · ".join(part for part in (note, _("a refund can still change it")) if part),
        ),
        stat_card(
            _("Held until now"),
            money(me.explanation.standing.held, currency),
            note=_release(me, plan),
        ),
        available_card(me.explanation),
        rank_card(me.explanation, plan),
    ]


def _release(me: Me, plan: Plan) -> str:
    """Return what releases what is held, where something is."""
    missing = [one.task for one in me.explanation.fund.conditions if one.task]
    if not me.explanation.fund.held or not missing:
        return ""
    return words_for(me.explanation.names, plan, me.packages).sentences_of(missing)


def _lists(me: Me, chosen: int, plan: Plan) -> list[Component]:
    counts = me.counts
    stopped = _("{number} stopped ordering ({volume} in {month})").format(
        number=count(counts.stopped),
        volume=money(counts.stopped_before, plan.currency),
        month=month(chosen - 1),
    )
    links = [
        (View.BEHIND, _("{number} fall behind the month before").format(number=count(counts.behind))),
        (View.STOPPED, stopped),
        (View.NEAR, _("{number} are one step from the next rank").format(number=count(counts.near))),
    ]
    items: list[Component] = [
        html.Li(dcc.Link(words, href=f"{_TEAM}?view={view.value}&month={month_name(chosen)}"))
        for view, words in links
    ]
    following = me.explanation.next_rank
    tasks = [one.task for one in following.conditions if one.task] if following else []
    if following and tasks:
        words = words_for(me.explanation.names, plan, me.packages)
        rank = rank_name(plan, plan.rank_number(following.rank))
        what = words.sentences_of(tasks[:_TASKS])
        own = _("For {rank} myself: {what}").format(rank=rank, what=what)
        items.append(html.Li(dcc.Link(own, href=f"{_TEAM}?member={me.of_month.member_id}")))
    return [html.Ul(items, className="to-do")]
