"""Random companies: what explanations say is what the reference knows."""

from collections import Counter
from random import Random

import pytest

from graph.clock import NEVER
from graph.database import Database
from graph.explain import english, explain_member, explain_order, to_json_data
from graph.explain.conditions import Condition
from graph.explain.member import MemberExplanation
from graph.explain.model import OrderExplanation
from graph.kinds.conditions import BY_NAME
from graph.kinds.conditions.direct import DirectRecruits
from graph.kinds.conditions.legs import Legs
from graph.kinds.conditions.package import HoldsPackage
from graph.kinds.conditions.rank import HoldsRank
from graph.kinds.conditions.registered import Registered
from graph.kinds.conditions.volume import Volume
from graph.kinds.rewards import OF_TOTALS
from graph.kinds.rewards.differential import Differential
from graph.kinds.rewards.peer import Peer
from graph.nightly import run_nightly
from graph.outcome import Outcome
from graph.reads.runs import published_run
from graph.reference import calculate
from graph.reference.calculation import kept_by_the_company
from graph.reference.company import Sale
from graph.reference.ranks import Known, holds
from graph.words.reasons import Reason
from tests.explain.replay import Replay, replay
from tests.spec.companies import random_case
from tests.spec.neo4j_engine import deliver

SEEDS = [2, 9, 25, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(100, 160))]
UNSEEN = {"differs", "cause_unknown"}


@pytest.mark.parametrize("seed", SEEDS)
def test_explanations_say_what_the_reference_knows(database: Database, seed: int):
    case = random_case(seed)
    deliver(database, case.facts)
    run_nightly(database, case.plans, case.as_of)
    run = published_run(database)
    outcome, known = calculate(case.facts, case.plans, case.as_of), replay(case)
    kept = kept_by_the_company(case.facts, case.plans, outcome, case.as_of)
    counted = [order.id for order in case.facts.orders if order.at <= case.as_of]
    for order in Random(seed).sample(counted, min(30, len(counted))):
        explanation = explain_order(database, run, order)
        entries_are_those_of_the_reference(explanation, outcome)
        everybody_above_is_told_of(explanation, known)
        claims_are_true(explanation, known)
        assert explanation.sums.kept == kept.get(order, explanation.sums.package_lines)
        to_json_data(explanation, english(explanation.names, explanation.zone))
    for member in Random(seed).sample(sorted(known.since), min(12, len(known.since))):
        of_member = explain_member(database, run, member)
        member_is_what_the_reference_knows(of_member, outcome, known)
        to_json_data(of_member, english(of_member.names, of_member.zone))


def entries_are_those_of_the_reference(explanation: OrderExplanation, outcome: Outcome) -> None:
    due: Counter[tuple[str, str, str]] = Counter()
    for grain, amount in outcome.entries.items():
        if grain.order_id == explanation.order.id:
            # What is due to nobody is told of a kind as a whole, in the ledger it is by generation.
            due[grain.kind, grain.source if grain.payee_id else "", grain.payee_id] += amount
    found: Counter[tuple[str, str, str]] = Counter()
    for kind in explanation.kinds:
        assert kind.set_aside == kind.paid + kind.breakage
        assert not kind.reversed
        assert bool(kind.breakage) == bool(kind.breakage_reasons)
        found[kind.kind, "", ""] += kind.breakage
        for one in kind.payments:
            assert one.reasons
            assert sum(posting.amount for posting in one.postings) == one.amount
            found[kind.kind, one.source, one.payee_id] += one.amount
    assert +found == +due
    assert not UNSEEN & {why.id for why in explanation.notes}


def everybody_above_is_told_of(explanation: OrderExplanation, known: Replay) -> None:
    """Each sponsor above the buyer is once told of for each kind: paid, or why not."""
    if not explanation.order.by_member:
        assert {kind.kind for kind in explanation.kinds} <= {"level"}  # paid to owners of communities
        return
    above = known.company.upline(explanation.order.buyer_id)
    for kind in explanation.kinds:
        sources = {one.source for one in kind.not_paid} | {one.source for one in kind.payments}
        for source in sources:
            places = [one.place for one in kind.payments if one.source == source and one.place]
            for one in kind.not_paid:
                if one.source == source and one.first:
                    assert one.members == tuple(above[one.first - 1 : one.last])
                    places += range(one.first, one.last + 1)
            assert sorted(places) == list(range(1, len(above) + 1))
        assert sources or not above or (kind.kind == "peer" and not known.plans[0].rewards_of(Peer))


