"""Cards of somebody's own figures, which managers and members see alike."""

from dash.development.base_component import Component

from dashboard.i18n.format import money
from dashboard.shared.cards import stat_card
from dashboard.shared.figures.ranks import rank_name
from dashboard.shared.icons import rank_badge
from dashboard.words import _
from graph.explain.member import MemberExplanation
from graph.plan.model import Plan


def rank_card(explanation: MemberExplanation, plan: Plan) -> Component:
    """Return the own rank, and which one is next."""
    following = explanation.next_rank
    note = _("the highest")
    if following:
        note = _("next: {rank}").format(rank=rank_name(plan, plan.rank_number(following.rank)))
    return stat_card(_("My rank"), rank_badge(plan, explanation.standing.rank_number), note=note)


def available_card(explanation: MemberExplanation) -> Component:
    """Return what is available as of the run: a payout that was approved since lowers it in the next one."""
    amount = money(explanation.standing.available, explanation.currency)
    note = _("earned, not held and not paid as of the run")
    return stat_card(_("Available"), amount, note=note)
