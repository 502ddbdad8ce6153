"""Who stays: cohorts as a table, each cell with those behind it."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.i18n.format import count, month, percent
from dashboard.shared import aria, empty_state
from dashboard.shared.behind import list_link
from dashboard.words import _
from graph.months import month_name

BELOW = 0.05
"""How far below the average of its column a cell is marked: five points."""
_Cell = Mapping[Hashable, Any]


def averages(frame: pd.DataFrame) -> dict[int, float]:
    """Return the share by offset over all finished cells, large cohorts counting more: data.retention."""
    over = frame[~frame["unfinished"] & (frame["cohort_size"] > 0)]
    sums = over.groupby("offset")[["buyers", "cohort_size"]].sum()
    return {int(at): row["buyers"] / row["cohort_size"] for at, row in sums.iterrows()}  # type: ignore[call-overload]


def cohort_table(frame: pd.DataFrame, search: str) -> Component:
    """Return cohorts, the newest first, with their size and the average: the columns of data.retention.

    An unfinished cell is hatched; within its first days it has no figure.
    """
    if frame.empty:
        return empty_state(_("No cohort of first orders is a month old."))
    cells = {(row["cohort"], row["offset"]): row for row in frame.to_dict("records")}
    offsets = [int(one) for one in sorted(frame["offset"].unique())]
    sizes = frame.groupby("cohort")["cohort_size"].first()
    mean, most = averages(frame), max(0.01, float(frame["rate"].max()))
    head = [html.Th(_("First order in"), scope="col"), html.Th(_("Buyers"), scope="col", className="number")]
    head += [html.Th(f"+{offset}", scope="col", className="number") for offset in offsets]
    body = [_average_row(mean, offsets, int(sizes.sum()), most)]
    for cohort in sorted(sizes.index, reverse=True):
        name = month_name(int(cohort))
        size = dcc.Link(count(int(sizes[cohort])), href=list_link(search, f"cohort.{name}"))
        row: list[Component] = [html.Th(month(int(cohort)), scope="row"), html.Td(size, className="number")]
        row += [_cell(cells.get((cohort, offset)), name, search, mean, most) for offset in offsets]
        body.append(html.Tr(row))
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(body)], className="plain cohorts")
    return html.Div(
        table, className="scrolls", tabIndex=0, **aria(label=_("Who stays: cohorts")), role="region"
    )


def cell_words(row: _Cell) -> str:
    """Return a cell in words: 2 of 4 buyers of Jan 2026 ordered in Feb 2026."""
    words = _("{buyers} of {size} buyers of {cohort} ordered in {month}").format(
        buyers=count(int(row["buyers"])),
        size=count(int(row["cohort_size"])),
        cohort=month(int(row["cohort"])),
        month=month(int(row["cohort"] + row["offset"])),
    )
    return f"{words} ({_('unfinished')})" if row["unfinished"] else words


def _average_row(mean: Mapping[int, float], offsets: Sequence[int], buyers: int, most: float) -> Component:
    cells = [
        html.Td(percent(mean[one], 0), className="number", style=_shade(mean[one], most))
        if one in mean
        else html.Td()
        for one in offsets
    ]
    names = [html.Th(_("average"), scope="row"), html.Td(count(buyers), className="number")]
    return html.Tr([*names, *cells], className="average")


def _cell(row: _Cell | None, cohort: str, search: str, mean: Mapping[int, float], most: float) -> Component:
    if not row or not row["cohort_size"]:
        return html.Td()
    rate, words = float(row["rate"]), cell_words(row)
    if row["begins"]:
        return html.Td(className="number hatched", title=words)
    low = not row["unfinished"] and rate < mean.get(int(row["offset"]), 0) - BELOW
    if low:
        words += " · " + _("more than 5 points below the average")
    address = list_link(search, f"again.{cohort}.{int(row['offset'])}")
    link = dcc.Link(percent(rate, 0), href=address, title=words, className="cell")
    looks = ("number", "hatched" if row["unfinished"] else "", "low" if low else "")
    style = {} if row["unfinished"] else _shade(rate, most)
    return html.Td(link, className=" ".join(filter(None, looks)), style=style)


def _shade(rate: float, most: float) -> dict[str, str]:
    return {"--share": f"{rate / most:.2f}"}
