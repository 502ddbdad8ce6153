"""Volumes: of any days as the tables say, of whole months as the nightly run stored them, in every run."""

from datetime import date, timedelta
from random import Random

import pytest

from graph.clock import day_start
from graph.database import Database
from graph.errors import NotFoundError, UserError
from graph.reads.runs import Run, run_numbered
from graph.reads.standings import Standing, standings
from graph.reads.volumes import LegsBehind, volume, volume_between
from tests.reads.companies import bought, publish_history

ALL = LegsBehind(10_000)
MONTHS = {"2026-01": (date(2026, 1, 1), date(2026, 2, 1)), "2026-02": (date(2026, 2, 1), date(2026, 3, 1))}


def team_of(member: str, by_id: dict[str, Standing]) -> set[str]:
    """Return everybody below a member by walking the sponsors of the standings."""
    team, waiting = set(), [member]
    while waiting:
        above = waiting.pop()
        recruits = [standing.member_id for standing in by_id.values() if standing.sponsor_id == above]
        team.update(recruits)
        waiting += recruits
    return team


def by_walking(database: Database, run: Run, member: str, days: tuple[date, date]) -> dict[str, object]:
    """Return what the walk over orders says, also of whole months, which are stored otherwise."""
    span = {"from": day_start(days[0], run.zone), "to": day_start(days[1], run.zone)}
    span |= dict.fromkeys(("since", "until", "first", "end"), 0)  # no month is taken as a whole
    row = database.read(
        "read/members/volume_between", member=member, run=run.number, **span, **ALL.parameters
    )[0]
    return {
        "personal": row["personal"],
        "group": row["group"],
        "legs": {leg["member_id"]: leg["group"] for leg in row["legs"]},
    }


@pytest.mark.parametrize("seed", [3, 11])
def test_whole_months_are_the_stored_ones_of_every_member_in_every_run(database: Database, seed: int):
    for published in publish_history(database, seed):
        run = run_numbered(database, published.number)
        for month, days in MONTHS.items():
            for one in standings(database, run, month=month):
                found = volume_between(database, run, one.member_id, days, ALL)
                assert (found.personal, found.team, found.group) == (one.personal, one.team, one.group)
                legs = {leg.member_id: leg.group for leg in found.legs}
                assert found.recruits == len(legs) == one.direct_recruits
                walked = by_walking(database, run, one.member_id, days)
                assert walked == {"personal": one.personal, "group": one.group, "legs": legs}


def test_any_days_are_what_the_tables_say_in_every_run(database: Database):
    random = Random(5)
    for published in publish_history(database, 5):
        run = run_numbered(database, published.number)
        found = {one.member_id: one for one in standings(database, run)}
        first = date(2025, 12, 27) + timedelta(days=random.randrange(8) + random.choice([0, 30]))
        end = first + timedelta(days=random.choice([3, 30, 45]))
        own = bought(published, day_start(first, run.zone), day_start(end, run.zone))
        for member in random.sample(sorted(found), min(15, len(found))):
            volume = volume_between(database, run, member, (first, end), ALL)
            assert volume.personal == own.get(member, 0)
            assert volume.team == sum(own.get(one, 0) for one in team_of(member, found))


def test_all_time_is_the_sum_of_its_months_and_the_standing(database: Database):
    published = publish_history(database, 8)[-1]
    run = run_numbered(database, published.number)
    for one in standings(database, run):
        found = volume(database, run, one.member_id, ALL)
        assert (found.personal, found.group) == (one.personal, one.group)
        assert sum(month.personal for month in found.months) == one.personal
        assert sum(month.group for month in found.months) == one.group
        assert [leg.group for leg in found.legs] == sorted((leg.group for leg in found.legs), reverse=True)
        assert sum(leg.group for leg in found.legs) == found.team


def test_an_unknown_member_and_a_period_that_ends_before_it_begins_are_mistakes(database: Database):
    published = publish_history(database, 2)[-1]
    run = run_numbered(database, published.number)
    days = date(2026, 1, 5), date(2026, 1, 9)
    for period in (days, MONTHS["2026-01"]):
        with pytest.raises(NotFoundError, match="no member 'nobody'"):
            volume_between(database, run, "nobody", period, ALL)
    with pytest.raises(NotFoundError):
        volume(database, run, "nobody", ALL)
    with pytest.raises(UserError, match="the day after the last one"):
        volume_between(database, run, "nobody", (days[1], days[0]), ALL)
