"""The metrics of metrics.md once more, in plain Python from the definitions: slow, and easy to check by eye.

Rows are as `graph.metrics.metric` returns them. What other parts calculate and test is taken as given:
the entries of the ledger (payee, order, day, amount) and the rank of each member.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from statistics import median
from zoneinfo import ZoneInfo

from graph.clock import day_of, day_start
from graph.metrics import Figures
from tests.metrics.company import Company, Customer, Member, Order, Touch

DAY = 24 * 3600 * 1_000_000


@dataclass(frozen=True)
class Entry:
    payee: str
    order: str
    day: str
    amount: int


@dataclass(frozen=True)
class Question:
    """What is asked, of which run."""

    facts: Company
    as_of: int
    zone: ZoneInfo
    entries: Sequence[Entry] = ()
    ranks: Mapping[str, int] = field(default_factory=dict)
    from_day: date | None = None
    to_day: date | None = None
    channel: str = ""
    team: str = ""

    @property
    def start(self) -> int:
        return day_start(self.from_day, self.zone) if self.from_day else 0

    @property
    def end(self) -> int:
        """The first microsecond after the window."""
        to = day_start(self.to_day, self.zone) if self.to_day else self.as_of + 1
        return min(to, self.as_of + 1)

    def inside(self, at: int) -> bool:
        return self.start <= at < self.end

    def month(self, at: int) -> str:
        return day_of(at, self.zone).isoformat()[:7]

    # facts as of the run

    def members(self) -> list[Member]:
        return [one for one in self.facts.members if one.joined <= self.as_of]

    def customers(self) -> list[Customer]:
        return [one for one in self.facts.customers if one.joined <= self.as_of]

    def everybody(self) -> list[Member | Customer]:
        return [*self.members(), *self.customers()]

    def people(self) -> list[Member | Customer]:
        """Members and customers of the team, if one is asked for."""
        inside = self.team_members()
        owner = dict(self.facts.owners)
        customers = [
            one for one in self.customers() if not self.team or owner.get(one.community, "") in inside
        ]
        return [*(one for one in self.members() if one.id in inside), *customers]

    def filtered(self) -> list[Member | Customer]:
        return [one for one in self.people() if self.channel in {"", one.channel}]

    def sponsor(self) -> dict[str, str]:
        found = {one.id: one.sponsor for one in self.facts.members}
        for move in sorted(self.facts.corrections, key=lambda move: (move.at, move.member)):
            if move.at <= self.as_of:
                found[move.member] = move.sponsor
        there = {one.id for one in self.members()}
        return {one: above for one, above in found.items() if one in there and above in there}

    def team_members(self) -> set[str]:
        sponsor = self.sponsor()

        def line(member: str) -> Iterable[str]:
            while member:
                yield member
                member = sponsor.get(member, "")

        return {one.id for one in self.members() if not self.team or self.team in line(one.id)}

    def net(self, order: Order) -> int:
        back = (one for one in self.facts.refunds if one.order == order.id and one.at <= self.as_of)
        return order.amount - sum(one.amount for one in back)

    def orders(self, buyer: str) -> list[Order]:
        """The orders that stand, along the clock."""
        found = [order for order in self.facts.orders if order.buyer == buyer and order.at <= self.as_of]
        return sorted(
            (order for order in found if self.net(order) > 0), key=lambda order: (order.at, order.id)
        )

    def first(self, buyer: str) -> Order | None:
        return next(iter(self.orders(buyer)), None)

    def touches(self) -> list[Touch]:
        found = [touch for touch in self.facts.touches if touch.at <= self.as_of]
        return sorted(found, key=lambda touch: (touch.at, touch.id))

    def visitors(self) -> dict[str, list[Touch]]:
        found: dict[str, list[Touch]] = {}
        for touch in self.touches():
            found.setdefault(touch.visitor, []).append(touch)
        return found

    def became(self, touches: Sequence[Touch]) -> str:
        """Who a visitor is: the last that is known."""
        there = {one.id for one in self.everybody()}
        known = [one.became for one in touches if one.became in there]
        return known[-1] if known else ""


def six(over: int | Fraction, under: int | Fraction) -> Decimal | None:
    if not under:
        return None
    exact = Fraction(over) / Fraction(under)
    return Decimal(round(exact * 10**6)).scaleb(-6)


def conversion(ask: Question) -> list[Figures]:
    found: dict[str, list[bool]] = {}
    for touches in ask.visitors().values():
        touch = touches[0]
        if not ask.inside(touch.at) or touch.at + 7 * DAY > ask.as_of:
            continue
        if ask.channel not in {"", touch.channel}:
            continue
        if ask.team and touch.inviter not in ask.team_members():
            continue
        order = ask.first(ask.became(touches))
        converted = order is not None and touch.at <= order.at <= touch.at + 7 * DAY
        found.setdefault(touch.channel, []).append(converted)
    rows = {"": [one for each in found.values() for one in each], **dict(sorted(found.items()))}
    return [
        {"channel": name, "visitors": len(each), "converted": sum(each), "rate": six(sum(each), len(each))}
        for name, each in rows.items()
    ]


def registration(ask: Question) -> list[Figures]:
    rows: list[Figures] = []
    for days in (7, 30, 60, 90):
        limit = days * DAY
        cohort = [one for one in ask.filtered() if isinstance(one, Member) and ask.inside(one.joined)]
        cohort = [one for one in cohort if one.joined + limit <= ask.as_of]
        firsts = [(one, ask.first(one.id)) for one in cohort]
        number = sum(order is not None and order.at <= one.joined + limit for one, order in firsts)
        rows.append(
            {"days": days, "joined": len(cohort), "converted": number, "rate": six(number, len(cohort))}
        )
    return rows


def repurchase(ask: Question) -> list[Figures]:
    rows: list[Figures] = []
    for month in months(ask):
        bought = [ask.orders(one.id) for one in ask.filtered()]
        bought = [all_ for all_ in bought if any(ask.inside(o.at) and ask.month(o.at) == month for o in all_)]
        again = sum(ask.month(orders[0].at) < month for orders in bought)
        rows.append(
            {"month": month, "buyers": len(bought), "repeat_buyers": again, "rate": six(again, len(bought))}
        )
    return rows


def months(ask: Question, *, whole: bool = False) -> list[str]:
    """The calendar months from that of the company's first order on, of the window or of the whole run."""
    ats = [one.at for one in ask.facts.orders if one.at <= ask.as_of]
    last = ask.as_of if whole else ask.end - 1
    day = day_of(min(ats, default=ask.as_of), ask.zone).replace(day=1)
    if not whole:
        day = max(day, ask.from_day or day)
    found: list[str] = []
    while day <= day_of(last, ask.zone):
        found.append(day.isoformat()[:7])
        day += timedelta(days=1)
    return sorted(set(found))


