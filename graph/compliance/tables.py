"""The panel as rows of texts and money, the same for the command, the API and the dashboard."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from graph.clock import from_micros
from graph.compliance.flags import flag_law, flag_name
from graph.compliance.panel import Compliance, Figure
from graph.database import Row
from graph.metrics.model import decimal, rate
from graph.money import to_decimal

Fields = dict[str, Any]
"""A row: texts, counts, money in minor units, decimals of six places; None where a denominator is 0."""


def figure_fields(figure: Figure) -> Fields:
    """Return a figure; value, threshold and distance are persons or levels, or shares of six places."""
    whole = figure.under is None

    def number(exact: Fraction | None) -> str | None:
        if exact is None:
            return None
        return str(exact.numerator) if whole else f"{decimal(exact):f}"

    amount: Callable[[int], str] = to_decimal if figure.flag.unit == "money" else str
    return {
        "flag": figure.flag.id,
        "value": number(figure.value),
        "threshold": number(figure.flag.threshold),
        "distance": number(figure.distance),
        "crossed": figure.crossed,
        "over": amount(figure.over),
        "under": None if figure.under is None else amount(figure.under),
        "root_id": figure.root_id,
    }


def flag_rows(panel: Compliance) -> list[Fields]:
    """Return a row per test, with its name and its article in the language of the request."""
    return [
        {"name": flag_name(one.flag), **figure_fields(one), "law": flag_law(one.flag)}
        for one in panel.figures
    ]


def trend_rows(panel: Compliance) -> list[Fields]:
    """Return a row per month and test."""
    return [{"month": one.month, **figure_fields(one.figure)} for one in panel.trend]


def list_rows(panel: Compliance, name: str) -> list[Fields]:
    """Return the rows of one of LISTS: member_id first, its name, then what it is listed for."""
    return [_SHAPES[name](panel, row) for row in panel.lists[name]]


def _root(panel: Compliance, row: Row) -> Fields:
    figures = {name: row[name] for name in ("people", "levels")}
    crossed = all(
        one.flag.crosses(Fraction(figures[one.flag.id])) for one in panel.figures if one.flag.id in figures
    )
    return {**_member(panel.names, row["root_id"]), **figures, "crossed": crossed}


def _over_cap(panel: Compliance, row: Row) -> Fields:
    return {
        **_member(panel.names, row["member_id"]),
        "earned": row["earned"],
        "sold": row["sold"],
        "ratio": rate(row["earned"], row["sold"]),
        "retail_sold": row["retail_sold"],
        "retail_earned": row["retail_earned"],
    }


def _ring(panel: Compliance, row: Row) -> Fields:
    return {
        **_member(panel.names, row["sponsor_id"]),
        "channel": panel.channels.get(row["member_ids"][0], ""),
        "joined_at": from_micros(row["joined"], panel.run.zone).isoformat(timespec="minutes"),
        "accounts": row["accounts"],
        "paid": row["paid"],
        "earned": row["earned"],
        "account_ids": list(row["member_ids"]),
    }


def _never_again(panel: Compliance, row: Row) -> Fields:
    return {
        **_member(panel.names, row["member_id"]),
        "recruits": row["recruits"],
        "earned": row["earned"],
    }


def _beyond_goods(panel: Compliance, row: Row) -> Fields:
    return {**_member(panel.names, row["member_id"]), "earned": row["earned"], "goods": row["goods"]}


_SHAPES: Mapping[str, Callable[[Compliance, Row], Fields]] = {
    "roots": _root,
    "over_cap": _over_cap,
    "rings": _ring,
    "never_again": _never_again,
    "beyond_goods": _beyond_goods,
}


def _member(names: Mapping[str, str], member_id: str) -> Fields:
    return {"member_id": member_id, "name": names.get(member_id, "")}
