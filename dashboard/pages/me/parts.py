"""The parts of a member's own page."""

from urllib.parse import urlencode

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.context import Context
from dashboard.i18n.format import NONE, count, money
from dashboard.page import PREFIX
from dashboard.pages.me.data import ROWS, Mine, place_of, read_entries, read_mine, read_payouts
from dashboard.shared import empty_state, section, stat_card
from dashboard.shared.entries import entry_name, why_of
from dashboard.shared.explanations import own_report, share_report, total_report, words_for
from dashboard.shared.figures.ranks import rank_name
from dashboard.shared.filters import search_value
from dashboard.shared.own_cards import available_card, rank_card
from dashboard.shared.statements import statement_list
from dashboard.shared.tables import plain_table
from dashboard.shared.tasks import tasks
from dashboard.words import N_, _
from graph.errors import NotFoundError
from graph.explain.visibility import explain_own, explain_share, explain_total
from graph.payouts.batches import LineState
from graph.plan.model import Plan
from graph.reads.ledger import Entry

_STATES = {
    LineState.OPEN: N_("on its way"),
    LineState.PAID: N_("paid out"),
    LineState.FAILED: N_("failed, comes again with the next payout"),
}


def _address(**parts: str) -> str:
    return f"{PREFIX}me?{urlencode(parts)}"


def standing(context: Context, _search: str) -> list[Component]:
    """Return rank and money, what the next rank needs, what releases what is held, and the team by level."""
    mine, plan = read_mine(context), context.run.plans[-1]
    words = words_for(mine.names, plan, mine.packages)
    following = mine.explanation.next_rank
    parts = [dmc.SimpleGrid(_cards(mine, plan), cols={"base": 1, "xs": 2, "md": 4})]
    if following:
        rank = rank_name(plan, plan.rank_number(following.rank))
        parts.append(section(_("For {rank}").format(rank=rank), tasks(mine.tasks, words)))
    if held := mine.explanation.standing.held:
        reason = html.P(words.sentence(mine.explanation.fund.reason), className="words")
        title = _("What releases {amount}").format(amount=money(held, plan.currency))
        parts.append(section(title, [reason, *tasks(mine.release, words)]))
    parts.append(section(_("My team"), _levels(mine)))
    return [html.Div(part, className="part") for part in parts]


def _cards(mine: Mine, plan: Plan) -> list[Component]:
    figures, currency = mine.explanation.standing, plan.currency
    return [
        rank_card(mine.explanation, plan),
        available_card(mine.explanation),
        stat_card(_("Withdrawn"), money(figures.withdrawn, currency)),
        stat_card(
            _("Held"),
            money(figures.held, currency),
            note=_("of {earned} earned in all").format(earned=money(figures.earned, currency)),
        ),
    ]


def _levels(mine: Mine) -> Component:
    if not mine.levels:
        return empty_state(_("Nobody is in your team yet."))
    rows = [[_("Level {level}").format(level=count(one.level)), count(one.people)] for one in mine.levels]
    rows.append([_("In all"), count(mine.explanation.standing.team_size)])
    return plain_table([_("Level"), _("People")], rows, {1})


def rewards(context: Context, search: str) -> Component:
    """Return a page of the member's rewards, newest first, each with a link to why."""
    rows = read_entries(context, search_value(search, "after"))
    if not rows:
        return section(_("My rewards"), empty_state(_("No reward yet.")))
    plan = context.run.plans[-1]
    body = [
        [
            row.day,
            entry_name(row, plan),
            money(row.amount, plan.currency),
            _link(row, search_value(search, "after")),
        ]
        for row in rows[:ROWS]
    ]
    return section(
        _("My rewards"),
        [
            plain_table([_("Day"), _("Reward"), _("Amount"), _("Why")], body, {2}),
            *(
                [dcc.Link(_("Earlier ones"), href=_address(after=place_of(rows[ROWS - 1])))]
                if len(rows) > ROWS
                else []
            ),
        ],
        _("Newest first. What was taken back is below zero."),
    )


def _link(entry: Entry, after: str) -> Component | str:
    what, words = why_of(entry)
    if not what:
        return NONE
    title = _("Why: {what}").format(what=words)
    place = {"after": after} if after else {}
    return dcc.Link(words, href=_address(why=what, **place), title=title)


def why(context: Context, search: str) -> Component | None:
    """Return why the member got the reward that the address names: `order:ID`, `pool:...` or `total:...`."""
    kind, _colon, what = search_value(search, "why").partition(":")
    if not kind:
        return None
    database, run, viewer = context.database, context.run, context.viewer
    plan, first, second = run.plans[-1], *what.partition(":")[::2]
    if kind == "order":
        report = own_report(explain_own(database, run, viewer.member_id, what), {}, plan)
        return section(_("Why: {what}").format(what=_("Order {order}").format(order=what)), report)
    if kind == "pool":
        share = explain_share(database, run, viewer, viewer.member_id, (first, second))
        return section(_("Why: {what}").format(what=_("Pool day")), share_report(share, {}, plan))
    if kind == "total":
        total = explain_total(database, run, viewer, viewer.member_id, (first, second))
        return section(_("Why: {what}").format(what=second), total_report(total, {}, plan))
    raise NotFoundError(_("There is nothing to explain at this address."))


def paid(context: Context, _search: str) -> Component:
    """Return what was paid to the member, newest first."""
    rows, currency = read_payouts(context), context.run.plans[-1].currency
    if not rows:
        return section(_("My payouts"), empty_state(_("Nothing was paid out yet.")))
    body = [
        [
            day,
            money(line.net, currency),
            money(line.withheld, currency),
            " · ".join(part for part in (_(_STATES[line.state]), line.reference) if part),
        ]
        for line, day in rows
    ]
    return section(
        _("My payouts"), plain_table([_("Day"), _("Amount"), _("Withheld"), _("State")], body, {1, 2})
    )


def statements(context: Context, _search: str) -> Component:
    """Return the member's statements, newest first."""
    listed = statement_list(context, context.viewer.member_id)
    return section(_("My statements"), listed, _("To read, to print, or for a spreadsheet."))