def cohort_repurchase(ask: Question) -> list[Figures]:
    rows: list[Figures] = []
    for days in (30, 60, 90):
        bought = [ask.orders(one.id) for one in ask.filtered()]
        bought = [orders for orders in bought if orders and ask.inside(orders[0].at)]
        bought = [orders for orders in bought if orders[0].at + days * DAY <= ask.as_of]
        again = sum(
            any(
                day_of(one.at, ask.zone) > day_of(orders[0].at, ask.zone)
                and one.at <= orders[0].at + days * DAY
                for one in orders
            )
            for orders in bought
        )
        rows.append(
            {"days": days, "buyers": len(bought), "repeat_buyers": again, "rate": six(again, len(bought))}
        )
    return rows


def retention(ask: Question) -> list[Figures]:
    bought = [ask.orders(one.id) for one in ask.filtered()]
    bought = [orders for orders in bought if orders and ask.inside(orders[0].at)]
    every = months(ask, whole=True)
    rows: list[Figures] = []
    for place, cohort in enumerate(every):
        members = [orders for orders in bought if ask.month(orders[0].at) == cohort]
        for offset, month in enumerate(every[place + 1 :], 1):
            again = sum(any(ask.month(one.at) == month for one in orders) for orders in members)
            row: Figures = {"cohort": cohort, "offset": offset, "buyers": again, "cohort_size": len(members)}
            rows += [{**row, "rate": six(again, len(members))}] if members else []
    return rows


def cac(ask: Question) -> list[Figures]:
    spent: dict[str, int] = {}
    for one in ask.facts.spend:
        day = date.fromisoformat(one.day)
        started = day_start(day, ask.zone) <= ask.as_of
        inside = (ask.from_day or day) <= day and (ask.to_day is None or day < ask.to_day)
        if started and inside and ask.channel in {"", one.channel}:
            spent[one.channel] = spent.get(one.channel, 0) + one.amount
    members = [one for one in ask.filtered() if isinstance(one, Member)]
    new = [(one, order) for one in members if (order := ask.first(one.id)) and ask.inside(order.at)]
    rows: list[Figures] = []
    for kind in ("blended", "paid-only"):
        counted = [one for one in new if kind == "blended" or spent.get(one[0].channel, 0) > 0]
        firsts = {order.id for _, order in counted}
        rewards = sum(one.amount for one in ask.entries if one.payee and one.order in firsts)
        spend = None if ask.team else sum(spent.values())
        cost = round(Fraction(spend + rewards, len(counted))) if counted and spend is not None else None
        rows.append(
            {"kind": kind, "spend": spend, "rewards": rewards, "new_members": len(counted), "cost": cost}
        )
    return rows


def buyer_seller(ask: Question) -> list[Figures]:
    sponsor, owner, team = ask.sponsor(), dict(ask.facts.owners), ask.team_members()
    buyers, sellers = set(), set()
    for one in ask.filtered():
        if not any(ask.inside(o.at) and o.at >= ask.end - 1 - 30 * DAY for o in ask.orders(one.id)):
            continue
        if isinstance(one, Customer) or ask.ranks[one.id] == 0:
            buyers.add(one.id)
        sellers.add(owner.get(one.community) if isinstance(one, Customer) else sponsor.get(one.id))
    sellers &= team
    return [{"buyers": len(buyers), "sellers": len(sellers), "ratio": six(len(buyers), len(sellers))}]


