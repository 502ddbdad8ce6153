"""What a member earned: by month and kind, and its ledger entries."""

from typing import Annotated

from fastapi import Query

from api.paging import Given, Limit, cut
from api.reading import Seen
from api.routes.members.common import STATUSES, MemberId, begun, writer
from api.routes.members.one import MonthAsked
from api.routing import area
from api.schemas.base import money_stamp
from api.schemas.members import EntriesPage, LedgerEntry, RewardMonth, RewardsAnswer, RewardSum
from graph.access.scope import require_visible
from graph.money import to_decimal
from graph.reads.ledger import Entry
from graph.reads.members import member
from graph.reads.rewards import Newest, Reward, entries, rewards
from web.problem_schema import problems

router = area("members", "/members")
KindAsked = Annotated[
    str, Query(max_length=32, description="A kind of reward; empty: all.", examples=["direct"])
]


@router.get("/{id:path}/rewards", summary="Rewards by month and kind", responses=problems(*STATUSES))
def read_rewards(seen: Seen, member_id: MemberId) -> RewardsAnswer:
    """Return what a member earned and what is held of it: in all, by kind, and by month and kind."""
    require_visible(seen.database, seen.run, seen.viewer, member_id)
    earnings = rewards(seen.database, seen.run, member_id)
    kinds = dict.fromkeys(sorted(reward.kind for reward in earnings))
    earned, held = _sums(earnings)
    withdrawn = member(seen.database, seen.run, member_id).standing.withdrawn
    return RewardsAnswer(
        **money_stamp(seen.run),
        member_id=member_id,
        earned=to_decimal(earned),
        held=to_decimal(held),
        available=to_decimal(earned - held - withdrawn),
        withdrawn=to_decimal(withdrawn),
        kinds=[_sum(kind, [reward for reward in earnings if reward.kind == kind]) for kind in kinds],
        months=[
            RewardMonth(
                month=reward.month,
                kind=reward.kind,
                earned=to_decimal(reward.earned),
                held=to_decimal(reward.held),
            )
            for reward in earnings
        ],
    )


def _sums(earnings: list[Reward]) -> tuple[int, int]:
    return sum(reward.earned for reward in earnings), sum(reward.held for reward in earnings)


def _sum(kind: str, earnings: list[Reward]) -> RewardSum:
    earned, held = _sums(earnings)
    return RewardSum(kind=kind, earned=to_decimal(earned), held=to_decimal(held))


@router.get(
    "/{id:path}/rewards/entries", summary="Ledger entries, newest first", responses=problems(*STATUSES)
)
def read_entries(
    *,
    seen: Seen,
    member_id: MemberId,
    month: MonthAsked = "",
    kind: KindAsked = "",
    limit: Limit = 50,
    cursor: Given = "",
) -> EntriesPage:
    """Return a member's entries, those that take back among them; with `month` and `kind` only such ones."""
    listing = (seen.viewer.account, "entries", member_id, month, kind)
    reading, key = begun(seen, listing, cursor, (str, int, str))
    require_visible(reading.database, reading.run, reading.viewer, member_id)
    newest = Newest(kind, month, str(key[0]), int(key[1]), str(key[2])) if key else Newest(kind, month)
    rows = entries(reading.database, reading.run, member_id, newest, limit + 1)
    write = writer(reading, listing)
    page, following = cut(rows, limit, lambda entry: write((entry.day, entry.run, entry.key)))
    return EntriesPage(**money_stamp(reading.run), items=list(map(_entry, page)), next=following)


def _entry(entry: Entry) -> LedgerEntry:
    return LedgerEntry(
        key=entry.key,
        run=entry.run,
        kind=entry.kind,
        source=entry.source or None,
        payee_id=entry.payee_id,
        order_id=entry.order_id or None,
        pool=entry.pool or None,
        day=entry.day,
        posted_on=entry.posted_on,
        amount=to_decimal(entry.amount),
        corrects=entry.corrects or None,
    )
