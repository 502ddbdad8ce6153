"""The parts of the ledger: its columns, the rows as they are shown, and the chips that narrow it."""

from typing import Any

import dash_mantine_components as dmc
from dash.development.base_component import Component

from dashboard.shared import money_column
from dashboard.shared.addresses import address, member_address
from dashboard.shared.causes import cause_words
from dashboard.shared.figures.ranks import pool_name
from dashboard.shared.figures.style import KINDS, kind_name
from dashboard.shared.filters import search_value
from dashboard.words import _
from graph.database import Row
from graph.plan.model import Plan

CHIPS = ("new", "corrections", "large", "entry")
"""The chips by their names in ids, `rewards-{name}`."""
_TEXT = {"filterOptions": ["startsWith"], "maxNumConditions": 1, "debounceMs": 400}
_NUMBER = {
    "filterOptions": ["greaterThanOrEqual", "lessThanOrEqual", "equals", "inRange"],
    "maxNumConditions": 1,
    "debounceMs": 400,
}


def chips(search: str) -> list[Component]:
    """Return what narrows the ledger with a click: each is a part of the address (assets/ledger.js)."""
    words = {
        "new": _("New"),
        "corrections": _("Corrections"),
        "large": _("At least 1.00"),
        "entry": _("One entry and its corrections"),
    }
    pressed = {
        "new": search_value(search, "posted") == "new",
        "corrections": search_value(search, "posted") == "corrections",
        "large": bool(search_value(search, "large")),
        "entry": bool(search_value(search, "entry")),
    }
    return [
        dmc.Chip(
            label,
            id=f"rewards-{name}",
            checked=pressed[name],
            size="sm",
            style={} if name != "entry" or pressed[name] else {"display": "none"},
        )
        for name, label in words.items()
    ]


def columns(sort: str) -> list[dict[str, Any]]:
    """Return the columns; sort: by which in which direction, such as "amount.desc"; by day without any."""
    found = _plain_columns()
    field, _dot, direction = sort.partition(".")
    by = next((one for one in found if one["field"] == field), None)
    (by or found[0])["sort"] = "asc" if by and direction == "asc" else "desc"
    return found


def _plain_columns() -> list[dict[str, Any]]:
    kinds = {kind: kind_name(kind) for kind in KINDS}
    return [
        {"field": "day", "headerName": _("Day"), "minWidth": 125, "maxWidth": 140},
        {"field": "kind", "headerName": _("Kind"), "refData": kinds, "minWidth": 110, "maxWidth": 150},
        {
            "field": "payee_id",
            "headerName": _("Payee"),
            "cellRenderer": "PartLinks",
            "minWidth": 120,
            "filter": "agTextColumnFilter",
            "filterParams": _TEXT,
        },
        {"field": "name", "headerName": _("Full name"), "sortable": False, "minWidth": 100},
        {
            "field": "order_id",
            "headerName": _("Order"),
            "filter": "agTextColumnFilter",
            "filterParams": _TEXT,
            "cellClass": "opens",
            "minWidth": 130,
        },
        {"field": "pool", "headerName": _("Pool or month"), "sortable": False, "maxWidth": 120},
        money_column(
            "amount", _("Amount"), minWidth=120, filter="agNumberColumnFilter", filterParams=_NUMBER
        ),
        {"field": "cause", "headerName": _("Cause"), "sortable": False, "minWidth": 150},
        {"field": "run", "headerName": _("Posted"), "minWidth": 180, "cellRenderer": "PartLinks"},
        {
            "field": "corrects",
            "headerName": _("Corrects"),
            "sortable": False,
            "minWidth": 110,
            "cellRenderer": "CorrectedEntry",
        },
    ]


def grid_row(row: Row, plan: Plan) -> dict[str, Any]:
    """Return an entry as the grid shows it: breakage has words in the place of a payee."""
    pool = pool_name(plan, row["pool"]) if row["pool"] else "" if row["order_id"] else row["source"]
    posted = _("Run {number} · {day}").format(number=row["run"], day=row["posted_on"])
    leads = {posted.partition(" · ")[0]: address("runs", run=str(row["run"]))}
    if row["payee_id"]:
        leads[row["payee_id"]] = member_address(row["payee_id"])
    return {
        **row,
        "leads": leads,
        "payee_id": row["payee_id"] or _("breakage"),
        "pool": pool,
        "cause": cause_words(row["cause"]) if row["cause"] else "",
        "run": posted,
        "corrects_words": _("Run {number}").format(number=int(row["corrects"].split(" ")[0]))
        if row["corrects"]
        else "",
    }
