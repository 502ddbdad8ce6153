"""The tables of the conversion page: what channels cost and bring, who invites, the funnel by steps."""

from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import dash_mantine_components as dmc
import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.pages.conversion.figures import channel_name
from dashboard.shared import empty_state, file_links
from dashboard.shared.behind import list_link
from dashboard.shared.figures.funnel import stage_name
from dashboard.shared.records import Column, Link, Row, records_table, shown_of
from dashboard.words import _
from graph.growth.channels import Channel
from graph.growth.inviters import MOST_INVITERS, Inviter

FILE = "/dashboard/downloads/conversion-{table}.csv"


def channel_columns(rows: Sequence[Channel]) -> list[Column]:
    """Return the columns of channels; those of money spent only where the company has spend."""
    spent = rows[-1].spend is not None
    return [
        Column("channel", _("Channel")),
        *([Column("spend", _("Spend"), "money")] if spent else []),
        Column("touches", _("Touches"), "count"),
        Column("visitors", _("Visitors"), "count"),
        Column("conversion", _("Conversion"), "rate"),
        Column("joined", _("New members"), "count"),
        Column("first_orders", _("First orders"), "count"),
        *([Column("cost", _("Cost per first order"), "money")] if spent else []),
        Column("repurchase", _("Repurchase in 60 days"), "rate"),
        Column("revenue", _("Revenue"), "money"),
    ]


def channel_rows(rows: Sequence[Channel]) -> list[dict[str, Any]]:
    """Return channels as rows of `channel_columns`; the last is of all of them, "" of those without one."""
    figures = ("conversion", "repurchase", "cost")
    return [{**asdict(one), **{name: getattr(one, name) for name in figures}} for one in rows]


def channels(rows: Sequence[Channel], currency: str, search: str, *, team: bool) -> Component:
    """Return the table of channels; members and first orders lead to who they are."""
    if not any(asdict(rows[-1])[name] for name in ("spend", "touches", "joined", "revenue")):
        return empty_state(_("No touch, member or order lies in these days."))
    shown = channel_rows(rows)
    *each, whole = shown
    known = {id(row): row["channel"] for row in each}
    for row in each:
        row["channel"] = channel_name(row["channel"]) if row["channel"] else _("no channel")
    whole["channel"] = _("all channels")

    def leads(what: str) -> Link:
        return lambda row: list_link(search, f"{what}.{known[id(row)]}") if id(row) in known else ""

    links = {"joined": leads("joined"), "first_orders": leads("first")}
    table = records_table(channel_columns(rows), shown, currency, links)
    return html.Div([table, _foot("channels", search, _missing_spend(rows[-1], team=team))])


def inviter_columns() -> list[Column]:
    """Return the columns of inviters."""
    return [
        Column("member_id", _("Member"), "member"),
        Column("name", _("Full name")),
        Column("invited", _("Invited visitors"), "count"),
        Column("recruits", _("Recruits"), "count"),
        Column("buyers", _("Recruits who bought"), "count"),
        Column("bought", _("Share who bought"), "rate"),
        Column("repurchase", _("Repurchase in 60 days"), "rate"),
    ]


def inviter_rows(rows: Sequence[Inviter]) -> list[dict[str, Any]]:
    """Return inviters as rows of `inviter_columns`."""
    return [{**asdict(one), "bought": one.bought, "repurchase": one.repurchase} for one in rows]


def inviters(rows: Sequence[Inviter], currency: str, search: str) -> Component:
    """Return the table of inviters; their recruits lead to who they are."""
    if not rows:
        return empty_state(_("Nobody who was recruited joined in these days."))

    def leads(what: str) -> Link:
        return lambda row: list_link(search, f"{what}.{row['member_id']}") if row[_COUNTED[what]] else ""

    links = {_COUNTED[what]: leads(what) for what in _COUNTED}
    table = records_table(inviter_columns(), inviter_rows(rows), currency, links)
    scroll = html.Div(table, className="tall", tabIndex=0)
    return html.Div([scroll, _foot("inviters", search, shown_of(len(rows), MOST_INVITERS))])


_COUNTED = {"recruits": "recruits", "bought": "buyers"}
"""The lists of an inviter, and the columns that lead to them."""


def steps(frame: pd.DataFrame, search: str) -> Component:
    """Return the funnel (data.funnel) as a table; visitors and those who wait lead to who they are."""
    columns = [
        Column("stage", _("Stage")),
        Column("visitors", _("Visitors"), "count"),
        Column("waiting", _("Waiting"), "count"),
        Column("step_rate", _("Step rate"), "rate"),
        Column("days", _("Median days")),
    ]
    rows: list[Row] = [
        {
            "ident": row["stage"],
            "stage": stage_name(row["stage"]),
            "visitors": int(row["visitors"]),
            "waiting": int(row["waiting"]),
            "step_rate": None if pd.isna(row["step_rate"]) else Decimal(str(row["step_rate"])),
            "days": "" if pd.isna(row["days"]) else f"{row['days']:.1f}",
        }
        for row in frame.to_dict("records")
    ]

    def leads(what: str, column: str) -> Link:
        return lambda row: list_link(search, f"{what}.{row['ident']}") if row[column] else ""

    links = {"visitors": leads("stage", "visitors"), "waiting": leads("waiting", "waiting")}
    return records_table(columns, rows, "", links)


def _missing_spend(whole: Channel, *, team: bool) -> str:
    if whole.spend is not None:
        return ""
    if team:
        return _("Spend is the company's, so a team has no cost of its own.")
    return _("No spend is loaded (the table spend), so there is no cost.")


def _foot(table: str, search: str, words: str) -> Component:
    address = f"{FILE.format(table=table)}?{urlencode({'search': search})}"
    files = file_links(f"conversion-{table}", address, _("Download CSV"), _("Download Excel"))
    foot: Component = dmc.Group([html.P(words, className="words"), files], justify="space-between")
    return foot
