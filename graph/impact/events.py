"""What may happen: each says how it changes the facts, and refuses what cannot happen (docs/readings.md)."""

from dataclasses import dataclass

from graph.columnar.plan_tables import Table
from graph.columnar.statements import filled
from graph.errors import NotFoundError, UserError
from graph.simulation.company import Company

_COLUMNS = {"member_id": "STRING", "sponsor_id": "STRING", "order_id": "STRING", "as_of": "BIGINT"}


@dataclass(frozen=True)
class Leave:
    """A member leaves, alone or with everybody below it, as if it had never been there.

    Its orders are gone. Its recruits who stay, its communities and groups become those of its sponsor.
    """

    member_id: str
    with_team: bool = False

    def change(self, company: Company) -> None:
        """Make the facts as they would be, in the room of the engine that is entered."""
        _note(company, member_id=self.member_id)
        _note(company, member_id=self.member_id, sponsor_id=_sponsor(company, self.member_id))
        _make(company, "gone", with_team=int(self.with_team))
        for table in ("members", "corrections", "communities", "groups", "orders", "openings"):
            _make(company, f"leave_{table}")


@dataclass(frozen=True)
class Move:
    """A member moves with its team below another sponsor, "" for none: as a correction of its sponsor."""

    member_id: str
    sponsor_id: str

    def change(self, company: Company) -> None:
        """Make the facts as they would be; raises when the member or its new sponsor cannot be."""
        _note(company, member_id=self.member_id, sponsor_id=self.sponsor_id)
        if _sponsor(company, self.member_id) == self.sponsor_id:
            raise UserError("{member!r} has that sponsor already: name another one", member=self.member_id)
        if self.sponsor_id:
            people, itself = company.engine.read(filled("impact/above", {}))[0]
            if not people:
                raise NotFoundError("there is no member {member!r}", member=self.sponsor_id)
            if itself:
                raise UserError(
                    "{sponsor!r} is {member!r} or below it: a member cannot move below itself",
                    sponsor=self.sponsor_id,
                    member=self.member_id,
                )
        _make(company, "move_corrections")


@dataclass(frozen=True)
class Refund:
    """What is left of an order is refunded: it counts as if it had never been placed."""

    order_id: str

    def change(self, company: Company) -> None:
        """Make the facts as they would be; raises when there is no such order, or nothing left of it."""
        _note(company, order_id=self.order_id)
        rows = company.engine.read(filled("impact/left_of_order", {}))
        if not rows:
            raise NotFoundError("there is no order {order!r}, or it is not counted yet", order=self.order_id)
        if rows[0][0] <= 0:
            raise UserError("the order {order!r} is refunded already", order=self.order_id)
        _make(company, "refund_refunds")


WhatIf = Leave | Move | Refund


def _note(company: Company, **ids: str) -> None:
    """Let statements know of whom or what it is: the table `what_if`, of one row."""
    row = (ids.get("member_id", ""), ids.get("sponsor_id", ""), ids.get("order_id", ""), company.as_of)
    company.engine.make("DROP TABLE IF EXISTS what_if")
    company.engine.table("what_if", Table(_COLUMNS, [row]))


def _sponsor(company: Company, member_id: str) -> str:
    """Return the sponsor of the noted member, "" for none; raises a NotFoundError when it is not there."""
    rows = company.engine.read(filled("impact/sponsor", {}))
    if not rows:
        raise NotFoundError("there is no member {member!r}", member=member_id)
    return str(rows[0][0])


def _make(company: Company, name: str, **values: int) -> None:
    company.engine.make(filled(f"impact/{name}", dict(values)))
