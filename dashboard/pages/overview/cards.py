"""The cards of the overview: figures of a month, each with what it was a month before."""

from collections.abc import Callable

import pandas as pd
from dash import dcc
from dash.development.base_component import Component

from dashboard.context import Context
from dashboard.i18n.format import count, moment, money, month, percent, short_count, short_money
from dashboard.pages.overview.data import Rate
from dashboard.shared import stat_card
from dashboard.shared.addresses import address, run_link
from dashboard.shared.cards import points_trend, relative_trend
from dashboard.shared.figures.leads import month_days
from dashboard.words import _
from graph.clock import from_micros
from graph.months import first_day_of, month_name
from graph.plan.shelf import ceiling
from graph.reads.history import Night
from graph.reads.runs import Run
from graph.reads.views import View

RateOf = Callable[[Context, str, tuple[str, str], int], Rate]


def people_cards(people: pd.DataFrame, chosen: int, run: Run) -> list[Component]:
    """Return members, paying and active ones, and volume, of the columns of graph.reads.overview.People."""
    total = {name: int(people[name].sum()) for name in people.columns} if len(people) else {}
    currency = run.plans[-1].currency
    members, before = total.get("joined", 0), total.get("joined_before", 0)
    paying, active, volume = (total.get(name, 0) for name in ("paying", "active", "volume"))
    return [
        stat_card(
            _team(_("Members"), chosen),
            short_count(members),
            trend=relative_trend(members, before, month(chosen - 1)),
            note=_("{number} joined in the month").format(number=count(members - before)),
        ),
        stat_card(
            _team(_("Paying members"), chosen),
            short_count(paying),
            trend=relative_trend(paying, total.get("paying_before", 0), month(chosen - 1)),
            note=_("{share} of the members hold a rank").format(share=_share(paying, members)),
        ),
        stat_card(
            _team(_("Active members"), chosen, View.STOPPED),
            short_count(active),
            trend=relative_trend(active, total.get("active_before", 0), month(chosen - 1)),
            note=_("{share} of the members have volume in the month").format(share=_share(active, members)),
        ),
        stat_card(
            _team(_("Team volume"), chosen),
            short_money(volume, currency),
            trend=relative_trend(volume, total.get("volume_before", 0), month(chosen - 1)),
            note=_("orders of members and of their communities, net"),
            title=money(volume, currency),
        ),
    ]


def reward_cards(frame: pd.DataFrame, chosen: int, run: Run, *, of_team: bool) -> list[Component]:
    """Return rewards and payout ratio, of the columns of data.by_month; of_team: not of the company."""
    plan = run.plans[-1]
    at = frame.set_index("month")
    rewards = at.drop(columns="revenue").sum(axis=1)
    now, then = (int(rewards.get(number, 0)) for number in (chosen, chosen - 1))
    ratio, before = (
        _over(int(rewards.get(number, 0)), int(at["revenue"].get(number, 0)))
        for number in (chosen, chosen - 1)
    )
    return [
        stat_card(
            _of_month(_("Rewards of the whole team") if of_team else _("Rewards"), "rewards", chosen),
            short_money(now, plan.currency),
            trend=relative_trend(now, then, month(chosen - 1), good=True if of_team else None),
            note=_("of everybody in the team, pool shares included")
            if of_team
            else _("earned by members, pool shares included"),
            title=money(now, plan.currency),
        ),
        stat_card(
            _of_month(_("Payout ratio"), "rewards", chosen),
            percent(ratio),
            trend=points_trend(ratio, before, month(chosen - 1), good=None),
            note=_("the plan pays out {ceiling} of a package at most").format(
                ceiling=percent(float(ceiling(plan)))
            ),
        ),
    ]


def rate_cards(context: Context, chosen: int, rate: RateOf) -> list[Component]:
    """Return conversion and repurchase of the month."""
    cards = []
    for label, name, parts, words in (
        (
            _of_month(_("Conversion"), "conversion", chosen),
            "conversion",
            ("converted", "visitors"),
            _("{part} of {whole} visitors ordered within 7 days"),
        ),
        (
            _of_month(_("Repurchase"), "repurchase", chosen),
            "repurchase",
            ("repeat_buyers", "buyers"),
            _("{part} of {whole} buyers had bought in an earlier month"),
        ),
    ):
        now, then = (rate(context, name, parts, number) for number in (chosen, chosen - 1))
        note = words.format(part=count(now.part), whole=count(now.whole))
        cards.append(
            stat_card(
                label,
                percent(now.rate),
                trend=points_trend(now.rate, then.rate, month(chosen - 1)),
                note=note,
            )
        )
    return cards


def _team(words: str, chosen: int, view: View | None = None) -> Component:
    """Return the name of a card that leads to the team page in its month."""
    return dcc.Link(words, href=address("team", month=month_name(chosen), view=view.value if view else ""))


def _of_month(words: str, page: str, chosen: int) -> Component:
    """Return the name of a card that leads to a page with the days of its month."""
    return dcc.Link(words, href=address(page, **month_days(first_day_of(chosen).isoformat())))


def night_card(night: Night) -> Component:
    """Return the last run, and whether all of its checks passed."""
    passed = sum(check.passed for check in night.checks)
    words = _("{passed} of {all} checks passed").format(passed=passed, all=len(night.checks))
    at = moment(from_micros(night.run.finished, night.run.zone))
    return stat_card(
        _("Nightly calculation"),
        run_link(night.run.number),
        note=f"{words} · " + _("finished {time}").format(time=at),
    )


def _over(part: int, whole: int) -> float | None:
    return part / whole if whole > 0 else None


def _share(part: int, whole: int) -> str:
    return percent(_over(part, whole))
