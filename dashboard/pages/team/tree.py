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
class Branch:
    """A member in the tree and the part of its children that is shown; `more`: how many are not.

    `opened` is false where no children are shown; `x`, `y` are pixels from the root column and the first row.
    """

    node: Node
    parent: str
    depth: int
    opened: bool = False
    children: list["Branch"] = field(default_factory=list)
    more: int = 0
    x: int = 0
    y: float = 0
    more_y: float = 0


def grow(
    root: Node, opened: Mapping[str, int], children: Mapping[str, Sequence[Node]], most: int = MOST
) -> Branch:
    """Return the tree below `root`, at most `most` nodes large; its places are set.

    opened: how often a member was opened, by id; children: of members, largest first. Only who can be
    reached from the root comes in, whatever is in `children`. Nearer generations come first.
    """
    top = Branch(root, "", 0)
    count, waiting = 1, deque([top])
    while waiting:
        one = waiting.popleft()
        wanted = min(opened.get(one.node.member_id, 0) * STEP, one.node.recruits)
        offered = children.get(one.node.member_id, ())[:wanted]
        room = most - count
        shown = offered[: room if one.node.recruits <= min(room, len(offered)) else max(room - 1, 0)]
        if not offered or room < 1:
            continue
        one.opened = True
        one.children = [Branch(child, one.node.member_id, one.depth + 1) for child in shown]
        one.more = one.node.recruits - len(shown)
        count += len(shown) + bool(one.more)
        waiting.extend(one.children)
    _place(top, 0)
    return top


def branches(top: Branch) -> list[Branch]:
    """Return all members of a tree, each before its children."""
    found, waiting = [], [top]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting.extend(reversed(one.children))
    return found


def _place(branch: Branch, row: int) -> int:
    """Place a member with all below it from a row on; return the row behind them. It is at most MOST deep."""
    branch.x = branch.depth * LEVEL
    if not branch.opened:
        branch.y = row * ROW
        return row + 1
    for child in branch.children:
        row = _place(child, row)
    rows = [child.y for child in branch.children]
    if branch.more:
        branch.more_y = row * ROW
        rows.append(branch.more_y)
        row += 1
    branch.y = (rows[0] + rows[-1]) / 2
    return row