def funnel(ask: Question) -> list[Figures]:
    reached = dict.fromkeys(("invited", "registered", "first_order", "second_order", "retained"), 0)
    waiting = dict.fromkeys(reached, 0)
    joined = {one.id: one.joined for one in ask.everybody()}
    for touches in ask.visitors().values():
        invited = [one for one in touches if one.inviter and ask.inside(one.at)]
        invited = [one for one in invited if ask.channel in {"", one.channel}]
        invited = [one for one in invited if not ask.team or one.inviter in ask.team_members()]
        if not invited:
            continue
        person = ask.became(touches)
        ats = [one.at for one in ask.orders(person)]
        soon = ats[0] + 30 * DAY if ats else 0
        stages = [
            True,
            bool(person),
            bool(ats),
            any(at <= soon for at in ats[1:]),
            any(soon < at <= soon + 30 * DAY for at in ats),
        ]
        for stage, holds in zip(reached, stages, strict=True):
            if not holds:
                break
            reached[stage] += 1
            last = stage
        until = {
            "invited": invited[-1].at + 7 * DAY,
            "registered": joined.get(person, 0) + 7 * DAY,
            "first_order": soon,
            "second_order": soon + 30 * DAY,
            "retained": 0,
        }
        waiting[last] += ask.as_of < until[last]
    following = [*list(reached.values())[1:], None]
    return [
        {
            "stage": stage,
            "visitors": number,
            "rate": six(number, reached["invited"]),
            "waiting": waiting[stage],
            "step_rate": None if after is None else six(after, number - waiting[stage]),
        }
        for (stage, number), after in zip(reached.items(), following, strict=True)
    ]


def attribution(ask: Question) -> list[Figures]:
    orders: dict[tuple[int, str], Fraction] = {}
    for one in ask.people():
        order = ask.first(one.id)
        if order is None or not ask.inside(order.at):
            continue
        mine = {name for name, touches in ask.visitors().items() if ask.became(touches) == one.id}
        seen = [t.channel for t in ask.touches() if t.visitor in mine and 0 <= order.at - t.at <= 7 * DAY]
        for model, given in enumerate([seen[-1:], seen[:1], seen]):
            for channel in given or ["none"]:
                weight = Fraction(1, len(given) or 1)
                orders[model, channel] = orders.get((model, channel), Fraction(0)) + weight
    models = ("last", "first", "linear")
    return [
        {"model": models[model], "channel": channel, "orders": six(orders[model, channel], 1)}
        for model, channel in sorted(orders)
        if ask.channel in {"", channel}
    ]


def k_factor(ask: Question) -> list[Figures]:
    sponsor = ask.sponsor()
    inviters = {one.id: ask.first(one.id) for one in ask.filtered() if isinstance(one, Member)}
    recruits = {one.id: ask.first(one.id) for one in ask.members()}
    rows: list[Figures] = []
    for month in months(ask):
        before = {one: o.at for one, o in inviters.items() if o is not None and ask.month(o.at) < month}
        gaps = [
            order.at - before[sponsor[one]]
            for one, order in recruits.items()
            if order is not None and ask.inside(order.at) and ask.month(order.at) == month
            if sponsor.get(one) in before
        ]
        middle = six(median(map(Fraction, gaps)), DAY) if gaps else None
        row: Figures = {"month": month, "recruits": len(gaps), "inviters": len(before)}
        rows.append({**row, "k": six(len(gaps), len(before)), "median_days": middle})
    return rows


def payout(ask: Question) -> list[Figures]:
    team = ask.team_members()
    bought = {order.id for one in ask.filtered() for order in ask.facts.orders if order.buyer == one.id}
    channel = {one.id: one.channel for one in ask.everybody()}
    named = {one.id for one in ask.facts.orders if ask.channel in {"", channel.get(one.buyer, "")}}
    earned = [one for one in ask.entries if one.payee in team]
    earned = [one for one in earned if not ask.channel or one.order in named]
    days = [(one, day_start(date.fromisoformat(one.day), ask.zone)) for one in earned]
    paid = [(one.day[:7], one.amount) for one, day in days if ask.start <= day < ask.end]
    orders = [one for one in ask.facts.orders if one.id in bought and ask.inside(one.at)]
    rows: list[Figures] = []
    for month in months(ask):
        rewards = sum(amount for its_month, amount in paid if its_month == month)
        revenue = sum(ask.net(one) for one in orders if ask.month(one.at) == month)
        rows.append({"month": month, "rewards": rewards, "revenue": revenue, "ratio": six(rewards, revenue)})
    return rows


REFERENCE = {
    "conversion": conversion,
    "registration": registration,
    "repurchase": repurchase,
    "cohort-repurchase": cohort_repurchase,
    "retention": retention,
    "cac": cac,
    "buyer-seller": buyer_seller,
    "funnel": funnel,
    "attribution": attribution,
    "k-factor": k_factor,
    "payout": payout,
}
