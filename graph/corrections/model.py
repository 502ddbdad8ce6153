"""What was corrected, and the causes that there are."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from graph.words.reasons import Reason, reason

TargetKind = Literal["order", "pool", "month", "group", "adjustment"]
FIRST: Final = 1
"""The run that corrects nothing: no other was before it."""


class CauseKind(StrEnum):
    """The root causes, in the order in which they are shown; graph/words/causes.yaml has their words."""

    REFUND = "refund"
    LATE_ORDER = "late_order"
    REVISION = "revision"
    CORRECTION = "correction"
    RANK_CHANGE = "rank_change"
    PLAN = "plan"
    POOL_ROUNDING = "pool_rounding"

    @property
    def name_reason(self) -> Reason:
        """What the cause is called."""
        return reason(f"cause_{self.value}")

    @property
    def meaning(self) -> Reason:
        """What the cause means, in a sentence."""
        return reason(f"cause_{self.value}_means")


@dataclass(frozen=True, slots=True)
class Cause:
    """A root cause: its kind, its order, and the member whose rank or place changed; "" of none."""

    kind: CauseKind
    order_id: str = ""
    member_id: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """What a run corrected: an order, a day of a pool, a month of one payee, a group or an adjustment.

    `id` is that of the order, group or adjustment, the month (2026-01), or a pool's name; `day` the one that
    its entries belong to. payee_id: of a month only, as each payee's volume has its own orders.
    """

    kind: TargetKind
    id: str
    day: str
    run: int
    payee_id: str = ""


Found = dict[Target, Cause]
"""The cause of each target."""


def target_of(kind: TargetKind, ident: str, day: str, run: int, payee_id: str) -> Target:
    """Return what an entry of a payee corrects."""
    return Target(kind, ident, day, run, payee_id if kind == "month" else "")
