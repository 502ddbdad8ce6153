"""Judges members and communities, which refer to each other, and customers (a buyer is one or the other)."""

from dataclasses import replace

import numpy as np
import polars as pl

from etl.resolution.case import Case, Resolution
from etl.resolution.compare_stored import Compared, compare_stored, resolution
from etl.resolution.faults import REASONS, Fault, split
from etl.resolution.references import Directory, entries, resolve_references
from etl.resolution.tree import NOBODY, Flags, Positions, depths, on_cycle, reached
from graph.words.expressions import write_reason


def resolve_people(case: Case) -> tuple[dict[str, Resolution], Directory]:
    """Judge members, communities and customers; return their resolutions and the directory of the three."""
    members, communities = compare_stored("members", case), compare_stored("communities", case)
    customers = compare_stored("customers", case)
    member_rows, twins = _not_both("members", members, "customers", customers, case)
    customer_rows, customer_twins = _not_both("customers", customers, "members", members, case)
    member_rows = member_rows.with_columns(_cycle_reasons(member_rows))
    directory = _standing(case, member_rows, communities.open, twins)
    wide, faults = resolve_references("members", member_rows, directory)
    good_members, held_members = split(wide, faults)
    good_communities, held_communities = split(
        *resolve_references("communities", communities.open, directory)
    )
    good_customers, held_customers = split(*resolve_references("customers", customer_rows, directory))
    good_members = _with_depth(good_members)
    held_customers = pl.concat([held_customers, customer_twins], how="diagonal")
    directory = directory.having("customers", entries("customers", case, [good_customers], [held_customers]))
    resolutions = {
        "members": resolution(
            "members", members, good_members, pl.concat([held_members, twins], how="diagonal")
        ),
        "communities": resolution("communities", communities, good_communities, held_communities),
        "customers": resolution("customers", customers, good_customers, held_customers),
    }
    fresh = good_members.select(*resolutions["members"].fresh.columns, "depth")
    return {**resolutions, "members": replace(resolutions["members"], fresh=fresh)}, directory


def _not_both(
    table: str, mine: Compared, other_table: str, others: Compared, case: Case
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Split off candidates whose id the other table has loaded, or brings at the same time.

    Of two candidates the newer stands: so a repaired row is not held for ever by the one it repairs.
    """
    own, other = f"{table[:-1]}_id", f"{other_table[:-1]}_id"
    loaded = entries(other_table, replace(case, bad={}), [], []).select("id")
    rivals = others.open.select(pl.col(other).alias("id"), rival_new=pl.col("qid").is_null())
    wide = mine.open.join(loaded.with_columns(taken=pl.lit(1)), left_on=own, right_on="id", how="left")
    wide = wide.join(rivals, left_on=own, right_on="id", how="left", maintain_order="left")
    word = other_table[:-1]
    beaten = pl.col("rival_new") | pl.col("qid").is_not_null()
    faults = [
        Fault(
            pl.col("taken").is_not_null(), write_reason("row_taken", column=own, id=pl.col(own), kind=word)
        ),
        Fault(
            pl.col("taken").is_null() & pl.col("rival_new").is_not_null() & beaten,
            write_reason("row_taken_too", column=own, id=pl.col(own), kind=word),
        ),
    ]
    good, held = split(wide, faults)
    return good.select(mine.open.columns), held.select(*mine.open.columns, "reasons")


def _positions(frame: pl.DataFrame, column: str, ids: pl.DataFrame, key: str) -> Positions:
    """Return the row numbers in `ids` of the ids in a column, NOBODY for those that are not there."""
    numbered = ids.select(pl.col(key).alias("id"), position=pl.int_range(pl.len(), dtype=pl.Int64))
    joined = frame.select(column).join(
        numbered, left_on=column, right_on="id", how="left", maintain_order="left"
    )
    return joined["position"].fill_null(NOBODY).to_numpy()


def _cycle_reasons(members: pl.DataFrame) -> pl.Series:
    """Return reasons for members on a sponsor cycle: loaded members have none, so only candidates can."""
    looped = on_cycle(_positions(members, "sponsor_id", members, "member_id"))
    why = write_reason("row_on_cycle", id=pl.col("member_id"), sponsor=pl.col("sponsor_id"))
    # Reasons are made for those on a cycle only.
    few = members.filter(pl.Series(looped, dtype=pl.Boolean)).select("member_id", reasons=pl.concat_list(why))
    joined = members.select("member_id").join(few, on="member_id", how="left", maintain_order="left")
    return joined["reasons"].fill_null(pl.Series([[]], dtype=REASONS))


def _standing(case: Case, members: pl.DataFrame, communities: pl.DataFrame, twins: pl.DataFrame) -> Directory:
    """Return the directory of members and communities: the largest set in which every reference stands."""
    optimist = _directory(case, (members, _none(members)), (communities, _none(communities)), twins)
    bad_members = _unfounded("members", members, optimist) | (members["reasons"].list.len() > 0).to_numpy()
    bad_communities = _unfounded("communities", communities, optimist)
    count = len(members)
    links = [
        (np.arange(count), _positions(members, "sponsor_id", members, "member_id")),
        (np.arange(count), _shift(_positions(members, "community_id", communities, "community_id"), count)),
        (
            np.arange(count, count + len(communities)),
            _positions(communities, "owner_id", members, "member_id"),
        ),
    ]
    sources = np.concatenate([source[target != NOBODY] for source, target in links])
    targets = np.concatenate([target[target != NOBODY] for _, target in links])
    waits = reached(sources, targets, np.concatenate([bad_members, bad_communities]))
    return _directory(case, (members, waits[:count]), (communities, waits[count:]), twins)


def _shift(positions: Positions, by: int) -> Positions:
    return np.where(positions == NOBODY, NOBODY, positions + by)


def _none(frame: pl.DataFrame) -> Flags:
    return np.zeros(len(frame), dtype=np.bool_)


def _unfounded(table: str, frame: pl.DataFrame, directory: Directory) -> Flags:
    wide, faults = resolve_references(table, frame, directory)
    wrong = pl.any_horizontal([fault.where.fill_null(value=False) for fault in faults])
    return wide.select(wrong.alias("wrong"))["wrong"].to_numpy()


def _directory(
    case: Case,
    members: tuple[pl.DataFrame, Flags],
    communities: tuple[pl.DataFrame, Flags],
    twins: pl.DataFrame,
) -> Directory:
    """Return the directory of members and communities, given with who of them waits."""
    found = {}
    for table, (frame, waits), more in (("members", members, [twins]), ("communities", communities, [])):
        flag = pl.Series(waits, dtype=pl.Boolean)
        found[table] = entries(table, case, [frame.filter(~flag)], [frame.filter(flag), *more])
    return Directory(found)


def _with_depth(members: pl.DataFrame) -> pl.DataFrame:
    """Add `depth` (a root has 0; that of a loaded sponsor counts on) and put parents first."""
    parent = _positions(members, "sponsor_id", members, "member_id")
    seed = (members["sponsor_id.depth"].fill_null(NOBODY) + 1).to_numpy()
    depth = pl.Series("depth", depths(parent, seed), dtype=pl.Int64)
    return members.with_columns(depth).sort("depth", "member_id")
