"""Which members an account may read in a run: all, its own team in the tree of that run, or itself."""

from collections.abc import Iterable

from graph.access.viewer import Role, Viewer
from graph.database import Database
from graph.reads.members import inside
from graph.reads.runs import Run
from graph.reads.standings import no_member


def may_see(database: Database, run: Run, viewer: Viewer, member_id: str) -> bool:
    """Return whether a member is there in a run, and in the scope of an account.

    Admins, finance and analysts read everybody; a manager its own member and all below it, by one walk up
    from the member asked for in the tree of the same run; a member itself.
    """
    if viewer.role is Role.MANAGER:
        rows = database.read(
            "system/access/scope/member", member=member_id, root=viewer.member_id, run=run.number
        )
        return bool(rows) and rows[0]["inside"]
    if not viewer.sees_all and member_id != viewer.member_id:
        return False
    return bool(database.read("read/members/known", member=member_id, run=run.number))


def visible_among(database: Database, run: Run, viewer: Viewer, member_ids: Iterable[str]) -> set[str]:
    """Return those of some members of a run who are in the scope of an account, in one look."""
    if viewer.sees_all:
        return set(member_ids)
    if viewer.role is Role.MANAGER:
        return inside(database, run, viewer.member_id, member_ids)
    return {viewer.member_id}.intersection(member_ids)


def require_visible(database: Database, run: Run, viewer: Viewer, member_id: str) -> None:
    """Raise the NotFoundError of a member that is not there, also when it is out of scope: none can tell."""
    if not may_see(database, run, viewer, member_id):
        raise no_member(run, member_id)


def may_see_order(database: Database, run: Run, viewer: Viewer, order_id: str) -> bool:
    """Return whether an order counts in a run and is in the scope of an account.

    A customer's order is volume of the member who owns the community: it is seen with that member. One
    statement finds the order and looks at the scope, so that the time it takes does not tell them apart.
    """
    if viewer.sees_all:
        return True
    team = viewer.role is Role.MANAGER
    rows = database.read(
        "system/access/scope/order", order=order_id, root=viewer.member_id, team=team, run=run.number
    )
    return bool(rows) and rows[0]["inside"]
