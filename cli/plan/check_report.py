"""What `upline plan check` tells people: the rules of a plan in words, its prices, and its toy company."""

from fractions import Fraction
from typing import TYPE_CHECKING

from cli.nightly.totals import kinds, show_table
from cli.output import money, say
from cli.plan.check_json import most_of
from cli.plan.proof_report import tell_proof
from graph.i18n import N_, _, language_name
from graph.i18n.message import Message, message
from graph.kinds.rewards import OF_TOTALS
from graph.plan.checks import most_paid
from graph.plan.words import conditions_in_words, hold_in_words, rewards_in_words
from graph.words import spoken
from graph.words.rates import percent

_WIDE, _BROKEN = 10, 6  # letters of a heading; where a longer one is broken

if TYPE_CHECKING:
    from graph.plan.model import Plan
    from graph.plan.proof import Proof
    from graph.plan.trial import Trial


def tell_people(plan: "Plan", trial: "Trial", proof: "Proof") -> None:
    """Print that the plan is right, what it says, who earns what in the toy company, and the proof."""
    since = (
        message("valid from {day}", day=plan.valid_from) if plan.valid_from else message("valid since ever")
    )
    say(
        "The plan {plan} is right: {since}, money in {currency}, days in {time_zone}.",
        plan=plan.name,
        since=since,
        currency=plan.currency,
        time_zone=plan.time_zone,
    )
    if plan.packages:
        _heading(N_("What one package pays at most"))
        _packages(plan)
    _heading(N_("Ranks: a member reaches one when it"))
    for number, rank in enumerate(plan.ranks):
        source = f" ({rank.source})" if rank.source else ""
        conditions = conditions_in_words(plan, rank, language_name())
        say("{line}", line=f"{number} {rank.id}{source}: {_(' and ', context='conditions').join(conditions)}")
    _heading(N_("Rewards, with the ranks that stood before the order"))
    for sentence in rewards_in_words(plan, language_name()):
        say(f"- {sentence}")
    say("- hold: {hold}", hold=hold_in_words(plan))
    if plan.team:
        say("- teams: owned from rank {rank} on", rank=plan.team.owner_rank)
    if plan.groups or "leader" in plan.kinds:
        say("- groups: {number} distinct buyers make one succeed", number=plan.min_buyers)
    readings = plan.readings.model_dump()
    say("- readings: {readings}", readings=", ".join((f"{name} {value}" for name, value in readings.items())))
    _heading(N_("Tried on a toy company"))
    _trial(plan, trial)
    _heading(N_("How each reward is calculated there, the first time that it pays"))
    _sums(plan, trial)
    _heading(N_("Tried on generated companies that buy at list prices"))
    tell_proof(plan, proof)


def _heading(text: str) -> None:
    say("")
    say("{text}:", text=message(text))


def _packages(plan: "Plan") -> None:
    mosts = [most_of(plan, name) for name in plan.packages]
    paying = kinds(*({kind: 1 for kind, amount in most.items() if amount} for most in mosts))
    rows = []
    for name, package in plan.packages.items():
        most = most_of(plan, name)
        total = int(most_paid(plan, name))
        share = percent(Fraction(total, package.price)) if package.price else "-"
        figures = [
            money(package.price),
            *(money(most[kind]) if most[kind] else "" for kind in paying),
            money(total),
            share,
        ]
        rows.append([name, *figures, money(package.price - total)])
    show_table(
        [
            _("package"),
            _("price"),
            *map(_column, paying),
            _("at most"),
            _("share"),
            _("kept"),
        ],
        rows,
    )


def _trial(plan: "Plan", trial: "Trial") -> None:
    standing = [member.member_id for member in trial.members if member.rank_before]
    say(
        "{standing} "
        "A sponsors A1, A2 and A3; A1 sponsors B1, and A3 sponsors C1, C2 and C3. On one day "
        "{orders} orders of one package each are paid.",
        standing=_standing(standing),
        orders=trial.orders,
    )
    say("")
    paying = kinds(trial.rewards)
    rows = []
    for member in trial.members:
        figures = [money(member.by_kind[kind]) if kind in member.by_kind else "" for kind in paying]
        rank = plan.ranks[member.rank].id
        rows.append(
            [
                member.member_id,
                rank,
                *figures,
                money(member.earned),
                money(member.held) if member.held else "",
            ]
        )
    rows.append([_("all"), "", *(money(trial.rewards[kind]) for kind in paying), money(trial.paid), ""])
    headings = [_("member"), _("rank"), *map(_column, paying), _("earned"), _("held")]
    show_table(headings, rows, words=2)
    say("")
    ratio = percent(trial.payout) if trial.payout is not None else "-"
    say(
        "Paid {paid} of {revenue} ({ratio}); due to nobody {breakage}; carried in pools {carried}.",
        paid=money(trial.paid),
        revenue=money(trial.revenue),
        ratio=ratio,
        breakage=money(sum(trial.breakage.values())),
        carried=money(trial.carried),
    )


def _sums(plan: "Plan", trial: "Trial") -> None:
    words = spoken(language_name(), {}, plan.time_zone)
    for one in trial.sums:
        where, who = one.place
        kind = words.kind(f"{one.kind} {one.source}" if one.source in words.kinds else one.kind)
        working = "; ".join(words.sentence(why) for why in one.working) or message(
            "{amount} fed on {day}", amount=money(one.set_aside), day=who
        )
        say(
            "- {kind} of {buyer}: {working}"
            if one.kind in OF_TOTALS
            else "- {kind}, order {order} of {buyer}: {working}"
            if one.working
            else "- {kind} {order}: {working}",
            kind=kind,
            order=where,
            buyer=who,
            working=working,
        )
        for payee, amount, reasons in one.paid:
            # Who it is, and the arithmetic: what lies between is for explanations.
            why = "; ".join(words.sentence(reason) for reason in dict.fromkeys([*reasons[:1], *reasons[-1:]]))
            say("  {line}", line=f"{payee} {money(amount)}{': ' if why else ''}{why}")


def _standing(members: list[str]) -> Message:
    if not members:
        return message("Nobody is above A.")
    return message(
        "Before the first order stand {members} (each sponsors the next), and below them A.",
        members=" <- ".join(members),
    )


def _column(kind: str) -> str:
    """Return a kind as a narrow heading: a long name is broken."""
    return kind if len(kind) <= _WIDE else f"{kind[:_BROKEN]}-\n{kind[_BROKEN:]}"
