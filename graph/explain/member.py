"""Explains one member: what it stands at, what the next rank needs, what it earned, and what is held."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.clock import NEVER
from graph.database import Database, Row
from graph.explain.conditions import FundState, NextRank, fund_state, next_rank
from graph.explain.facts import read_people, read_upline
from graph.explain.payments import Adjusted, Withdrawn, adjustments_of, withdrawals_of
from graph.explain.pools import holder_of, why_pool
from graph.explain.volumes import VolumesOfOne
from graph.kinds.moment import Person
from graph.kinds.owners import ownership
from graph.kinds.rewards import OF_TOTALS
from graph.money import Money
from graph.plan import Plan
from graph.reads.runs import Run
from graph.reads.standings import Standing, standings
from graph.reference.pools import all_pools
from graph.words.reasons import Reason, reason

_DAYS = 5  # of each pool
_ENTRIES = 10
_SHARES = 12


@dataclass(frozen=True, slots=True)
class Figures:
    """The standing of a member; volumes are of all time, an id that is not there is ""."""

    member_id: str
    sponsor_id: str
    team_owner_id: str
    depth: int
    rank: str
    rank_number: int
    direct_recruits: int
    team_size: int
    personal_volume: Money
    team_volume: Money
    group_volume: Money
    earned: Money
    held: Money
    available: Money
    withdrawn: Money
    highest_rank: str
    highest_rank_number: int


@dataclass(frozen=True, slots=True)
class Earned:
    """The sum of a member's entries of one kind."""

    kind: str
    amount: Money


@dataclass(frozen=True, slots=True)
class PoolDay:
    """A pool on a day: `share` is per holder, `amount` what the member got of it, and why."""

    pool: str
    day: str
    share: Money
    amount: Money
    reason: Reason


