"""The facts as they would be, in plain Python: what SQL does to them, once more."""

from dataclasses import replace

from graph.facts import Facts, Refund


def sponsors(facts: Facts, as_of: int) -> dict[str, str]:
    """Return the sponsor of each member who is there, "" for none."""
    there = {one.id for one in facts.members if one.joined <= as_of}
    found = {one.id: one.sponsor_id for one in facts.members if one.id in there}
    for one in sorted(facts.corrections, key=lambda one: one.at):
        if one.at <= as_of and one.member_id in there:
            found[one.member_id] = one.sponsor_id
    return {member: sponsor if sponsor in there and sponsor else "" for member, sponsor in found.items()}


def below(facts: Facts, as_of: int, member: str) -> set[str]:
    """Return a member and everybody below it."""
    sponsor, found = sponsors(facts, as_of), {member}
    while more := {one for one, above in sponsor.items() if above in found} - found:
        found |= more
    return found


def without(facts: Facts, as_of: int, member: str, gone: set[str]) -> Facts:
    """Return facts without some members; what they led is led by the sponsor of the one who leaves."""
    heir = sponsors(facts, as_of)[member] or None

    def led(leader: str | None) -> str | None:
        return heir if leader in gone else leader

    return replace(
        facts,
        members=tuple(
            replace(one, sponsor_id=led(one.sponsor_id)) for one in facts.members if one.id not in gone
        ),
        corrections=tuple(
            replace(one, sponsor_id=led(one.sponsor_id))
            for one in facts.corrections
            if one.member_id not in gone
        ),
        communities=tuple(
            replace(one, owner_id=led(one.owner_id) or "")
            for one in facts.communities
            if one.owner_id not in gone or heir
        ),
        groups=tuple(replace(one, leader_id=led(one.leader_id) or "") for one in facts.groups),
        orders=tuple(one for one in facts.orders if one.buyer_id not in gone),
        openings=tuple(
            replace(one, team_owner_id=led(one.team_owner_id))
            for one in facts.openings
            if one.member_id not in gone
        ),
    )


def refunded(facts: Facts, as_of: int, order_id: str) -> Facts:
    """Return facts with all of an order refunded."""
    order = next(one for one in facts.orders if one.id == order_id)
    return replace(facts, refunds=(*facts.refunds, Refund("what if", order_id, as_of, order.amount)))
