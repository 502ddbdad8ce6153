"""The panel beside the tree: a member's standing, volumes, next rank, what is held, latest rewards."""

from collections.abc import Sequence

import plotly.graph_objects as go
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.i18n.format import count, day, money
from dashboard.i18n.format import month as month_name
from dashboard.pages.team import figures
from dashboard.pages.team.data import Explained
from dashboard.shared import aria, empty_state, figure, rank_badge, section, skeleton
from dashboard.shared.addresses import member_address
from dashboard.shared.entries import entry_name, why_of
from dashboard.shared.explanations import words_for
from dashboard.shared.figures.ranks import rank_name
from dashboard.shared.figures.style import kind_name, wordy_figure
from dashboard.shared.tables import plain_table
from dashboard.shared.tasks import tasks
from dashboard.words import _
from graph.clock import from_micros
from graph.explain.member import Entry, MemberExplanation
from graph.payouts.payable import Payable
from graph.plan.model import Plan
from graph.reads.members import Member
from graph.reads.runs import Run
from graph.reads.standings import month_number
from graph.reads.team_views import Nearest
from graph.words import Words


def place() -> Component:
    """Return the place of the panel. Its figure stays: it is drawn anew, not made anew, for each member."""
    parts = [
        html.Div(id="team-standing"),
        section(_("Volume by month"), figure("team-months", 220)),
        html.Div(skeleton(400, 6), id="team-panel"),
    ]
    panel: Component = dcc.Loading(
        [html.Div(part, className="part") for part in parts],
        custom_spinner=skeleton(600, 8),
        overlay_style={"visibility": "visible"},
        delay_show=150,
    )
    return panel


def panel(
    explained: Explained, plan: Plan, payable: Payable, statements: Component | None
) -> list[Component]:
    """Return what the panel tells below the figure; statements: None for who may not read them."""
    explanation = explained.explanation
    words = words_for(explanation.names, plan, explained.packages)
    parts = [
        section(_("Next rank"), _next(explained, words, plan)),
        section(_("Held and payable"), _fund(explanation, payable, words)),
        *([section(_("Statements"), statements)] if statements else []),
        section(_("Latest rewards"), _latest(explanation, words, plan)),
    ]
    return [html.Div(part, className="part") for part in parts]


def standing(explanation: MemberExplanation, member: Member, run: Run) -> Component:
    """Return the figures of a member as the run has them."""
    standing, currency = member.standing, explanation.currency
    rows: list[tuple[str, Component | str]] = [
        (_("Rank"), rank_badge(run.plans[-1], standing.rank)),
        *(
            [(_("Highest rank ever"), rank_badge(run.plans[-1], standing.highest_rank))]
            if standing.highest_rank > standing.rank
            else []
        ),
        (_("Joined"), day(from_micros(member.joined, run.zone).date())),
        (_("Direct recruits"), count(standing.direct_recruits)),
        (_("People in the team"), count(standing.team_size)),
        (_("Personal volume"), money(standing.personal, currency)),
        (_("Team volume"), money(standing.team, currency)),
        (_("Group volume"), money(standing.group, currency)),
    ]
    name: list[Component | str] = [html.Strong(standing.name), " "] if standing.name else []
    title: Component = html.P([*name, standing.member_id], className="team-name")
    return section(_("Standing"), [title, _definition_list(rows)])


def _definition_list(rows: Sequence[tuple[str, Component | str]]) -> Component:
    return html.Dl(
        [part for name, value in rows for part in (html.Dt(name), html.Dd(value))],
        className="listed",
    )


def months(explained: Explained, run: Run) -> tuple[go.Figure, str]:
    """Return the figure of volumes by month, and in words the last month that is over, and the last order."""
    frame, currency = explained.months, run.plans[-1].currency
    ordered = explained.node.last_order
    if not ordered:
        return wordy_figure(_("No volume yet.")), ""
    over = frame[frame["over"]]
    last = (over if len(over) else frame).iloc[-1]
    words = _("{month}: personal {personal}, team {team}.").format(
        month=month_name(month_number(last["month"])),
        personal=money(int(last["personal"]), currency),
        team=money(int(last["team"]), currency),
    )
    at = from_micros(ordered, run.zone).date()
    days = (run.as_of_time.date() - at).days
    told = _("Last order {day} ({days} days before the run).").format(day=day(at), days=count(days))
    return figures.volumes(frame), f"{words} {told}"


