"""What `upline plan check --json` tells programs: one line of JSON."""

from fractions import Fraction
from typing import TYPE_CHECKING

from cli.nightly.totals import kinds, rate
from cli.output import say_summary
from cli.plan.proof_report import proof_as_json
from graph.money import to_decimal
from graph.plan.checks import most_paid, most_paid_by_kind
from graph.plan.words import conditions_in_words, hold_in_words, rewards_in_words
from graph.words import spoken

if TYPE_CHECKING:
    from graph.plan.model import Plan
    from graph.plan.proof import Proof
    from graph.plan.trial import Trial


def tell_machines(plan: "Plan", trial: "Trial", proof: "Proof") -> None:
    """Print what a plan says and pays, and its proof: money as decimals in text, rates with six decimals."""
    say_summary(
        {
            "command": "plan check",
            "plan": plan.name,
            "hash": plan.hash,
            "valid_from": plan.valid_from.isoformat() if plan.valid_from else None,
            "currency": plan.currency,
            "time_zone": plan.time_zone,
            "packages": {name: _package(plan, name) for name in plan.packages},
            "ranks": [
                {"rank": number, "id": rank.id, "conditions": conditions_in_words(plan, rank)}
                for number, rank in enumerate(plan.ranks)
            ],
            "rewards": list(rewards_in_words(plan)),
            "hold": str(hold_in_words(plan)),
            "readings": plan.readings.model_dump(),
            "trial": _trial_as_json(plan, trial),
            "proof": proof_as_json(plan, proof),
        }
    )


def most_of(plan: "Plan", package: str) -> dict[str, int]:
    """Return what one package pays at most of each kind of the plan, in minor units."""
    return {kind: int(most) for kind, most in most_paid_by_kind(plan, package).items() if kind in plan.kinds}


def _package(plan: "Plan", name: str) -> dict[str, object]:
    package = plan.packages[name]
    total = int(most_paid(plan, name))
    return {
        "product_id": package.product_id,
        "price": to_decimal(package.price),
        "at_most": to_decimal(total),
        "at_most_by_kind": {kind: to_decimal(most) for kind, most in most_of(plan, name).items()},
        "share": rate(Fraction(total, package.price)) if package.price else None,
        "kept": to_decimal(package.price - total),
    }


def _trial_as_json(plan: "Plan", trial: "Trial") -> dict[str, object]:
    words = spoken("english", {}, plan.time_zone)
    return {
        "orders": trial.orders,
        "revenue": to_decimal(trial.revenue),
        "rewards": {kind: to_decimal(trial.rewards[kind]) for kind in kinds(trial.rewards)},
        "rewards_total": to_decimal(trial.paid),
        "payout_ratio": rate(trial.payout),
        "breakage_total": to_decimal(sum(trial.breakage.values())),
        "carried": to_decimal(trial.carried),
        "sums": [
            {
                "kind": one.kind,
                "source": one.source or None,
                "place": list(one.place),
                "set_aside": to_decimal(one.set_aside),
                "working": [words.sentence(why) for why in one.working],
                "paid": [
                    {
                        "payee_id": payee,
                        "amount": to_decimal(amount),
                        "reasons": [words.sentence(why) for why in reasons],
                    }
                    for payee, amount, reasons in one.paid
                ],
            }
            for one in trial.sums
        ],
        "members": [
            {
                "member_id": member.member_id,
                "sponsor_id": member.sponsor_id or None,
                "bought": list(member.bought),
                "rank_before": plan.ranks[member.rank_before].id,
                "rank": plan.ranks[member.rank].id,
                "rewards": {kind: to_decimal(member.by_kind[kind]) for kind in kinds(member.by_kind)},
                "earned": to_decimal(member.earned),
                "held": to_decimal(member.held),
            }
            for member in trial.members
        ],
    }
