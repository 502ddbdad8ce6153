"""Sums by month that a night keeps of the company and of large teams, made the counts of a metric."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from graph.clock import day_of
from graph.database import Database, Row
from graph.metrics.visitors import FUNNEL_COUNTS
from graph.metrics.window import Window
from graph.months import month_name, number_of
from graph.reads.runs import Run

LARGE = 50_000
"""The largest team, its root included, that is counted for days that are no whole months."""


@dataclass(frozen=True, slots=True)
class Months:
    """Whole months (`year*12+month-1`), both included; None has no bound."""

    first: int | None
    last: int | None

    def has(self, month: int) -> bool:
        """Whether a month is one of them."""
        return not self.before(month) and (self.last is None or month <= self.last)

    def before(self, month: int) -> bool:
        """Whether a month lies before the first one."""
        return self.first is not None and month < self.first


@dataclass(frozen=True, slots=True)
class Part:
    """What is asked of sums: whole months and the same as a window, a channel, and whether it is of a team.

    spend: the company's in the window, minor units by channel, those above 0; only cac asks for it.
    """

    months: Months
    window: Window
    channel: str = ""
    of_team: bool = False
    spend: Mapping[str, int] = field(default_factory=dict)

    def index(self, month: int) -> int:
        """Return a month as an index of the window's calendar."""
        return month - self.window.calendar.first_month


_KEPT_AS = {"funnel": "funnel-waiting"}
"""Metrics whose sums have other columns than those that earlier versions kept under the metric's name."""


def key_of(run: int, name: str, team: str) -> str:
    """Return the key by which sums are kept."""
    return f"{run} {_KEPT_AS.get(name, name)} {team}"


def kept_sums(database: Database, run: Run, name: str, team: str) -> list[Row] | None:
    """Return the sums of a metric that a run kept for a team, "" for the company; None when it kept none."""
    found = database.read("nightly/aggregates/kept", key=key_of(run.number, name, team))
    rows: list[Row] | None = json.loads(found[0]["sums"]) if found else None
    return rows


def by_months(database: Database, run: Run, team: str) -> bool:
    """Return whether a team, "" for the company, is so large that readers should ask for whole months."""
    found = database.read("nightly/aggregates/large", key=key_of(run.number, "conversion", team))
    return bool(found and found[0]["large"])


def whole_months(run: Run, from_day: date | None, to_day: date | None) -> Months | None:
    """Return the months of a stretch of days; None when it cuts one short, other than the run's own end."""
    if to_day and to_day > day_of(run.as_of, run.zone):
        to_day = None
    if (from_day and from_day.day > 1) or (to_day and to_day.day > 1):
        return None
    return Months(number_of(from_day) if from_day else None, number_of(to_day) - 1 if to_day else None)


def covering(from_day: date | None, to_day: date | None) -> tuple[date | None, date | None]:
    """Return the whole months that cover a stretch of days, as its first day and the day after its last."""
    first = from_day.replace(day=1) if from_day else None
    if to_day is None or to_day.day == 1:
        return first, to_day
    return first, (to_day.replace(day=28) + timedelta(days=4)).replace(day=1)


def counts_of(name: str, rows: Sequence[Row], part: Part) -> list[Row]:
    """Return what the statement of a metric would count, of its sums."""
    return _COUNTS[name](rows, part)


def add_up(rows: Sequence[Row], keys: Sequence[str], values: Mapping[str, str]) -> list[Row]:
    """Return rows by their keys, sorted, each with the totals of the `values` (column to its new name)."""
    found: defaultdict[tuple[str | int, ...], list[int]] = defaultdict(lambda: [0] * len(values))
    for row in rows:
        totals = found[tuple(row[key] for key in keys)]
        for place, column in enumerate(values):
            totals[place] += row[column]
    return [
        dict(zip([*keys, *values.values()], [*key, *totals], strict=True))
        for key, totals in sorted(found.items())
    ]


def _selected(rows: Sequence[Row], part: Part) -> list[Row]:
    return [row for row in rows if part.months.has(row["at"]) and part.channel in {"", row["channel"]}]


def _conversion(rows: Sequence[Row], part: Part) -> list[Row]:
    return add_up(_selected(rows, part), ["channel"], {"visitors": "visitors", "converted": "converted"})