@dataclass(frozen=True, slots=True)
class Share:
    """What a member got of a total, a month's or a group's (`source`), and why, or why it got nothing."""

    kind: str
    source: str
    day: str
    amount: Money
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A ledger entry of the member; a pool share has a pool and no order, other entries have neither."""

    key: str
    run: int
    kind: str
    source: str
    amount: Money
    day: str
    order_id: str
    pool: str


@dataclass(frozen=True, slots=True)
class MemberExplanation:
    """All about a member as of a run. `names`: of everybody who is mentioned and has one, by id.

    `ranks`: each rank that it holds, and since when, or that it lost; `next_rank` is None at the highest;
    `team_owner` says who owns its team and why (R2); `shares` of totals (R11), `adjustments`, `withdrawals`
    and `latest` entries are newest first.
    """

    run: int
    as_of: str
    currency: str
    zone: str
    standing: Figures
    ranks: tuple[Reason, ...]
    next_rank: NextRank | None
    team_owner: Reason
    earned: tuple[Earned, ...]
    fund: FundState
    pools: tuple[PoolDay, ...]
    shares: tuple[Share, ...]
    adjustments: tuple[Adjusted, ...]
    withdrawals: tuple[Withdrawn, ...]
    latest: tuple[Entry, ...]
    names: Mapping[str, str]


def explain_member(database: Database, run: Run, member_id: str) -> MemberExplanation:
    """Return a member's standing and the reasons of its figures as of a run (R1, R2, R7, R8).

    Raises:
        UserError: when the run has no such member.
    """
    standing = next(standings(database, run, member=member_id))
    upline = read_upline(database, run.number, member_id)
    person, plan = upline[0], run.plans[0]
    fund = plan.fund
    earned = database.read(
        "read/explain/earned",
        member=member_id,
        run=run.number,
        kinds=list(fund.of) if fund else [],
        part=fund.share.numerator if fund else 0,
        whole=fund.share.denominator if fund else 1,
    )
    following = next_rank(database, run, person)
    state = fund_state(
        database, run, person, standing.held - standing.waiting, sum(row["share"] for row in earned)
    )
    team = ownership(upline, plan).reason
    shares = tuple(shares_of(database, run, member_id)[:_SHARES])
    reasons = [team, *_reasons(following), *(why for one in state.conditions for why in one.details)]
    reasons += [why for one in shares for why in one.reasons]
    return MemberExplanation(
        run=run.number,
        as_of=run.as_of_time.isoformat(),
        currency=plan.currency,
        zone=plan.time_zone,
        standing=_figures(standing, plan),
        ranks=_ranks(person, plan),
        next_rank=following,
        team_owner=team,
        earned=tuple(Earned(row["kind"], row["amount"]) for row in earned if row["amount"]),
        fund=state,
        pools=tuple(_pools(database, run, person)),
        shares=shares,
        adjustments=adjustments_of(database, run, member_id),
        withdrawals=withdrawals_of(database, run, member_id),
        latest=tuple(
            map(
                _entry, database.read("read/explain/latest", member=member_id, run=run.number, limit=_ENTRIES)
            )
        ),
        names=_names(database, run, upline, reasons, standing),
    )


def _figures(standing: Standing, plan: Plan) -> Figures:
    return Figures(
        member_id=standing.member_id,
        sponsor_id=standing.sponsor_id,
        team_owner_id=standing.team_owner_id,
        depth=standing.depth,
        rank=plan.ranks[standing.rank].id,
        rank_number=standing.rank,
        direct_recruits=standing.direct_recruits,
        team_size=standing.team_size,
        personal_volume=standing.personal,
        team_volume=standing.team,
        group_volume=standing.group,
        earned=standing.earned,
        held=standing.held,
        available=standing.available,
        withdrawn=standing.withdrawn,
        highest_rank=plan.ranks[standing.highest_rank].id,
        highest_rank_number=standing.highest_rank,
    )


def _ranks(person: Person, plan: Plan) -> tuple[Reason, ...]:
    reached = range(1, len(person.since) + 1)
    if not reached:
        return (reason("is_visitor") if plan.entry_package else reason("is_lowest", rank=plan.ranks[0].id),)
    return tuple(_rank(person, number, plan.ranks[number].id) for number in reached)


def _rank(person: Person, number: int, rank: str) -> Reason:
    if person.holds(number, NEVER):
        return reason("holds_since", rank=rank, since=person.held_since(number))
    return reason("lost_since", rank=rank, since=person.lost(number, NEVER))


def shares_of(database: Database, run: Run, member_id: str) -> list[Share]:
    """Return what a member is due of each total by the rules (R11), and why, newest first."""
    kinds = {name for plan in run.plans for name in plan.kinds & OF_TOTALS.keys()}
    books = VolumesOfOne(database, run, member_id)
    found = [due for name in OF_TOTALS if name in kinds for due in OF_TOTALS[name].pay(books)]
    shares = [Share(due.kind, due.source, due.day, due.amount, tuple(due.reasons)) for due in found]
    return sorted(shares, key=lambda share: share.day, reverse=True)


def _reasons(following: NextRank | None) -> Iterator[Reason]:
    for condition in following.conditions if following else ():
        yield from condition.details


def _names(
    database: Database, run: Run, upline: tuple[Person, ...], reasons: list[Reason], standing: Standing
) -> dict[str, str]:
    mentioned = {
        str(value)
        for one in reasons
        for name, value in one.values
        if name in {"who", "leg", "owner", "near"} and value
    }
    mentioned |= {one for one in (standing.team_owner_id, standing.sponsor_id) if one}
    people = {one.id: one for one in upline[:1]} | read_people(database, run.number, mentioned)
    return {one.id: one.name for one in people.values() if one.name}


def _pools(database: Database, run: Run, person: Person) -> Iterator[PoolDay]:
    plan = run.plans[0]
    for _, pool in all_pools(run.plans):
        rows = database.read(
            "read/explain/pool_shares", member=person.id, pool=pool, run=run.number, limit=_DAYS
        )
        for row in rows:
            why = why_pool(holder_of(database, run, person, row), row, plan, run)
            yield PoolDay(pool, row["day"], row["share"], row["amount"], why)


def _entry(row: Row) -> Entry:
    return Entry(**row)
