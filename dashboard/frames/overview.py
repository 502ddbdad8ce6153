"""The DataFrames of the overview."""

from dataclasses import asdict

import pandas as pd

from dashboard.asking import Asked
from graph.clock import from_micros
from graph.reads.overview import people


def ranks(question: Asked) -> pd.DataFrame:
    """Return a row per rank that is held; see graph.reads.overview.People."""
    run = question.run
    day = from_micros(run.as_of, run.zone).date()
    month = day.year * 12 + day.month - 2
    return pd.DataFrame([asdict(one) for one in people(question.database, run, month, question.team)])