def claims_are_true(explanation: OrderExplanation, known: Replay) -> None:
    order = explanation.order
    for fed in explanation.pools:
        assert fed.amount == sum(int(why["total"]) for why in fed.reasons if why.id == "per_package")
    if not order.stands or not order.by_member:
        return
    for kind in explanation.kinds:
        for payment in kind.payments:
            for why in payment.reasons:
                _claim(why, payment.payee_id, order.id, known)
        for refused in kind.not_paid:
            for member in refused.members:
                _claim(refused.reason, member, order.id, known)
        for why in kind.breakage_reasons:
            _claim(why, "", order.id, known)


def _claim(why: Reason, member: str, order: str, known: Replay) -> None:
    values, sale = dict(why.values), known.sales[order]
    who = str(values.get("who") or values.get("earner") or member)
    _claim_of_rank(why, who, order, known)
    _claim_of_rate(why, member, order, known)
    _claim_of_team(why, who, member, known)
    _claim_of_buyer(why, who, member, sale, known)


def _claim_of_rank(why: Reason, who: str, order: str, known: Replay) -> None:
    values, since = dict(why.values), known.since[who] if who else {}
    at, person = known.sales[order].point, known.state.people.get(who)
    rank = known.plans[0].rank_number(str(values["rank"])) if "rank" in values else 0
    match why.id:
        case "held":
            assert known.before[order][who] >= rank
            assert person is not None
            assert values["since"] == person.held_since(rank, at)
        case "rank_lapsed" | "earner_lapsed":
            assert person is not None
            assert known.before[order][who] < rank
            assert values["since"] == person.lost(rank, at)
            assert since[rank] < person.lost(rank, at) < at
        case "rank_never" | "earner_too_low":
            assert rank not in since
        case "rank_later" | "earner_later" | "paid_rank_later":
            assert values["since"] == since[rank] > at
            count = known.packages_between(at, since[rank])
            assert values.get("later", "") in {"", f"{count} order" if count == 1 else f"{count} orders"}
        case "rank_by_this" | "earner_by_this" | "paid_rank_by_this":
            assert since[rank] == at


def _claim_of_rate(why: Reason, member: str, order: str, known: Replay) -> None:
    sale, plan = known.sales[order], known.plans[0]
    match why.id:
        case "no_paid_rank":
            rank = plan.ranks[known.before[order][member]].id
            assert sale.plan is not None
            paying = sale.plan.rewards_of(Differential)
            assert not any(one.rates.get(rank) for one in paying if one.package in sale.packages)
        case "rate_taken":
            assert plan.ranks[known.before[order][member]].id == why["rank"]
            assert int(why["rate"]) <= int(why["highest"])
            assert why["payee"] in known.company.upline(sale.buyer_id)


def _claim_of_team(why: Reason, who: str, member: str, known: Replay) -> None:
    owner = known.state.owner
    match why.id:
        case "is_mentor":
            assert owner[str(why["earner"])] == member
        case "one_generation":
            assert owner[str(why["earner"])] == why["mentor"] != member
        case "earner_no_mentor":
            assert owner.get(who, "") == ""
        case "owner_none":
            pass  # it had not bought yet, and has no owner to compare
        case _ if why.id.startswith("owner_"):
            assert owner[who] == why["owner"]
        case _ if why.id.startswith("company_"):
            assert owner[who] == ""


def _claim_of_buyer(why: Reason, who: str, member: str, sale: Sale, known: Replay) -> None:
    buyer, owner = sale.buyer_id, known.state.owner.get(sale.buyer_id, "")
    match why.id:
        case "is_sponsor":
            assert known.company.sponsor[buyer] == who
        case "only_sponsor":
            assert known.company.sponsor[buyer] == why["sponsor"] != member
        case "no_sponsor":
            assert not known.company.sponsor[buyer]
        case "is_owner":
            assert owner == who
        case "one_owner":
            assert owner == why["owner"] != member
        case "team_of_company":
            assert owner == ""
        case "contributes" | "contributes_company":
            assert owner == dict(why.values).get("owner", "") != who
            rank = known.plans[0].rank_number(known.plans[0].owner_rank)
            assert not known.state.people[who].holds(rank, known.since[buyer][1])
        case "passed_over":
            assert known.since[buyer][1] <= known.since[member].get(1, NEVER)


