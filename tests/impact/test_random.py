"""On random companies a what-if is what the plain reference calculates of the changed facts."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, cast

import pytest

from graph.columnar import calculate
from graph.columnar.duckdb_engine import DuckDB
from graph.columnar.facts import write_facts
from graph.errors import NotFoundError, UserError
from graph.facts import Correction, Facts
from graph.impact import Leave, Move, Refund, WhatIf
from graph.reference import calculate as reference
from graph.simulation.company import BASE, TRIAL, Company
from tests.impact.facts import below, refunded, sponsors, without
from tests.spec.companies import Case, random_case


def played(case: Case, change: Callable[[Company], Any]) -> list[tuple[Any, ...]]:
    """Return the standings of a case after a change of its facts."""
    with tempfile.TemporaryDirectory() as folder, DuckDB(Path(folder), threads=1) as engine:
        engine.facts(write_facts(case.facts, Path(folder)))
        company = Company(cast(Any, None), engine, None, case.as_of, newer=False)
        engine.enter(BASE)
        calculate(engine, case.plans, case.as_of)
        engine.keep_only(BASE, {"standings"})
        engine.enter(TRIAL)
        change(company)
        calculate(engine, case.plans, case.as_of)
        columns = "member_id, sponsor_id, rank, personal, volume, earned, held"
        return sorted(engine.read(f"SELECT {columns} FROM standings"))  # noqa: S608 - ours


def due(case: Case, facts: Facts) -> list[tuple[Any, ...]]:
    outcome = reference(facts, case.plans, case.as_of)
    return sorted(
        (member, one.sponsor_id, one.rank, one.personal, one.group, one.earned, one.held)
        for member, one in outcome.standings.items()
    )


def a_move(case: Case, random: Random) -> Move:
    """Return a move that can be."""
    known = sponsors(case.facts, case.as_of)
    member = random.choice(sorted(known))
    others = sorted({*known, ""} - below(case.facts, case.as_of, member) - {known[member]})
    return Move(member, random.choice(others))


@pytest.mark.parametrize(
    "seed", [*range(3), *(pytest.param(n, marks=pytest.mark.full) for n in range(3, 80))]
)
def test_a_what_if_is_what_the_reference_calculates_of_the_changed_facts(seed: int):
    case, random = random_case(seed), Random(f"what if {seed}")
    facts, as_of = case.facts, case.as_of
    member = random.choice(sorted(sponsors(facts, as_of)))
    left = {order.id: order.amount for order in facts.orders if order.at <= as_of}
    for back in facts.refunds:
        if back.at <= as_of and back.order_id in left:
            left[back.order_id] -= back.amount
    order = random.choice(sorted(one for one, net in left.items() if net > 0))
    move = a_move(case, random)
    moved = tuple(one for one in facts.corrections if one.member_id != move.member_id)
    moved += (Correction(move.member_id, move.sponsor_id or None, as_of),)
    cases: list[tuple[WhatIf, Facts]] = [
        (Leave(member), without(facts, as_of, member, {member})),
        (Leave(member, with_team=True), without(facts, as_of, member, below(facts, as_of, member))),
        (move, replace(facts, corrections=moved)),
        (Refund(order), refunded(facts, as_of, order)),
    ]
    for what, changed in cases:
        assert played(case, what.change) == due(case, changed), what


def test_who_or_what_is_not_there_is_told():
    case = random_case(1)
    member = min(sponsors(case.facts, case.as_of))
    cases: list[tuple[WhatIf, str]] = [
        (Leave("nobody"), "there is no member 'nobody'"),
        (Move("nobody", member), "there is no member 'nobody'"),
        (Move(member, "nobody"), "there is no member 'nobody'"),
        (Leave("' OR 1 = 1; --"), "there is no member"),
        (Refund("nothing"), "there is no order 'nothing'"),
    ]

    def all_refused(company: Company) -> None:
        for what, words in cases:
            with pytest.raises(NotFoundError, match=words):
                what.change(company)

    assert played(case, all_refused) == due(case, case.facts)


def test_a_member_moves_neither_below_itself_nor_to_where_it_is():
    case = random_case(1)
    known = sponsors(case.facts, case.as_of)
    member = next(one for one, sponsor in sorted(known.items()) if sponsor)
    refused = [
        (Move(known[member], member), "cannot move below itself"),
        (Move(member, member), "cannot move below itself"),
        (Move(member, known[member]), "has that sponsor already"),
    ]

    def all_refused(company: Company) -> None:
        for what, words in refused:
            with pytest.raises(UserError, match=words):
                what.change(company)

    assert played(case, all_refused) == due(case, case.facts)
