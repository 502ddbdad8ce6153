"""The judging of a delivery, table by table, in the order in which tables refer to each other."""

from dataclasses import fields, replace

import polars as pl

from etl.judging.against import against_stored, verdict
from etl.judging.case import Case, Verdict, empty
from etl.judging.corrections import judge_corrections
from etl.judging.faults import split
from etl.judging.orders import judge_orders
from etl.judging.people import judge_people
from etl.judging.ranges import Range, ranges, within
from etl.judging.references import Directory, entries, judged_references
from etl.judging.refunds import judge_refunds

_SALES = ("orders", "order_lines", "refunds")


def judge(case: Case) -> dict[str, Verdict]:
    """Return what becomes of every table: the largest set of candidates in which all rules hold.

    Pure: reads no database and writes none. Every table of the contract has a verdict.
    """
    people, directory = judge_people(case)
    products, directory = _referred_to("products", case, directory)
    groups, directory = _referred_to("groups", case, directory)
    verdicts = {**people, "products": products, "groups": groups, **_judge_sales(case, directory)}
    verdicts |= judge_corrections(case, directory, verdicts["members"])
    for table in ("opening_standings", "touches", "spend"):
        verdicts[table] = _plain(table, case, directory)
    return verdicts


def _plain(table: str, case: Case, directory: Directory) -> Verdict:
    """Judge a table by its references alone."""
    compared = against_stored(table, case)
    wide, faults = judged_references(table, compared.open, directory)
    good, held = split(wide, faults)
    return verdict(table, compared, good, held)


def _referred_to(table: str, case: Case, directory: Directory) -> tuple[Verdict, Directory]:
    found = _plain(table, case, directory)
    return found, directory.having(table, entries(table, case, [found.fresh], [found.held]))


def _judge_sales(case: Case, directory: Directory) -> dict[str, Verdict]:
    """Judge orders, lines and refunds range by range, as no order knows of another: memory stays small."""
    largest = max((case.candidates.get(table, empty(table)) for table in _SALES), key=len)
    found = [_judge_range(case, limits, directory) for limits in ranges(largest["order_id"])]
    return {table: _together([verdicts[table] for verdicts in found]) for table in _SALES}


def _judge_range(case: Case, limits: Range, directory: Directory) -> dict[str, Verdict]:
    part = _part(case, limits)
    verdicts = judge_orders(part, directory)
    return {**verdicts, "refunds": judge_refunds(part, verdicts["orders"])}


def _part(case: Case, limits: Range) -> Case:
    """Return the case of the orders in a range; a stored refund comes with its candidate, too."""
    candidates = {t: within(case.candidates[t], limits) for t in _SALES if t in case.candidates}
    rows = {t: within(case.stored.rows[t], limits) for t in _SALES if t in case.stored.rows}
    if "refunds" in rows and "refunds" in candidates:
        own = case.stored.rows["refunds"].join(candidates["refunds"], on="refund_id", how="semi")
        rows["refunds"] = pl.concat([rows["refunds"], own]).unique("refund_id")
    return replace(case, candidates=candidates, stored=replace(case.stored, rows=rows))


def _together(parts: list[Verdict]) -> Verdict:
    return Verdict(*[pl.concat([getattr(part, field.name) for part in parts]) for field in fields(Verdict)])
