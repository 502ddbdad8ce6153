"""What the compliance page reads: the panel of the run, and a test by month as a table."""

import pandas as pd

from dashboard.context import Context
from dashboard.words import _
from graph.compliance import Compliance, compliance
from graph.errors import NotFoundError
from graph.reads.standings import month_number


def panel(context: Context) -> Compliance:
    """Return the panel; it looks at the whole company, so who does not see that has none.

    Raises:
        NotFoundError: the account does not see the whole company.
    """
    if not context.viewer.sees_all:
        raise NotFoundError(_("There is no such page"))
    return compliance(context.database, context.run)


def by_month(whole: Compliance, flag: str) -> pd.DataFrame:
    """Return a test by month (`year*12+month-1`): month, value (NaN for none), over, under, unfinished."""
    rows = [
        {
            "month": month_number(one.month),
            "value": None if one.figure.value is None else float(one.figure.value),
            "over": one.figure.over,
            "under": one.figure.under,
            "unfinished": one.month == whole.unfinished,
        }
        for one in whole.trend
        if one.figure.flag.id == flag
    ]
    frame = pd.DataFrame(rows, columns=["month", "value", "over", "under", "unfinished"])
    return frame.astype({"value": float})
