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
    """Let each point of a figure by month lead to a page with the days of its month; more: of its address."""
    for trace in drawn.data:
        trace.meta = [
            address(page, **month_days(date.fromisoformat(str(at)[:10])), **more) for at in trace.x or ()
        ]
    return drawn


def month_days(day: date) -> dict[str, str]:
    """Return the filters of an address for the month of a day."""
    first = first_day_of(number_of(day))
    last = first_day_of(number_of(day) + 1) - timedelta(days=1)
    return {"from": first.isoformat(), "until": last.isoformat()}
