"""The judging of a delivery, table by table, in the order in which tables refer to each other."""

from etl.judging.against import against_stored
from etl.judging.case import Case, Verdict
from etl.judging.corrections import judge_corrections
from etl.judging.faults import split
from etl.judging.orders import judge_orders
from etl.judging.people import judge_people
from etl.judging.references import Directory, entries, judged_references
from etl.judging.refunds import judge_refunds
from etl.judging.verdicts import verdict


def judge(case: Case) -> dict[str, Verdict]:
    """Return what becomes of every table: the largest set of candidates in which all rules hold.

    Pure: reads no database and writes none. Every table of the contract has a verdict.
    """
    people, directory = judge_people(case)
    products, directory = _referred_to("products", case, directory)
    groups, directory = _referred_to("groups", case, directory)
    sales, directory = judge_orders(case, directory)
    verdicts = {**people, "products": products, "groups": groups, **sales}
    verdicts |= judge_refunds(case, directory, verdicts["orders"])
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
