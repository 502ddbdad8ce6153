"""What may be counted on the spot: the team is there, and not too large for days that are no whole months."""

from graph.database import Database
from graph.earnings.scope import Scope
from graph.metrics.aggregates import by_months, whole_months
from graph.metrics.query import only_months
from graph.reads.runs import Run
from graph.reads.standings import require_member


def require_countable(database: Database, run: Run, scope: Scope) -> None:
    """Refuse a team that is not there, and other days of a large team than whole months.

    Raises:
        NotFoundError: when there is no such member in the run.
        UserError: when the days cut a month of a large team short.
    """
    if not scope.team:
        return
    require_member(database, run, scope.team)
    if whole_months(run, scope.from_day, scope.to_day) is None and by_months(database, run, scope.team):
        raise only_months(scope.team, scope.from_day, scope.to_day)
