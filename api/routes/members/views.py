"""Saved views over a whole team: who falls behind, who stopped buying, who is one step from the next rank."""

from collections.abc import Sequence

from api.reading import Reading
from api.routes.members.common import figures, writer
from api.schemas.base import money_stamp
from api.schemas.members import InView, TeamMember, TeamPage
from graph.clock import from_micros
from graph.money import to_decimal
from graph.reads.members import member
from graph.reads.standings import month_number
from graph.reads.team_views import ViewRow, team_view
from graph.reads.views import View
from graph.reads.volumes import LegsBehind, usual_month, volume
from graph.words import Words, english, to_json_data


def read_view(
    reading: Reading,
    member_id: str,
    view: View,
    month: str,
    *,
    limit: int,
    skip: int,
    listing: Sequence[str],
) -> TeamPage:
    """Return a page of a view; without a month of the last one with volume that is over.

    Raises:
        NotFoundError: when the run knows no such member.
    """
    database, run = reading.database, reading.run
    root = member(database, run, member_id).standing
    month = month or usual_month(volume(database, run, member_id, LegsBehind(limit=0)).months, run)
    seen = team_view(database, run, member_id, view, month_number(month), skip=skip, limit=limit)
    write, words = writer(reading, listing), english({}, run.plans[0].time_zone)
    end = skip + len(seen.rows)
    items = [
        TeamMember(**one, level=one["depth"] - root.depth, in_view=_in_view(row, words))
        for one, row in zip(figures(reading, [row.member for row in seen.rows]), seen.rows, strict=True)
    ]
    sums = {
        "view": view,
        "month": month,
        "total": seen.total,
        "this_month": to_decimal(seen.this_month),
        "month_before": to_decimal(seen.month_before),
    }
    following = write((end, "")) if end < seen.total else None
    return TeamPage.model_validate({**money_stamp(run), "items": items, "next": following, "view": sums})


def _in_view(row: ViewRow, words: Words) -> InView:
    near = row.nearest
    values = {
        "this_month": to_decimal(row.this_month),
        "month_before": to_decimal(row.month_before),
        "last_order_at": from_micros(row.last_order, words.zone) if row.last_order else None,
        "task": to_json_data(row.task, words),
        "nearest": near
        and {
            "member_id": near.member_id,
            "name": near.name or None,
            "tasks": [to_json_data(task, words) for task in near.tasks],
        },
    }
    return InView.model_validate(values)