def _next(explained: Explained, words: Words, plan: Plan) -> list[Component]:
    explanation = explained.explanation
    held: list[Component] = [html.Ul([html.Li(words.sentence(one)) for one in explanation.ranks])]
    if explanation.next_rank is None:
        return [*held, html.P(_("The highest rank is reached."))]
    name = rank_name(plan, plan.rank_number(explanation.next_rank.rank))
    nearest = {
        place: html.Ul([_near(one, words) for one in people], className="nearest")
        for place, people in explained.nearest.items()
        if people
    }
    title: Component = html.P(html.Strong(_("What {rank} needs").format(rank=name)))
    return [*held, title, *tasks(explanation.next_rank.conditions, words, nearest)]


def _near(person: Nearest, words: Words) -> Component:
    """Return who is nearest in a leg that lacks the rank, and what brings it there."""
    link = dcc.Link(person.name or person.member_id, href=member_address(person.member_id))
    return html.Li([_("nearest: "), link, _(": "), words.sentences_of(person.tasks)])


def _fund(explanation: MemberExplanation, payable: Payable, words: Words) -> list[Component]:
    currency = explanation.currency
    rows: list[tuple[str, Component | str]] = [
        (_("Earned"), money(payable.earned, currency)),
        (_("Held"), money(payable.held, currency)),
        (_("Withdrawn"), money(payable.withdrawn, currency)),
        (_("Paid so far"), money(payable.paid, currency)),
        (_("Payable"), money(payable.due, currency)),
    ]
    why: Component = html.P(words.sentence(explanation.fund.reason), className="words")
    conditions = explanation.fund.conditions if explanation.fund.share else ()
    paid = [
        html.Li(f"{words.time(one.at)}: {money(one.amount, currency)}, {words.sentence(one.reason)}")
        for one in explanation.withdrawals
    ]
    withdrawn = [html.Details([html.Summary(_("Withdrawals")), html.Ul(paid)])] if paid else []
    effect: list[Component] = []
    if explanation.fund.held and (missing := sum(not one.met for one in conditions)):
        then = _("Then {amount} is released.") if missing == 1 else _("With all of it {amount} is released.")
        released = then.format(amount=money(explanation.fund.held, currency))
        effect.append(html.P(html.Strong(released)))
    return [_definition_list(rows), *withdrawn, why, *tasks(conditions, words), *effect]


def _latest(explanation: MemberExplanation, words: Words, plan: Plan) -> Component:
    if not explanation.latest:
        return empty_state(_("No reward yet."))
    decided = {key: words.sentence(one.reason) for one in explanation.adjustments for key in one.entries}
    head = [_("Day"), _("Reward"), _("Amount"), _("Why")]
    body = [
        [
            one.day,
            entry_name(one, plan),
            money(one.amount, explanation.currency),
            decided.get(one.key) or _why(one, explanation.standing.member_id),
        ]
        for one in explanation.latest
    ]
    return plain_table(head, body, {2})


def _why(entry: Entry, member_id: str) -> Component:
    what, words = why_of(entry)
    if not what:  # an adjustment that is not among the last ones
        return html.Span(kind_name(entry.kind))
    title = _("Why: {what}").format(what=words)
    return dcc.Link(words, href=member_address(member_id, why=what), title=title)


def breadcrumb(line: Sequence[tuple[str, str]], most: int = 7) -> Component:
    """Return the way from the highest member that may be seen to the one looked at, its middle left out.

    line: (id, name) of each.
    """
    shown: list[tuple[str, str] | None] = [*line]
    if len(line) > most:
        shown = [line[0], None, *line[-(most - 2) :]]
    items: list[Component] = []
    for place, one in enumerate(shown):
        if one is None:
            left = _("{number} left out").format(number=count(len(line) - most + 1))
            items.append(html.Li(html.Span("…", title=left)))
        elif place == len(shown) - 1:
            items.append(html.Li(html.Span(_name(one), **aria(current="page"))))
        else:
            items.append(html.Li(dcc.Link(_name(one), href=member_address(one[0]))))
    return html.Nav(html.Ol(items, className="upline"), **aria(label=_("Upline")))


def _name(step: tuple[str, str]) -> str:
    return f"{step[1]} ({step[0]})" if step[1] else step[0]
