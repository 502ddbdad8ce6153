"""Finding members by any part of an id or a name, or by initials."""

from typing import Annotated

from fastapi import Query

from api.paging import Given, Limit, cut
from api.reading import Seen
from api.routes.members.common import begun, figures, writer
from api.routing import area as routes
from api.schemas.base import money_stamp
from api.schemas.members import MemberFigures, MembersPage
from graph.reads.directory import BY_ID, BY_PART
from graph.reads.search import LONGEST, search, search_area
from web.problem_schema import problems

router = routes("members", "/members")
Asked = Annotated[
    str,
    Query(
        max_length=LONGEST,
        description="Any part of an id or of a name, in capitals or not, or the initials of a Chinese "
        "name: `wxm` for 王小明.",
        examples=["小明"],
    ),
]


@router.get("", summary="Find members by id, name or initials", responses=problems(401, 422, 503))
def find(seen: Seen, q: Asked = "", limit: Limit = 50, cursor: Given = "") -> MembersPage:
    """Return members of the account's scope: those whose id begins with `q`, then those with it elsewhere.

    Each word must be a part of the id, of the name or of its initials.

    Without `q`: all members of the scope in the order of ids.
    """
    listing = (seen.viewer.account, "members", q)
    reading, key = begun(seen, listing, cursor, (int, str))
    by, after = (BY_PART if key[0] else BY_ID, str(key[1])) if key else (BY_ID, "")
    area = search_area(reading.database, reading.run, reading.viewer)
    hits = (
        search(
            reading.database,
            reading.run,
            reading.service.directories.newest(),
            area,
            q,
            by=by,
            after=after,
            limit=limit + 1,
        )
        if area
        else []
    )
    write = writer(reading, listing)
    page, following = cut(hits, limit, lambda hit: write((hit.by, hit.member.standing.member_id)))
    items = [MemberFigures(**one) for one in figures(reading, [one.member for one in page])]
    return MembersPage(**money_stamp(reading.run), items=items, next=following)
