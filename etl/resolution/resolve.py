"""The judging of a delivery, table by table, in the order in which tables refer to each other."""

from dataclasses import fields, replace

import polars as pl

from etl.resolution.case import Case, Resolution, empty
from etl.resolution.compare_stored import compare_stored, resolution
from etl.resolution.corrections import resolve_corrections
from etl.resolution.faults import split
from etl.resolution.orders import resolve_orders
from etl.resolution.people import resolve_people
from etl.resolution.ranges import ORDERS, Range, ranges, within
from etl.resolution.references import Directory, entries, resolve_references
from etl.resolution.refunds import known_orders, resolve_refunds

_SALES = ("orders", "order_lines", "refunds")
RECORDS = ("opening_standings", "touches", "spend", "adjustments")
"""Tables of which no other knows, and that are judged by people alone."""


def resolve(case: Case) -> dict[str, Resolution]:
    """Return what becomes of every table: the largest set of candidates in which all rules hold.

    Pure: reads no database and writes none. Every table of the contract has a resolution.
    """
    people, directory = resolve_people(case)
    products, directory = _referred_to("products", case, directory)
    groups, directory = _referred_to("groups", case, directory)
    resolutions = {**people, "products": products, "groups": groups, **_judge_sales(case, directory)}
    resolutions |= resolve_corrections(case, directory, resolutions["members"])
    for table in RECORDS:
        resolutions[table] = _plain(table, case, directory)
    known = directory.having("orders", known_orders(case, resolutions["orders"]))
    resolutions["withdrawals"] = _plain("withdrawals", case, known)
    return resolutions


def _plain(table: str, case: Case, directory: Directory) -> Resolution:
    """Judge a table by its references alone: part by part, as no row knows of another."""
    rows = case.candidates.get(table, empty(table))
    parts = list(rows.iter_slices(ORDERS)) or [rows]
    cases = (replace(case, candidates={**case.candidates, table: part}) for part in parts)
    return _together(case, table, [_plain_part(table, part, directory) for part in cases], [])


def _plain_part(table: str, case: Case, directory: Directory) -> Resolution:
    compared = compare_stored(table, case)
    wide, faults = resolve_references(table, compared.open, directory)
    good, held = split(wide, faults)
    judged = resolution(table, compared, good, held)
    rows = case.candidates[table]
    # Of a part that loads whole, its rows are not kept a second time.
    return replace(judged, fresh=rows.select(judged.fresh.columns)) if len(good) == len(rows) else judged


def _referred_to(table: str, case: Case, directory: Directory) -> tuple[Resolution, Directory]:
    found = _plain(table, case, directory)
    return found, directory.having(table, entries(table, case, [found.fresh], [found.held]))


def _judge_sales(case: Case, directory: Directory) -> dict[str, Resolution]:
    """Judge orders, lines and refunds range by range, as no order knows of another: memory stays small."""
    largest = max((case.candidates.get(table, empty(table)) for table in _SALES), key=len)
    found: dict[str, list[Resolution]] = {table: [] for table in _SALES}
    fresh: dict[str, list[Range]] = {table: [] for table in _SALES}
    for limits in ranges(largest["order_id"]):
        part = _part(case, limits)
        for table, one in _judge_part(part, directory).items():
            # Of a range that loads whole, its rows are not kept a second time.
            if whole := len(one.fresh) == len(part.candidates.get(table, empty(table))):
                fresh[table].append(limits)
            found[table].append(replace(one, fresh=one.fresh.clear()) if whole else one)
    return {table: _together(case, table, found[table], fresh[table]) for table in _SALES}


def _judge_part(part: Case, directory: Directory) -> dict[str, Resolution]:
    resolutions = resolve_orders(part, directory)
    return {**resolutions, "refunds": resolve_refunds(part, resolutions["orders"])}


def _part(case: Case, limits: Range) -> Case:
    """Return the case of the orders in a range; a stored refund comes with its candidate, too."""
    candidates = {t: within(case.candidates[t], limits) for t in _SALES if t in case.candidates}
    rows = {t: within(case.stored.rows[t], limits) for t in _SALES if t in case.stored.rows}
    if "refunds" in rows and "refunds" in candidates:
        own = case.stored.rows["refunds"].join(candidates["refunds"], on="refund_id", how="semi")
        rows["refunds"] = pl.concat([rows["refunds"], own]).unique("refund_id")
    return replace(case, candidates=candidates, stored=replace(case.stored, rows=rows))


def _together(case: Case, table: str, parts: list[Resolution], fresh: list[Range]) -> Resolution:
    """Return the resolution of all ranges; `fresh`: those of which all candidates are fresh."""
    whole = Resolution(
        *[pl.concat([getattr(part, field.name) for part in parts]) for field in fields(Resolution)]
    )
    rows = case.candidates.get(table, empty(table)).select(whole.fresh.columns)
    if len(fresh) == len(parts):
        return replace(whole, fresh=rows)
    return replace(whole, fresh=pl.concat([whole.fresh, *(within(rows, limits) for limits in fresh)]))