def member_is_what_the_reference_knows(
    explanation: MemberExplanation, outcome: Outcome, known: Replay
) -> None:
    standing, due, plan = (
        explanation.standing,
        outcome.standings[explanation.standing.member_id],
        known.plans[0],
    )
    member = standing.member_id
    assert (standing.rank_number, standing.earned, standing.held, standing.team_owner_id) == (
        due.rank,
        due.earned,
        due.held,
        due.team_owner_id,
    )
    assert sum(kind.amount for kind in explanation.earned) == due.earned
    person = known.state.people[member]
    for number, why in enumerate(explanation.ranks, 1) if person.since else ():
        assert why["rank"] == plan.ranks[number].id
        since = person.held_since(number) if why.id == "holds_since" else person.lost(number, NEVER)
        assert why["since"] == since
        assert person.holds(number, NEVER) is (why.id == "holds_since")
    assert len(person.since) == standing.highest_rank_number == due.highest_rank
    shares = {(one.kind, one.source): one.amount for one in explanation.shares if one.amount}
    assert shares == {
        (grain.kind, grain.source): amount
        for grain, amount in outcome.entries.items()
        if grain.payee_id == member and grain.kind in OF_TOTALS
    }
    if explanation.team_owner.id.startswith("owner_") and explanation.team_owner.id != "owner_none":
        assert explanation.team_owner["owner"] == due.team_owner_id
    else:
        assert due.team_owner_id == ""
    if due.rank + 1 == len(plan.ranks):
        assert explanation.next_rank is None
    else:
        assert explanation.next_rank is not None
        for found, condition in zip(
            explanation.next_rank.conditions, plan.ranks[due.rank + 1].conditions, strict=True
        ):
            assert (found.have, found.need) == _have_and_need(condition, member, known)
            assert found.met is holds(condition, member, known.state, known.company, plan)
    _fund(explanation.fund.conditions, member, known, held=due.held)
    for day in explanation.pools:
        shared = outcome.pools[day.pool, day.day]
        rank = known.at_end[day.day][member]
        pool_rank = plan.rank_number(day.pool)
        holder = rank == pool_rank or (rank > pool_rank and plan.readings.holders == "at_least")
        assert day.amount == (shared.share if holder else 0)
        assert (day.reason.id == "pool_holder") is holder


def _have_and_need(condition: object, member: str, known: Replay) -> tuple[int, int]:
    plan, state, company = known.plans[0], known.state, known.company
    match condition:
        case Registered():
            return 1, 1
        case HoldsPackage():
            return int(condition.package in state.bought[member]), 1
        case HoldsRank():
            return int(state.rank[member] >= plan.rank_number(condition.rank)), 1
        case DirectRecruits():
            needed = plan.rank_number(condition.rank)
            return sum(state.reached(one, needed) for one in company.recruits[member]), condition.count
        case Legs():
            needed = plan.rank_number(condition.rank)
            members = [company.leg(leg) for leg in company.recruits[member]]
            legs = [sum(state.reached(one, needed) for one in leg) for leg in members]
            return sum(found >= plan.each_leg(condition) for found in legs), condition.count
        case Volume():
            have = BY_NAME["volume"].have(condition, member, Known(state, company), plan)
            return have.have, have.need
    raise AssertionError(condition)


def _fund(conditions: tuple[Condition, ...], member: str, known: Replay, *, held: int) -> None:
    plan, fund = known.plans[0], known.plans[0].fund
    if fund is None:
        assert not conditions
        return
    firsts = [one for one in known.state.firsts if known.company.sponsor[one] == member][: fund.recruits]
    partner = plan.rank_number(fund.recruit_rank)
    below = {one for first in firsts for one in known.company.team(first)}
    orders = sum(fund.package in sale.packages for sale in known.company.sales if sale.buyer_id in below)
    recruits, count = conditions
    assert recruits.have == sum(known.state.rank[one] >= partner for one in firsts)
    assert [why["who"] for why in recruits.details if why.id != "first_open"] == firsts
    assert count.have == min(orders, fund.orders)
    if held:
        assert not (recruits.met and count.met)
