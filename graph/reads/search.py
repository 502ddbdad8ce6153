"""Finding members of a run by the beginning of their id, or by a part of their name."""

import re
import unicodedata
from dataclasses import dataclass

from graph.database import Database
from graph.reads.members import Member, members
from graph.reads.runs import Run
from graph.reads.standings import BEYOND_IDS
from graph.reads.team import LARGE, Within, by_id, walk_up

BY_ID, BY_NAME = 0, 1
LONGEST = 100
_WORDS = 10
_SPECIAL = re.compile(r'([+\-&|!(){}\[\]^"~*?:\\/])')
_PIECE = re.compile(r"\w+")
_CHARACTERS = ("CJK UNIFIED", "CJK COMPATIBILITY", "HIRAGANA")


@dataclass(frozen=True, slots=True)
class SearchArea:
    """Where members are searched for: everywhere, within a team, or one member alone (`only`)."""

    within: Within | None = None
    only: str = ""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A member that was found; `by` is BY_ID or BY_NAME."""

    member: Member
    by: int


def search(
    database: Database, run: Run, area: SearchArea, text: str, *, by: int = BY_ID, after: str = "", limit: int
) -> list[SearchHit]:
    """Return at most `limit` members whose id begins with the text, then those whose name it finds.

    Both come in the order of ids; a page begins behind the member found so (`by`, `after`). Without text all
    members are found by id. Every word must be in the name: Chinese ones as any part of it, others as the
    beginning of a word, in capitals or not.
    """
    first = after + "\0" if after else ""
    ids: list[str] = []
    if by == BY_ID:
        start, end = _narrow(area, max(text, first), text + BEYOND_IDS if text else BEYOND_IDS)
        ids = by_id(database, run, area.within, first=start, end=end, limit=limit)
        first = ""
    matches = dict.fromkeys(ids, BY_ID)
    query = words(text)
    if query and len(matches) < limit:
        start, end = _narrow(area, first, BEYOND_IDS)
        names = _by_name(
            database,
            run,
            area.within,
            words=query,
            prefix=text,
            first=start,
            end=end,
            limit=limit - len(matches),
        )
        matches |= dict.fromkeys(names, BY_NAME)
    return [SearchHit(one, matches[one.standing.member_id]) for one in members(database, run, matches)]


def words(text: str) -> str:
    """Return the query of the full-text index for what somebody typed; "" when no word is in it.

    Nothing of the text is code to Lucene: what has a meaning there is escaped. A word is found as it is, as
    the beginning of a word, or, where it has other characters in it, by its pieces (system/schema/facts).
    """
    return " AND ".join(f"({_word(one)})" for one in text.split()[:_WORDS] if _PIECE.search(one))


def _word(word: str) -> str:
    escaped = _SPECIAL.sub(r"\\\1", word.lower())
    ways = [f'"{escaped}"']
    if not all(_is_character(one) for one in word):
        *whole, last = _PIECE.findall(word.lower())
        pieces = [*(f'"{one}"' for one in whole), f'"{last}"' if _is_character(last[-1]) else f"{last}*"]
        ways += [f"{escaped}*", "(" + " AND ".join(pieces) + ")"]
    return " OR ".join(ways)


def _is_character(character: str) -> bool:
    """Return whether the index makes a token of this character alone."""
    return unicodedata.name(character, "").startswith(_CHARACTERS)


def _narrow(area: SearchArea, first: str, end: str) -> tuple[str, str]:
    return (max(first, area.only), min(end, area.only + "\0")) if area.only else (first, end)


def _by_name(database: Database, run: Run, within: Within | None, **parameters: object) -> list[str]:
    parameters["run"] = run.number
    if within is None or within.root.team_size > LARGE:
        rows = database.read("read/members/named", **parameters, **walk_up(within))
        if all(row["inside"] for row in rows):
            return [row["member_id"] for row in rows]
    if within is None:
        raise AssertionError("without a scope every member is inside")
    rows = database.read("read/members/named_below", **parameters, root=within.root.member_id)
    return [row["member_id"] for row in rows]
