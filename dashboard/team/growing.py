"""Which members a drawn tree shows, and where: pure functions, without a database.

The tree grows to the right. Leaves stand in rows of their own and everybody else in the middle of its
children, so that nothing overlaps.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.reads.tree import Node

MOST = 300
"""How many nodes are drawn at once, those that stand for more included."""
STEP = 15
"""How many children an opened node shows; "+n more" shows as many again."""
ROW, LEVEL = 46, 236
"""Pixels from one row to the next, and from one generation to the next."""


@dataclass(slots=True)
class Grown:
    """A member in the tree and the part of its children that is shown; `more`: how many are not.

    `opened` is false where no children are shown; `x`, `y` are pixels from the root column and the first row.
    """

    node: Node
    parent: str
    depth: int
    opened: bool = False
    children: list["Grown"] = field(default_factory=list)
    more: int = 0
    x: int = 0
    y: float = 0
    more_y: float = 0


def grown(
    root: Node, opened: Mapping[str, int], found: Mapping[str, Sequence[Node]], most: int = MOST
) -> Grown:
    """Return the tree below `root`, at most `most` nodes large; its places are set.

    opened: how often a member was opened, by id; found: children of members, largest first. Only who can be
    reached from the root comes in, whatever is in `found`. Nearer generations come first.
    """
    top = Grown(root, "", 0)
    count, waiting = 1, deque([top])
    while waiting:
        one = waiting.popleft()
        wanted = min(opened.get(one.node.member_id, 0) * STEP, one.node.recruits)
        offered = found.get(one.node.member_id, ())[:wanted]
        room = most - count
        shown = offered[: room if one.node.recruits <= min(room, len(offered)) else max(room - 1, 0)]
        if not offered or room < 1:
            continue
        one.opened = True
        one.children = [Grown(child, one.node.member_id, one.depth + 1) for child in shown]
        one.more = one.node.recruits - len(shown)
        count += len(shown) + bool(one.more)
        waiting.extend(one.children)
    _place(top, 0)
    return top


def everybody(top: Grown) -> list[Grown]:
    """Return all members of a tree, each before its children."""
    found, waiting = [], [top]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting.extend(reversed(one.children))
    return found


def _place(one: Grown, row: int) -> int:
    """Place a member with all below it from a row on; return the row behind them. It is at most MOST deep."""
    one.x = one.depth * LEVEL
    if not one.opened:
        one.y = row * ROW
        return row + 1
    for child in one.children:
        row = _place(child, row)
    rows = [child.y for child in one.children]
    if one.more:
        one.more_y = row * ROW
        rows.append(one.more_y)
        row += 1
    one.y = (rows[0] + rows[-1]) / 2
    return row
