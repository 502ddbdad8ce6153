"""The parts of the weekly summary in words: me, to do, my team in the week, who changed most."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from dashboard.i18n.format import change, count, money, month, short_day
from dashboard.shared.explanations import words_for
from dashboard.shared.figures.ranks import rank_name
from dashboard.words import _
from graph.months import month_name
from graph.reads.views import View
from graph.weekly import WeeklySummary

_TASKS = 3
Figure = tuple[str, str, str]
"""What it is, how much, and a note."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the letter; page, query: where the dashboard has more of it."""

    title: str
    figures: tuple[Figure, ...] = ()
    items: tuple[str, ...] = ()
    page: str = ""
    query: dict[str, str] = field(default_factory=dict)


def parts_of(summary: WeeklySummary) -> Iterator[Part]:
    """Yield the parts, in the language of the reader."""
    yield _me(summary)
    yield _to_do(summary)
    yield _team(summary)
    if summary.since:
        yield _changed(summary)


def _me(summary: WeeklySummary) -> Part:
    plan, standing = summary.run.plans[-1], summary.explanation.standing
    following = summary.explanation.next_rank
    rank = rank_name(plan, standing.rank_number)
    note = ""
    if following:
        note = _("next: {rank}").format(rank=rank_name(plan, plan.rank_number(following.rank)))
    currency = plan.currency
    return Part(
        _("Me"),
        (
            (
                _("My rewards, {month}").format(month=month(summary.month)),
                money(summary.of_month.earned, currency),
                _("a refund can still change it"),
            ),
            (_("Held until now"), money(standing.held, currency), ""),
            (
                _("Available"),
                money(standing.available, currency),
                _("earned, not held and not paid as of the run"),
            ),
            (_("My rank"), rank, note),
        ),
    )


def _to_do(summary: WeeklySummary) -> Part:
    plan, counts = summary.run.plans[-1], summary.counts
    items = [
        _("{number} fall behind the month before").format(number=count(counts.behind)),
        _("{number} stopped ordering ({volume} in {month})").format(
            number=count(counts.stopped),
            volume=money(counts.stopped_before, plan.currency),
            month=month(summary.month - 1),
        ),
        _("{number} are one step from the next rank").format(number=count(counts.near)),
    ]
    following = summary.explanation.next_rank
    tasks = [one.task for one in following.conditions if one.task] if following else []
    if following and tasks:
        words = words_for(summary.explanation.names, plan, summary.packages)
        rank = rank_name(plan, plan.rank_number(following.rank))
        items.append(
            _("For {rank} myself: {what}").format(rank=rank, what=words.sentences_of(tasks[:_TASKS]))
        )
    query = {"view": View.BEHIND.value, "month": month_name(summary.month)}
    return Part(_("To do"), items=tuple(items), page="team", query=query)


def _team(summary: WeeklySummary) -> Part:
    week, before, currency = summary.week, summary.before, summary.run.plans[-1].currency
    first, last = short_day(before.first), short_day(before.last)
    amounts = ((_("Revenue"), week.revenue, before.revenue), (_("Rewards"), week.rewards, before.rewards))
    return Part(
        _("My team in the week"),
        (
            *(
                (name, money(now, currency), _beside(money(was, currency), now, was, first, last))
                for name, now, was in amounts
            ),
            (
                _("New members"),
                count(week.joined),
                _beside(count(before.joined), week.joined, before.joined, first, last),
            ),
        ),
        page="team",
    )


def _beside(text: str, now: int, was: int, first: str, last: str) -> str:
    words = _("{first} to {last}: {text}").format(first=first, last=last, text=text)
    return f"{words} ({change((now - was) / was)})" if was > 0 else words


def _changed(summary: WeeklySummary) -> Part:
    plan = summary.run.plans[-1]
    figures = []
    for one in summary.changed:
        who = f"{one.name} ({one.member_id})" if one.name else one.member_id
        note = ""
        if one.rank_before != one.rank_after:
            note = f"{rank_name(plan, one.rank_before)} → {rank_name(plan, one.rank_after)}"
        sign = "+" if one.difference > 0 else ""
        figures.append((who, sign + money(one.difference, plan.currency), note))
    items = () if figures else (_("Nobody's rank or pay differs."),)
    query = {"since": str(summary.since), "run": str(summary.run.number)}
    return Part(_("Who changed most"), tuple(figures), items, page="runs", query=query)
