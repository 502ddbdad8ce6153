"""Volumes, earnings and holds per member: of all time, and per month."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import astuple

from graph.clock import order_of
from graph.outcome import Grain, Month, Standing
from graph.plan import Plan
from graph.reference.company import ALL_TIME, Company
from graph.reference.fund import held_by, waiting
from graph.reference.ranks import State


def standings_and_months(
    entries: Mapping[Grain, int], state: State, company: Company, plan: Plan, as_of: int
) -> tuple[dict[str, Standing], dict[tuple[str, str], Month]]:
    """Return every member's standing, and its figures of each month in which one is not 0."""
    personal = company.personal
    months = sorted({month for _, month in personal} | {grain.day[:7] for grain in entries} | {ALL_TIME})
    standings = {}
    monthly = {}
    on_hold = waiting(entries, company, as_of)
    for member in company.sponsor:
        team = company.team(member)
        earned: dict[str, int] = defaultdict(int)
        held: dict[str, int] = defaultdict(int)
        for grain, amount in entries.items():
            if grain.payee_id == member:
                earned[grain.day[:7]] += amount
                earned[ALL_TIME] += amount
        of_member = [(grain, amount) for grain, amount in on_hold.items() if grain.payee_id == member]
        for grain, amount in [*held_by(member, entries, state, company, plan).items(), *of_member]:
            held[grain.day[:7]] += amount
            held[ALL_TIME] += amount
        for month in months:
            own = personal[member, month]
            below = sum(personal[one, month] for one in team)
            figures = Month(own, below, own + below, earned[month], held[month])
            if month == ALL_TIME:
                standings[member] = _standing(member, figures, state, company)
            elif any(astuple(figures)):
                monthly[member, month] = figures
    return standings, monthly


def _standing(member: str, figures: Month, state: State, company: Company) -> Standing:
    person = state.people[member]
    return Standing(
        sponsor_id=company.sponsor[member],
        depth=len(company.upline(member)),
        rank=state.rank[member],
        rank_order_id=order_of(person.held_since(person.rank)),
        team_owner_id=state.owner.get(member, ""),
        direct_recruits=len(company.recruits[member]),
        team_size=len(company.team(member)),
        personal=figures.personal,
        team=figures.team,
        group=figures.group,
        earned=figures.earned,
        held=figures.held,
        withdrawn=company.withdrawn.get(member, 0),
        highest_rank=len(person.since),
    )
