"""Where a click into a figure leads: an address for each point of its traces (assets/links.js)."""

from collections.abc import Sequence
from datetime import date, timedelta

import plotly.graph_objects as go

from dashboard.shared.addresses import address
from graph.months import first_day_of, number_of


def lead_to(drawn: go.Figure, addresses: Sequence[str]) -> go.Figure:
    """Let the points of each trace lead to these addresses, in their order; "" leads nowhere."""
    return drawn.update_traces(meta=list(addresses))


def lead_to_months(drawn: go.Figure, page: str, **more: str) -> go.Figure:
    """Let each point of a figure by month lead to a page with the days of its month; more: of its address.

    The ends of a line that is no month's, such as that of a ceiling, lead nowhere.
    """
    for trace in drawn.data:
        days = ["" if at is None else str(at)[:10] for at in (trace.x if trace.x is not None else ())]
        trace.meta = [address(page, **month_days(day), **more) if day else "" for day in days]
    return drawn


def month_days(day: str) -> dict[str, str]:
    """Return the filters of an address for the month of a day (2026-01-31)."""
    number = number_of(date.fromisoformat(day))
    last = first_day_of(number + 1) - timedelta(days=1)
    return {"from": first_day_of(number).isoformat(), "until": last.isoformat()}
