"""Rows of the metrics of growth and what it costs: acquisition cost, K-factor, payout ratio."""

from collections.abc import Sequence
from fractions import Fraction

from graph.database import Row
from graph.metrics.model import Figures, by, decimal, each, rate
from graph.metrics.window import DAY, Window


def cac(rows: Sequence[Row], _window: Window) -> list[Figures]:
    """Return the blended and the paid-only cost; without spend (None: a team's cannot be told) no cost."""
    found = rows[0]
    spend = found["spend"]
    kinds = [
        ("blended", found["members"], found["rewards"]),
        ("paid-only", found["paid_members"], found["paid_rewards"]),
    ]
    return [
        {
            "kind": kind,
            "spend": spend,
            "rewards": rewards,
            "new_members": members,
            "cost": None if spend is None else each(spend + rewards, members),
        }
        for kind, members, rewards in kinds
    ]


def k_factor(rows: Sequence[Row], window: Window) -> list[Figures]:
    """Return a row per month that the window touches; inviters are all whose first order lies before it."""
    found = by(rows, "month")
    nobody = {"beginners": 0, "recruits": 0, "between": None}
    told: list[Figures] = []
    inviters = 0
    for month in range(window.months.stop):
        row = found.get((month,), nobody)
        if month in window.months:
            between = row["between"]
            told.append(
                {
                    "month": window.month(month),
                    "recruits": row["recruits"],
                    "inviters": inviters,
                    "k": rate(row["recruits"], inviters),
                    "median_days": None if between is None else decimal(Fraction(between, 2 * DAY)),
                }
            )
        inviters += row["beginners"]
    return told


def payout(rows: Sequence[Row], window: Window) -> list[Figures]:
    """Return a row per month that the window touches: rewards by their day, revenue by the order's time."""
    rewards = {row["name"]: row["rewards"] for row in rows if row["name"]}
    revenue = {row["month"]: row["revenue"] for row in rows if row["name"] is None}
    told: list[Figures] = []
    for index in window.months:
        month = window.month(index)
        paid, sold = rewards.get(month, 0), revenue.get(index, 0)
        told.append({"month": month, "rewards": paid, "revenue": sold, "ratio": rate(paid, sold)})
    return told
