"""Whose earnings are asked for, and of which days."""

from dataclasses import dataclass
from datetime import date, timedelta

from graph.clock import FIRST_DAY
from graph.errors import UserError
from graph.reads.runs import Run


@dataclass(frozen=True, slots=True)
class Scope:
    """A stretch of days (`to_day` is not included; None: no bound), a channel and a team; "" is all.

    The channel is that of the buyer of an entry's order: pool shares have none. The team is the member id
    of its root.
    """

    from_day: date | None = None
    to_day: date | None = None
    channel: str = ""
    team: str = ""

    def days(self, run: Run) -> tuple[date, date]:
        """Return the first day, and the day after the last one, at most the one after the run's `as_of`.

        Raises:
            UserError: when the stretch of days is empty.
        """
        if self.from_day and self.to_day and self.from_day >= self.to_day:
            raise UserError(
                "from {from_day} is not before to {to_day}, which is not included",
                from_day=self.from_day,
                to_day=self.to_day,
            )
        end = run.as_of_time.date() + timedelta(days=1)
        return self.from_day or FIRST_DAY, min(self.to_day or end, end)

    def parameters(self, run: Run) -> dict[str, object]:
        """Return the parameters that all statements of earnings/ take."""
        first, end = self.days(run)
        return {
            "run": run.number,
            "team": self.team,
            "channel": self.channel,
            "from_day": first.isoformat(),
            "to_day": end.isoformat(),
        }