def conversion_months(rows: Sequence[Row], part: Part) -> list[Row]:
    """Return what metrics/conversion_months would count, of the sums of conversion."""
    return _by_month(rows, part, {"visitors": "visitors", "converted": "converted"})


def _by_month(rows: Sequence[Row], part: Part, values: Mapping[str, str]) -> list[Row]:
    found = add_up(_selected(rows, part), ["at"], values)
    return [{**row, "month": part.index(row["at"])} for row in found]


def _by_days(rows: Sequence[Row], part: Part, values: Mapping[str, str]) -> list[Row]:
    found = add_up(_selected(rows, part), ["key"], values)
    return [{**row, "days": row["key"]} for row in found]


def _retention(rows: Sequence[Row], part: Part) -> list[Row]:
    found = add_up(_selected(rows, part), ["at", "key"], {"counted": "buyers"})
    return [{**row, "cohort": part.index(row["at"]), "offset": row["key"]} for row in found]


def _cac(rows: Sequence[Row], part: Part) -> list[Row]:
    selected = _selected(rows, part)
    paid = [row for row in selected if row["channel"] in part.spend]
    return [
        {
            "spend": None if part.of_team else sum(part.spend.values()),
            "members": sum(row["members"] for row in selected),
            "rewards": sum(row["rewards"] for row in selected),
            "paid_members": sum(row["members"] for row in paid),
            "paid_rewards": sum(row["rewards"] for row in paid),
        }
    ]


def _buyer_seller(rows: Sequence[Row], part: Part) -> list[Row]:
    recent = [row for row in rows if row["window"] == [part.window.recent, part.window.end]]
    buyers = sum(row.get("buyers", 0) for row in recent if part.channel in {"", row["channel"]})
    sellers = sum(row.get("sellers", 0) for row in recent if part.channel == row["channel"])
    return [{"buyers": buyers, "sellers": sellers}]


def _funnel(rows: Sequence[Row], part: Part) -> list[Row]:
    counted = [
        row
        for row in rows
        if part.months.has(row["at"])
        and part.channel == row["channel"]
        and ("before" not in row or part.months.before(row["before"]))
    ]
    return [{column: sum(row[column] for row in counted) for column in FUNNEL_COUNTS}]


def _attribution(rows: Sequence[Row], part: Part) -> list[Row]:
    return add_up(_selected(rows, part), ["model", "channel", "parts"], {"touches": "touches"})


def _k_factor(rows: Sequence[Row], part: Part) -> list[Row]:
    begun = [row for row in rows if "counted" in row and part.channel in {"", row["channel"]}]
    nobody: Row = {"beginners": 0, "recruits": 0, "between": None}
    found = {row["at"]: {**nobody, **row} for row in add_up(begun, ["at"], {"counted": "beginners"})}
    for row in rows:
        if "recruits" in row and part.channel == row["channel"] and part.months.has(row["at"]):
            found[row["at"]] = {**found.get(row["at"], nobody), **row}
    return [{**row, "month": part.index(at)} for at, row in found.items()]


def _payout(rows: Sequence[Row], part: Part) -> list[Row]:
    selected = [{"channel": None, **row} for row in rows]
    selected = [{**row, "rewards": row.get("rewards", 0)} for row in _selected(selected, part)]
    rewards = add_up([row for row in selected if "revenue" not in row], ["at"], {"rewards": "rewards"})
    revenue = add_up([row for row in selected if "revenue" in row], ["at"], {"revenue": "revenue"})
    return [
        *({"name": month_name(row["at"]), "month": None, **row} for row in rewards),
        *({"name": None, "month": part.index(row["at"]), **row} for row in revenue),
    ]


_BUYERS = {"counted": "buyers", "again": "repeat_buyers"}
_COUNTS: dict[str, Callable[[Sequence[Row], Part], list[Row]]] = {
    "conversion": _conversion,
    "registration": partial(_by_days, values={"counted": "joined", "again": "converted"}),
    "repurchase": partial(_by_month, values=_BUYERS),
    "cohort-repurchase": partial(_by_days, values=_BUYERS),
    "retention": _retention,
    "cac": _cac,
    "buyer-seller": _buyer_seller,
    "funnel": _funnel,
    "attribution": _attribution,
    "k-factor": _k_factor,
    "payout": _payout,
}
