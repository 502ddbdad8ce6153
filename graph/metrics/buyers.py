"""Rows of the metrics of buyers and their orders: registration, repurchase, retention, buyers and sellers."""

from collections.abc import Sequence

from graph.database import Row
from graph.metrics.model import Figures, by, rate
from graph.metrics.window import Window

REGISTRATION_DAYS = (7, 30, 60, 90)
REPURCHASE_DAYS = (30, 60, 90)


def registration(rows: Sequence[Row], _window: Window) -> list[Figures]:
    """Return a row per number of days, also where nobody joined long enough ago."""
    return _within(rows, REGISTRATION_DAYS, "joined", "converted")


def cohort_repurchase(rows: Sequence[Row], _window: Window) -> list[Figures]:
    """Return a row per number of days, also where no first order is old enough."""
    return _within(rows, REPURCHASE_DAYS, "buyers", "repeat_buyers")


def repurchase(rows: Sequence[Row], window: Window) -> list[Figures]:
    """Return a row per month that the window touches, also without buyers."""
    found = by(rows, "month")
    nobody = {"buyers": 0, "repeat_buyers": 0}
    told = [(window.month(month), found.get((month,), nobody)) for month in window.months]
    return [
        {
            "month": month,
            "buyers": row["buyers"],
            "repeat_buyers": row["repeat_buyers"],
            "rate": rate(row["repeat_buyers"], row["buyers"]),
        }
        for month, row in told
    ]


def retention(rows: Sequence[Row], window: Window) -> list[Figures]:
    """Return, for each month with first orders, a row per following month up to the run's."""
    found = {key: row["buyers"] for key, row in by(rows, "cohort", "offset").items()}
    sizes = {cohort: buyers for (cohort, offset), buyers in found.items() if offset == 0}
    return [
        {
            "cohort": window.month(cohort),
            "offset": offset,
            "buyers": found.get((cohort, offset), 0),
            "cohort_size": size,
            "rate": rate(found.get((cohort, offset), 0), size),
        }
        for cohort, size in sorted(sizes.items())
        for offset in range(1, window.run_month - cohort + 1)
    ]


def buyer_seller(rows: Sequence[Row], _window: Window) -> list[Figures]:
    """Return the one row."""
    buyers, sellers = rows[0]["buyers"], rows[0]["sellers"]
    return [{"buyers": buyers, "sellers": sellers, "ratio": rate(buyers, sellers)}]


def _within(rows: Sequence[Row], days: Sequence[int], under: str, over: str) -> list[Figures]:
    found = by(rows, "days")
    nobody = {under: 0, over: 0}
    told = [(number, found.get((number,), nobody)) for number in days]
    return [
        {"days": number, under: row[under], over: row[over], "rate": rate(row[over], row[under])}
        for number, row in told
    ]
