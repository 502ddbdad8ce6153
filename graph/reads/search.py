"""Finding members of a run by any part of their id or name, or by the initials of a Chinese name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from graph.access import Role, Viewer
from graph.database import Database
from graph.reads.directory import BY_ID, Directory
from graph.reads.members import Member, inside, members
from graph.reads.runs import Run
from graph.reads.standings import BEYOND_IDS
from graph.reads.team import Within, by_id

LONGEST = 100
_SMALL = 2000
"""Up to this team size the team is walked through, not up from each member that the text finds."""
_CHUNK = 500
_LOOKED = 5000
"""So many are looked at by walks up; then the team is walked through."""
_ALL = 2**31 - 1
Match = tuple[str, int]


@dataclass(frozen=True, slots=True)
class SearchArea:
    """Where members are searched for: everywhere, within a team, or one member alone (`only`)."""

    within: Within | None = None
    only: str = ""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A member that was found; `by` is BY_ID or BY_PART (graph.reads.directory)."""

    member: Member
    by: int


def search_area(database: Database, run: Run, viewer: Viewer) -> SearchArea | None:
    """Return where an account may look, as graph.access.scope; None where the run has no such member."""
    if viewer.sees_all:
        return SearchArea()
    if viewer.role is not Role.MANAGER:
        return SearchArea(only=viewer.member_id)
    root = members(database, run, [viewer.member_id])
    return SearchArea(Within(root[0].standing, including=True)) if root else None


def search(
    database: Database,
    run: Run,
    names: Directory,
    area: SearchArea,
    text: str,
    *,
    by: int = BY_ID,
    after: str = "",
    limit: int,
) -> list[SearchHit]:
    """Return at most `limit` members whose id begins with the text, then those whom its words find.

    Both come in the order of ids; a page begins behind the member found so (`by`, `after`). Without text all
    members are found by id. Each word must be a part of the id, of the name or of its initials, in capitals
    or not.
    """
    hits: list[SearchHit] = []
    matches = _matches(database, run, names, area, text, by=by, after=after, limit=limit)
    while len(hits) < limit and (some := dict(islice(matches, limit))):
        hits += [SearchHit(one, some[one.standing.member_id]) for one in members(database, run, some)]
    return hits[:limit]


def _matches(
    database: Database,
    run: Run,
    names: Directory,
    area: SearchArea,
    text: str,
    *,
    by: int,
    after: str,
    limit: int,
) -> Iterator[Match]:
    """Yield whom a text finds in an area, some that the run does not know yet among them."""
    if area.only:
        way = names.finds(text, area.only)
        if way is not None and (not after or (way, area.only) > (by, after)):
            yield area.only, way
    elif not text.strip():
        first = after + "\0" if after else ""
        found = by_id(database, run, area.within, first=first, end=BEYOND_IDS, limit=limit)
        yield from ((one, BY_ID) for one in found)
    elif area.within is None:
        yield from names.matches(text, by=by, after=after)
    else:
        yield from _inside(database, run, area.within, names.matches(text, by=by, after=after))


def _inside(database: Database, run: Run, within: Within, matches: Iterator[Match]) -> Iterator[Match]:
    """Yield those of some members who are in a team, with its root."""
    root = within.root
    if root.team_size > _SMALL:
        for _chunk in range(_LOOKED // _CHUNK):
            some = list(islice(matches, _CHUNK))
            yield from _among(some, inside(database, run, root.member_id, [one for one, _by in some]))
    some = list(islice(matches, 1))
    if some:
        team = by_id(database, run, within, first="", end=BEYOND_IDS, limit=_ALL)
        yield from _among([*some, *matches], {*team, root.member_id})


def _among(matches: Iterable[Match], members: set[str]) -> Iterator[Match]:
    return (one for one in matches if one[0] in members)
