"""Judges sponsor corrections: all together, by (decided_at, member_id), none may close a cycle."""

from collections.abc import Mapping

import polars as pl

from etl.contract import TABLES
from etl.resolution.case import Case, Resolution, empty, key_of, schema
from etl.resolution.compare_stored import among_stored, compare_stored, resolution, without_stored
from etl.resolution.faults import Fault, split
from etl.resolution.references import Directory, resolve_references
from graph.words.expressions import write_reason

_TABLE = "sponsor_corrections"
_KEY = key_of(TABLES[_TABLE])


def resolve_corrections(case: Case, directory: Directory, members: Resolution) -> Mapping[str, Resolution]:
    """Judge the corrections on the tree as first loaded, the loaded ones again.

    The outcome does not depend on the order of deliveries: what is above a loaded member is loaded, so
    later members never change whether a correction among loaded members closes a cycle.
    """
    compared = compare_stored(_TABLE, case)
    wide, faults = resolve_references(_TABLE, compared.open, directory)
    possible, held = split(wide, faults)
    stored = case.stored.rows.get(_TABLE, empty(_TABLE)).select(list(schema(_TABLE)))
    loaded = stored.with_columns(loaded=pl.lit(value=True))
    both = pl.concat([possible, loaded], how="diagonal")
    marked = both.join(_cyclic(both, case, members), on=_KEY, how="left")
    words = write_reason("row_closes_cycle", sponsor=pl.col("sponsor_id"), id=pl.col("member_id"))
    standing, cyclic = split(marked, [Fault(pl.col("cyclic"), words)])
    was = pl.col("loaded").fill_null(value=False)
    good = standing.filter(~was)
    gone = case.stored.withdrawn.get(_TABLE)
    return {
        _TABLE: resolution(
            _TABLE,
            compared,
            without_stored(_KEY, good, gone),
            pl.concat([held, cyclic.filter(~was)], how="diagonal"),
            restored=among_stored(_KEY, good, gone),
            withdrawn=cyclic.filter(was),
        )
    }


def _cyclic(corrections: pl.DataFrame, case: Case, members: Resolution) -> pl.DataFrame:
    """Return the keys of the corrections that would close a cycle when all are applied in order."""
    found: list[tuple[str, int]] = []
    if not corrections.is_empty():
        columns = ["member_id", "sponsor_id"]
        tree = pl.concat([case.stored.parents.select(columns), members.fresh.select(columns)])
        sponsor: dict[str, str | None] = dict(tree.iter_rows())
        ordered = corrections.sort("decided_at", "member_id")
        for member, above, at in ordered.select(*columns, "decided_at").iter_rows():
            walk = above
            while walk is not None and walk != member:
                walk = sponsor[walk]
            if walk is None:
                sponsor[member] = above
            else:
                found.append((member, at))
    types = {"member_id": pl.String, "decided_at": pl.Int64}
    frame = pl.DataFrame(found, schema=types, orient="row")
    return frame.with_columns(cyclic=pl.lit(value=True))
