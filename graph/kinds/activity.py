"""Earning while active: own orders that a member needs in the days before an order to be paid for it."""

from collections.abc import Iterator

from graph.kinds.moment import Moment, Person
from graph.kinds.part import Part
from graph.kinds.values import Amount, Days
from graph.words.reasons import Reason, reason
from graph.yaml_text import Problem


class Active(Part):
    """Own standing orders of a payee: `own_volume` net (minor units) in the `days` x 24 h up to the order."""

    days: Days
    own_volume: Amount


def is_active(active: Active | None, person: Person, moment: Moment) -> bool:
    """Return whether a member is active enough to be paid for an order; without the parameter all are."""
    return active is None or moment.own_volume(person.id, active.days) >= active.own_volume


def not_active(active: Active, person: Person, moment: Moment) -> Reason:
    """Return why a member is not paid."""
    have = moment.own_volume(person.id, active.days)
    return reason("not_active", who=person.id, days=active.days, have=have, need=active.own_volume)


def active_problems(active: Active | None) -> Iterator[Problem]:
    """Check that the parameter asks for something, and for days that there are."""
    if active and not active.own_volume:
        yield ("active", "own_volume"), "an amount above 0.00 is expected: everybody has 0.00"
    if active and not active.days:
        yield ("active", "days"), "a whole number from 1 on, such as 30, is expected"
