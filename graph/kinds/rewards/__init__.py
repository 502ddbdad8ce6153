"""The reward kinds: KINDS is the one list of them, in the order of paying and of showing.

A new kind is a module here with its words beside it, a statement in cypher/nightly/rewards/, a line in KINDS
(CONTRIBUTING.md, "A new reward kind").
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, Union, assert_never

from pydantic import Field

from graph.errors import UplineError
from graph.kinds.registry import listed
from graph.kinds.reward import PaysOrders, PaysTotals, RewardKind, RewardPart, SharesDays
from graph.kinds.rewards import bracket, differential, direct, leader, level, override, peer, pool

KINDS: tuple[RewardKind[Any], ...] = listed(
    __name__,
    (
        direct.KIND,
        override.KIND,
        peer.KIND,
        differential.KIND,
        level.KIND,
        pool.KIND,
        bracket.KIND,
        leader.KIND,
    ),
    statements="nightly/rewards",
)

BY_NAME = {kind.name: kind for kind in KINDS}
ADJUSTMENT = "adjustment"
"""The kind of entries that no plan pays: people of the company decide them, one by one."""
ENTRY_KINDS = (*BY_NAME, ADJUSTMENT)
"""All kinds of entries that a ledger has, in the order of showing."""
OF_ORDERS: dict[str, PaysOrders] = {}
"""The kinds whose entries hang on an order."""
OF_DAYS: dict[str, SharesDays] = {}
"""The kinds whose entries hang on a pool and its day."""
OF_TOTALS: dict[str, PaysTotals] = {}
"""The kinds whose entries hang on a total of many orders."""
for _kind in KINDS:
    match _kind.pays:
        case PaysOrders():
            OF_ORDERS[_kind.name] = _kind.pays
        case SharesDays():
            OF_DAYS[_kind.name] = _kind.pays
        case PaysTotals():
            OF_TOTALS[_kind.name] = _kind.pays
        case _ as _other:
            assert_never(_other)


def in_order(names: Iterable[str]) -> list[str]:
    """Return names of kinds in the order of showing, each once.

    Raises:
        UplineError: one is no kind there is: the database was written by a later version.
    """
    if unknown := set(names).difference(ENTRY_KINDS):
        there = ", ".join(sorted(unknown))
        raise UplineError(
            "the ledger has kinds of rewards that this version does not know: {there}", there=there
        )
    return [name for name in ENTRY_KINDS if name in set(names)]


if TYPE_CHECKING:
    Reward = RewardPart
else:
    Reward = Annotated[Union[tuple(kind.part for kind in KINDS)], Field(discriminator="kind")]  # noqa: UP007
